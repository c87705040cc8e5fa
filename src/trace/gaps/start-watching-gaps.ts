import { setTimeout as sleep } from 'node:timers/promises';

import type { Service } from '../../platform/context.js';
import type { Log } from '../../platform/log.js';
import { readWatch } from './gap-watch.query.js';
import { watchSome } from './watch-gaps.js';

const EVERY_MS = 1_000;
const RESTS = 4;
/** Of a step, in which another process may wait for its turn: half as long as that waits. */
const MOST_REST_MS = 1_000;

/**
 * Looks for gaps in what has become known, once a second. Any number of processes may. Where there is much to look at, it rests
 * after each bit of work for several times as long as that took: who records and who looks up go first, and none of them finds
 * this process busy for long.
 */
export function startWatchingGaps({ db, now }: Pick<Service, 'db' | 'now'>, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);

  const watch = async () => {
    if (!(await readWatch(db)).isBehind) return;
    for (let isThereMore = true; isThereMore && !signal.aborted;) {
      let owed = 0;
      let left = MOST_REST_MS;
      isThereMore = await watchSome(db, now(), async (workedMs) => {
        owed += RESTS * workedMs;
        const ms = Math.min(owed, left);
        owed -= ms;
        left -= ms;
        await rest(ms);
      });
      await rest(owed);
    }
  };
  const keepWatching = async () => {
    while (!signal.aborted) {
      await watch().catch((err: unknown) => {
        // Nothing is lost: it is looked at when the database is back, or when another process has done its part.
        log.warn({ err }, 'watching for gaps');
      });
      await rest(EVERY_MS);
    }
  };
  const watching = keepWatching();

  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
