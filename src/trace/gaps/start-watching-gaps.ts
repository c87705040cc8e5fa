import { setTimeout as sleep } from 'node:timers/promises';

import type { Service } from '../../platform/context.js';
import type { Log } from '../../platform/log.js';
import { readWatch } from './gap-watch.query.js';
import { watchSome } from './watch-gaps.js';

const EVERY_MS = 1_000;
const RESTS = 4;

/**
 * Looks for gaps in what has become known, once a second. Any number of processes may. Where there is much to look at, it rests
 * after each step for several times as long as that took: recording goes first.
 */
export function startWatchingGaps({ db, now }: Pick<Service, 'db' | 'now'>, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);

  const watch = async () => {
    if (!(await readWatch(db)).isBehind) return;
    for (let isThereMore = true; isThereMore && !signal.aborted;) {
      const started = performance.now();
      isThereMore = await watchSome(db, now());
      if (isThereMore) await rest(RESTS * (performance.now() - started));
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
