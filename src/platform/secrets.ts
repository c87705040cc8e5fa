import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keys for one purpose each, derived from the installation's one secret, which is never in the database. */
export interface Secrets {
  /** Signs the links in notices. */
  readonly link: Buffer;
  /** Signs paging cursors. */
  readonly cursor: Buffer;
}

export function deriveSecrets(masterKey: string | Buffer): Secrets {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'retrace', purpose, 32));
  return { link: key('answer link'), cursor: key('cursor') };
}

export function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

const MASTER_KEY_BYTES = 32;

/**
 * The installation's one secret, from a file that only its owner can read; made at the first start. Whoever loses it loses
 * the answer links that were sent.
 */
export async function loadMasterKey(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'link.key');
  await mkdir(dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once, one makes it and both read it.
    await writeFile(file, randomBytes(MASTER_KEY_BYTES).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
  if (key.length < MASTER_KEY_BYTES) throw new Error(`${file} is damaged: it does not hold a key of 32 bytes.`);
  return key;
}
