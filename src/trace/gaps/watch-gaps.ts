import { keepGaps } from '../../gaps/index.js';
import type { Database, Transaction } from '../../platform/database/database.js';
import { chunksOf } from '../journeys/load-journeys.js';
import { findGaps } from './find-gaps.js';
import { type Capture, capturesAfter, lockWatch, moveWatch } from './gap-watch.query.js';
import { overdueAt } from './overdue.rule.js';
import { goodsTouchedBy } from './touched-goods.js';
import { type Captures, countGoodsOf } from './touched-goods.query.js';

const MOST_CAPTURES = 500;
/** As many goods as a step looks at, unless one capture names more. */
const MOST_GOODS = 1_000;
/** Of these, as many as are looked at without a pause, in which this process serves others. */
const AT_ONCE = 100;

/**
 * # The watch for gaps
 *
 * It follows what is known, capture by capture (`movements/knowledge/`), behind those who record and not in their way: it takes
 * the goods that a capture touches, finds their gaps anew from all that is on record, and brings the queue up to that. How far
 * it has come is a row, moved in the transaction that writes what was found: whoever is ended in the middle has done nothing,
 * and of several at once each waits for that row and goes on from where the last one has come.
 *
 * On a database that was there before, it begins at the beginning and works through what is there.
 */
export async function watchGaps(db: Database, now: Date): Promise<void> {
  while (await watchSome(db, now));
}

/** Waits, after so many milliseconds of work. */
export type Rest = (workedMs: number) => Promise<void>;

const withoutRest: Rest = () => Promise.resolve();

/** Looks at the next captures, if there are any. */
export function watchSome(db: Database, now: Date, rest = withoutRest): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { position, overdueThrough } = await lockWatch(tx);
    const captures = await aStepOf(tx, await capturesAfter(tx, position, MOST_CAPTURES));
    const last = captures.at(-1);
    if (!last) return false;
    const touched = await goodsTouchedBy(tx, together(captures));
    // Clocks differ: what a sweep has called overdue is so here too.
    const overdue = new Date(Math.max(overdueThrough.getTime(), overdueAt(now).getTime()));
    await renewGaps(tx, touched, overdue, now, rest);
    await moveWatch(tx, last.position);
    return true;
  });
}

/** Finds the gaps of these goods anew, some goods at a time, and brings the queue up to them. */
export async function renewGaps(
  tx: Transaction,
  goodsIds: readonly string[],
  overdueThrough: Date,
  now: Date,
  rest = withoutRest,
): Promise<void> {
  for (const some of chunksOf(goodsIds.toSorted(), AT_ONCE)) {
    const started = performance.now();
    await keepGaps(tx, some, await findGaps(tx, some, overdueThrough), now);
    await rest(performance.now() - started);
  }
}

/** As many of the first captures as do not name too many goods together; one at least. */
async function aStepOf(tx: Transaction, captures: readonly Capture[]): Promise<readonly Capture[]> {
  if (captures.length === 0) return [];
  const sizes = await countGoodsOf(tx, together(captures));
  let goods = 0;
  const tooMany = captures.findIndex(({ captureId }, i) => {
    goods += sizes.get(captureId) ?? 0;
    return i > 0 && goods > MOST_GOODS;
  });
  return tooMany === -1 ? captures : captures.slice(0, tooMany);
}

function together(captures: readonly Capture[]): Captures {
  const times = captures.map(({ recordedAt }) => recordedAt.getTime());
  return {
    ids: captures.map(({ captureId }) => captureId),
    from: new Date(Math.min(...times)),
    to: new Date(Math.max(...times)),
  };
}
