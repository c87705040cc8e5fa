import { copyFile, open, stat, truncate } from 'node:fs/promises';

const LIMIT_BYTES = 10 * 2 ** 20;
const TAIL_BYTES = 4_000;

/** Keeps the log and one generation before it. The server holds the file open, so its content moves and the file stays. */
export async function rotateLog(log: string, limit = LIMIT_BYTES): Promise<void> {
  if ((await sizeOf(log)) <= limit) return;
  await copyFile(log, `${log}.1`);
  await truncate(log);
}

export const sizeOf = (file: string) =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** What was written since the log had `from` bytes; its end, if that is much. */
export async function readLogSince(log: string, from: number): Promise<string> {
  const size = await sizeOf(log);
  const start = Math.max(from, size - TAIL_BYTES);
  if (size <= start) return '';

  const file = await open(log);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
