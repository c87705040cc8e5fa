import { Decimal } from '../../gs1/index.js';
import { batchesOfUnits } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { chunksOf } from '../journeys/load-journeys.js';
import { makingsById } from './genealogy.query.js';
import { transformsUsingUp } from './remade.query.js';
import { freshUnits, remadeBy } from './remade.rule.js';

/** Of units, those that are of the batch in question. */
type UnitsOfBatch = (unitIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** A making may name thousands of units. */
const MAKINGS_AT_A_TIME = 500;

/** How many pieces of a batch were made of pieces of the same batch by a time, by all that is on record. */
export async function remadeOfBatch(db: Queryable, batchId: string, asOf: Date): Promise<string> {
  const usedUp = await transformsUsingUp(db, batchId, asOf);
  const unitsOfBatch = async (unitIds: readonly string[]) => {
    const claims = await batchesOfUnits(db, unitIds);
    return new Set(unitIds.filter((unitId) => claims.get(unitId)?.includes(batchId)));
  };
  return remadeBySome(db, batchId, new Map(usedUp.map(({ movementId, units }) => [movementId, units])), unitsOfBatch);
}

/** The same of these transforms, each with how many units of the batch it used up. */
export async function remadeBySome(
  db: Queryable,
  batchId: string,
  usedUp: ReadonlyMap<string, number>,
  unitsOfBatch: UnitsOfBatch,
): Promise<string> {
  let remade = new Decimal(0);
  for (const movementIds of chunksOf([...usedUp.keys()], MAKINGS_AT_A_TIME)) {
    const makings = await makingsById(db, movementIds);
    const made = makings.flatMap(freshUnits).map(({ unitId }) => unitId);
    const ofBatch = made.length === 0 ? new Set<string>() : await unitsOfBatch(made);
    for (const making of makings) {
      const unitsUsedUp = usedUp.get(making.movementId) ?? 0;
      const isOfBatch = (unitId: string) => ofBatch.has(unitId);
      remade = remade.plus(remadeBy(making, { batchId, unitsUsedUp, isOfBatch }));
    }
  }
  return remade.toFixed();
}
