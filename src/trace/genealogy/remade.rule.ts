import { Decimal, inBaseUnit, PIECE } from '../../gs1/index.js';
import type { MakingRow } from './genealogy.query.js';

/** What is known of a transform beside what it says itself. */
export interface PiecesOfBatch {
  readonly batchId: string;
  /** Units of the batch that this transform used up: nothing is on record of them since. */
  readonly unitsUsedUp: number;
  readonly isOfBatch: (unitId: string) => boolean;
}

/**
 * How many pieces of a batch a transform made of pieces of the same batch, as by a new label, a split, a merge or rework:
 * they are no new production, and what went in is seen as transformed besides. What `stock-entries.rule.ts` has already
 * set off among quantities is left out.
 */
export function remadeBy(making: MakingRow, { batchId, unitsUsedUp, isOfBatch }: PiecesOfBatch): Decimal {
  const fresh = freshUnits(making);
  const said = fresh.filter((unit) => unit.batchId === batchId).length;
  const piecesIn = piecesOf(making.inputQuantities, batchId);
  const piecesOut = piecesOf(making.outputQuantities, batchId);
  const wentIn = piecesIn.plus(unitsUsedUp);
  const cameOut = piecesOut.plus(fresh.filter(({ unitId }) => isOfBatch(unitId)).length);
  const setOff = Decimal.min(piecesIn, piecesOut.plus(said));
  return Decimal.max(0, Decimal.min(wentIn, cameOut).minus(setOff));
}

/** The units that came out and had not gone in under the same serial. */
export function freshUnits({ inputUnitIds, outputUnits }: MakingRow): MakingRow['outputUnits'] {
  const before = new Set(inputUnitIds);
  return outputUnits.filter(({ unitId }) => !before.has(unitId));
}

function piecesOf(quantities: MakingRow['inputQuantities'], batchId: string): Decimal {
  const pieces = quantities.map(inBaseUnit).filter((line) => line.batchId === batchId && line.uom === PIECE);
  return pieces.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
}
