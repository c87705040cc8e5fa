import type { Service } from '../../platform/context.js';
import type { Log } from '../../platform/log.js';
import { readWatch } from './gap-watch.query.js';
import { watchGaps } from './watch-gaps.js';

const EVERY_MS = 1_000;

/** Looks for gaps in what has become known, once a second. Any number of processes may. */
export function startWatchingGaps({ db, now }: Pick<Service, 'db' | 'now'>, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay = Promise.resolve();

  const watch = () => {
    underWay = watchIfBehind()
      .catch((err: unknown) => {
        // Nothing is lost: it is looked at when the database is back, or when another process has done its part.
        log.warn({ err }, 'watching for gaps');
      })
      .then(() => {
        if (!stopped) timer = setTimeout(watch, EVERY_MS);
      });
  };
  const watchIfBehind = async () => {
    if ((await readWatch(db)).isBehind) await watchGaps(db, now(), () => stopped);
  };
  watch();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
