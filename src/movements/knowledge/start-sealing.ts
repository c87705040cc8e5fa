import type { Service } from '../../platform/context.js';
import type { Log } from '../../platform/log.js';
import { sealKnowledge } from './seal-knowledge.js';

const EVERY_MS = 1_000;

/** Seals what was captured, once a second. Any number of processes may. */
export function startSealing({ db, now }: Pick<Service, 'db' | 'now'>, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay = Promise.resolve();

  const seal = () => {
    underWay = sealKnowledge(db, now())
      .catch((err: unknown) => {
        // Nothing is lost: it is sealed when the database is back.
        log.warn({ err }, 'sealing knowledge');
      })
      .then(() => {
        if (!stopped) timer = setTimeout(seal, EVERY_MS);
      });
  };
  seal();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
