import { parseArgs } from 'node:util';

import type { DevelopmentKeys } from '../../src/keys/index.js';
import type { Role } from '../../src/platform/access/actor.js';
import { askAs } from './ask.js';
import type { Cast } from './cast.js';
import { Inbox } from './inbox.js';
import { runningService, startService, type StoryService } from './service.js';
import { tellStory } from './story.js';
import { Narrator, style } from './terminal.js';

const USAGE = `npm run demo
    tells the story on a Retrace of its own, which it starts and stops, with a database that it deletes
npm run demo -- --data-dir <directory>
    keeps that database; a second run then starts at once, and holds one more recall
npm run demo -- --url <url> --keys <keys.json> --smtp-port <port>
    on a Retrace that runs, holds the demo, and was started with SMTP_URL=smtp://127.0.0.1:<port>`;

/** For mails that do not come, and answers. */
const PATIENCE_MS = 120_000;

class UsageError extends Error {}

/*
 * npm run demo: what Retrace is for, told on the demo's data. Everything happens over HTTP and SMTP, as in earnest; only the
 * mail server is one that delivers to nobody.
 */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort();
  });
}
try {
  await run(readArguments(), interrupted.signal);
} catch (error) {
  if (!interrupted.signal.aborted) console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = exitCodeOf(error);
}

async function run({ url, keys, dataDir, smtpPort }: Arguments, stopped: AbortSignal): Promise<void> {
  const inbox = await Inbox.open(smtpPort);
  try {
    const report = (line: string) => {
      console.log(style('dim', `   ${line}`));
    };
    const start = { dataDir, smtpUrl: inbox.url, report, stopped };
    const service = await (url && keys ? runningService(url, keys) : startService(start));
    try {
      console.log(`\nRetrace at ${service.url}, mails to ${inbox.url}`);
      await tellStory(castOf(service, inbox, stopped), new Narrator(console.log));
    } finally {
      await service.stop();
    }
  } finally {
    await inbox.close();
  }
}

function castOf({ url, keys }: StoryService, inbox: Inbox, stopped: AbortSignal): Cast {
  const patience = AbortSignal.any([stopped, AbortSignal.timeout(PATIENCE_MS)]);
  return {
    customerService: askAs(url, keyOf(keys, 'CUSTOMER_SERVICE'), patience),
    author: askAs(url, keyOf(keys, 'QUALITY'), patience),
    approver: askAs(url, keyOf(keys, 'QUALITY', 1), patience),
    inbox,
    patience,
  };
}

function keyOf(keys: DevelopmentKeys, role: Role, holder = 0): string {
  const key = keys[role][holder];
  if (!key) throw new UsageError(`The keys file has no key number ${holder + 1} of ${role}.`);
  return key;
}

function exitCodeOf(error: unknown): number {
  if (interrupted.signal.aborted) return 130;
  return error instanceof UsageError ? 2 : 1;
}

interface Arguments {
  readonly url: string | null;
  readonly keys: string | null;
  readonly dataDir: string | null;
  readonly smtpPort: number;
}

function readArguments(): Arguments {
  const { url, keys, 'data-dir': dataDir, 'smtp-port': smtpPort } = parse();
  const ofRunning = [url, keys, smtpPort].filter((value) => value !== undefined).length;
  if ((ofRunning !== 0 && ofRunning !== 3) || (ofRunning === 3 && dataDir)) throw new UsageError(USAGE);
  if (!/^\d{1,5}$/.test(smtpPort ?? '0')) throw new UsageError(`${smtpPort ?? ''} is no port.\n${USAGE}`);
  return { url: url ?? null, keys: keys ?? null, dataDir: dataDir ?? null, smtpPort: Number(smtpPort ?? 0) };
}

function parse() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { url: text, keys: text, 'data-dir': text, 'smtp-port': text } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}
