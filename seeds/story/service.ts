import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import type { DevelopmentKeys } from '../../src/keys/index.js';

/** A running Retrace that holds the demo. */
export interface StoryService {
  readonly url: string;
  readonly keys: DevelopmentKeys;
  /** Ends it, if the story started it. */
  readonly stop: () => Promise<void>;
}

export interface StartService {
  /** Null: a temporary one, which is deleted again. */
  readonly dataDir: string | null;
  readonly smtpUrl: string;
  readonly report: (line: string) => void;
  /** Told when it shall not go on. */
  readonly stopped: AbortSignal;
}

const MAIN = createRequire(import.meta.url).resolve('#retrace');
const POLL_MS = 200;

/** Someone else's Retrace, which is left running. */
export async function runningService(url: string, keysFile: string): Promise<StoryService> {
  return { url, keys: await readKeys(keysFile), stop: () => Promise.resolve() };
}

/** A Retrace of the story's own, with its embedded database, on a free port. */
export async function startService({ dataDir, smtpUrl, report, stopped }: StartService): Promise<StoryService> {
  const directory = dataDir ?? (await mkdtemp(join(tmpdir(), 'retrace-story-')));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env: { ...process.env, ...settings(directory, url, port, smtpUrl) },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Not told of Ctrl-C by the terminal as well: Retrace takes a second signal as an order to drop everything.
    detached: true,
  });
  const ended = once(child, 'exit');

  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    if (dataDir === null) await rm(directory, { recursive: true, force: true });
  };
  try {
    const output = createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Retrace is running')) output.removeAllListeners('line');
      else if (line) report(line);
    });
    await Promise.race([answers(url, stopped), ended.then(() => Promise.reject(new Error('Retrace did not start.')))]);
    return { url, keys: await readKeys(join(directory, 'keys.json')), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whatever else the environment says is meant for another Retrace. */
const settings = (dataDir: string, url: string, port: number, smtpUrl: string) => ({
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: url,
  DATA_DIR: dataDir,
  SMTP_URL: smtpUrl,
  MAIL_FROM: 'recall@example.com',
  LOG_LEVEL: 'error',
  NODE_ENV: '',
  DATABASE_URL: '',
  MIGRATION_DATABASE_URL: '',
});

async function answers(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => null);
    if (response?.ok) return;
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const readKeys = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as DevelopmentKeys;
