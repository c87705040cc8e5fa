import { goodsInConflict } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { customersAtPlaces } from '../customer-sites.js';
import { journeysOfAlike, type UnitsAlike } from '../journeys/alike-units.js';
import type { Journeys } from '../journeys/journeys.js';
import type { JourneyReader } from '../journeys/load-journeys.js';
import type { GoodsScope } from '../scope.js';
import type { UnitCount } from '../unit-counts.js';
import { allUnitsInScope } from '../units-in-scope.query.js';
import { type Arrival, type Reached, reachedBy } from './reached-customers.js';
import { DOUBT, type Doubt } from './recipient-tally.js';

/** Takes note of units that reached a customer. */
export type AddUnits = (customerId: string, arrival: Arrival, counted: UnitCount, doubt: Doubt | null) => void;

/** Tells `add` whom the units of a scope reached. Answers the containers that carried them. */
export async function addAllUnits(
  db: Queryable,
  scope: GoodsScope,
  reader: JourneyReader,
  add: AddUnits,
): Promise<Set<string>> {
  const containers = new Set<string>();
  if (scope.batchIds.length + scope.unitIds.length === 0) return containers;
  for await (const { journeys, alike } of journeysOfAlike(db, reader, await allUnitsInScope(db, scope))) {
    for (const containerId of await addUnits(db, journeys, alike, add)) containers.add(containerId);
  }
  return containers;
}

async function addUnits(
  db: Queryable,
  journeys: Journeys,
  alike: readonly UnitsAlike[],
  add: AddUnits,
): Promise<Set<string>> {
  const unitIds = alike.map(({ unitId }) => unitId);
  const customerOf = await customersAtPlaces(
    db,
    unitIds.map((unitId) => journeys.stepsOf(unitId)),
  );
  const containers = carriersOf(journeys, unitIds);
  const doubtful = await goodsInConflict(db, [...containers]);
  for (const { unitId, gtin, units, inConflict } of alike) {
    const steps = journeys.stepsOf(unitId);
    const isDisputed = inConflict || steps.some(({ viaId }) => viaId !== null && doubtful.has(viaId));
    for (const [customerId, reached] of reachedBy(steps, customerOf)) {
      add(customerId, reached, { gtin, units }, doubtOf(reached, isDisputed));
    }
  }
  return containers;
}

/** Why it is not certain that they reached them. */
export function doubtOf({ mayHaveLeft }: Reached, isDisputed: boolean): Doubt | null {
  if (isDisputed) return DOUBT.CONFLICT;
  return mayHaveLeft ? DOUBT.LEFT_UNSEEN : null;
}

/** The containers whose scans are steps of these goods, or that they are in now. */
export function carriersOf(journeys: Journeys, goodsIds: readonly string[]): Set<string> {
  const carriers = new Set<string>();
  for (const goodsId of goodsIds) {
    for (const { viaId } of journeys.stepsOf(goodsId)) if (viaId !== null) carriers.add(viaId);
    for (const containerId of journeys.containersOf(goodsId)) carriers.add(containerId);
  }
  return carriers;
}
