import { parseArgs } from 'node:util';

import { ConfigError, readConfig } from '../config.js';
import { type Difference, type Progress, rebuildState } from '../movements/index.js';
import { EmbeddedServerError } from '../platform/database/embedded/embedded-server-error.js';
import { isUnprepared, NotPrepared } from './as-retrace.js';
import { reachDatabase } from './reach-database.js';

const USAGE = `npm run rebuild-state -- [--swap] [--anew]

Derives the state from the ledger again, beside the live one and while Retrace runs, and compares the two.
Without options nothing is changed: it ends with 0 if all is right, and with 1 if rows differ.
  --swap   replaces the rows that differ, in one transaction; captures wait meanwhile, answers do not
  --anew   begins again instead of going on with what an interrupted rebuild has left
With a PostgreSQL of your own it needs the owner's role: MIGRATION_DATABASE_URL.`;

const EVERY_MS = 2_000;

class UsageError extends Error {}

/* Progress goes to standard error, what came of it to standard output. */
try {
  process.exitCode = await rebuild(readArguments());
} catch (error) {
  const isMisused = [UsageError, ConfigError, NotPrepared].some((kind) => error instanceof kind);
  console.error(isMisused || error instanceof EmbeddedServerError ? (error as Error).message : error);
  process.exitCode = isMisused ? 2 : 1;
}

async function rebuild(options: { readonly swap: boolean; readonly anew: boolean }): Promise<number> {
  const { ownerUrl, release } = await reachDatabase(readConfig(process.env));
  try {
    const started = performance.now();
    const done = await rebuildState({ ...options, ownerUrl, now: () => new Date(), onProgress: reporter() });
    if (done.outcome === 'RebuildUnderWay') {
      console.error('Another rebuild of this database is under way; nothing was done.');
      return 1;
    }
    const seconds = (performance.now() - started) / 1_000;
    console.error(`${whole(done.movements)} movements with ${whole(done.links)} goods in ${seconds.toFixed(1)} s.`);
    if (done.outcome === 'StateConfirmed') console.log('The state is what the ledger says.');
    else for (const difference of done.differences) console.log(described(difference));
    if (done.outcome === 'StateReplaced') console.log('These rows were replaced by what the ledger says.');
    if (done.outcome === 'StateDiffers') console.log('Nothing was changed. To replace these rows, run it with --swap.');
    return done.outcome === 'StateDiffers' ? 1 : 0;
  } catch (error) {
    throw isUnprepared(error) ? new NotPrepared() : error;
  } finally {
    await release();
  }
}

function readArguments() {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { swap, anew, help } = parseArgs({ options: { swap: flag, anew: flag, help: flag } }).values;
    if (help) throw new UsageError(USAGE);
    return { swap, anew };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** A line every two seconds, and one at each new step. */
function reporter(): (progress: Progress) => void {
  const started = performance.now();
  let last: { step: string; at: number } = { step: '', at: -Infinity };
  return ({ step, part, movements, links, goods }) => {
    const at = performance.now();
    if (step === last.step && at - last.at < EVERY_MS) return;
    last = { step, at };
    const of = part === null ? '' : ` ${Math.floor(part * 100)} %`;
    const perSecond = links / ((at - started) / 1_000);
    const counts = `${whole(movements)} movements with ${whole(links)} goods read, ${whole(goods)} goods folded`;
    console.error(`${step}${of}: ${counts}${step === 'movements' ? `, ${whole(perSecond)} a second` : ''}`);
  };
}

function described({ table, missing, extra, changed, examples }: Difference): string {
  return `${table}: ${missing} missing, ${extra} too many, ${changed} changed; such as ${examples.join('; ')}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
