import { Decimal, baseUnitOf, inBaseUnit, PIECE } from '../../gs1/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { remadeOfBatch } from '../genealogy/remade.js';
import { bookedInAll, countUnitsOf, declaredBatches } from './batches-made.query.js';
import type { BatchMade } from './yield-gaps.rule.js';

/** What is dated ahead is on record too. */
const WHENEVER = new Date('9999-12-31T00:00:00Z');

/**
 * Of these batches, those of which it is declared how much was made, with how much is on record of them: loose, or with
 * serials, whichever is more. They are not added up, for nobody says whether a serial that turns up is of a piece that was
 * commissioned loose.
 */
export async function batchesMade(db: Queryable, batchIds: readonly string[]): Promise<BatchMade[]> {
  const declared = await declaredBatches(db, batchIds);
  if (declared.length === 0) return [];
  const ids = declared.map(({ batchId }) => batchId);
  const booked = new Map((await bookedInAll(db, ids)).map((row) => [`${row.batchId} ${row.uom}`, row.quantity]));
  const made: BatchMade[] = [];
  for (const batch of declared) {
    const loose = booked.get(`${batch.batchId} ${baseUnitOf(batch.uom)}`) ?? 0;
    const onRecord = Decimal.max(loose, await unitsBeyond(db, batch.batchId, inBaseUnit(batch)));
    made.push({ ...batch, onRecord: onRecord.toFixed() });
  }
  return made;
}

/** The units of a batch, each a piece. Only of more than were made all are counted, and what was made of others. */
async function unitsBeyond(
  db: Queryable,
  batchId: string,
  { quantity, uom }: { readonly quantity: string; readonly uom: string },
): Promise<Decimal> {
  if (uom !== PIECE) return new Decimal(0);
  const enough = new Decimal(quantity).plus(1);
  const some = await countUnitsOf(db, batchId, Decimal.min(enough, Number.MAX_SAFE_INTEGER).toNumber());
  if (enough.greaterThan(some)) return new Decimal(some);
  return new Decimal(await countUnitsOf(db, batchId, null)).minus(await remadeOfBatch(db, batchId, WHENEVER));
}
