import { goodsInConflict, linksOf, openConflictsOf } from '../movements/index.js';
import type { Queryable } from '../platform/database/database.js';
import type { Journeys } from './journeys.js';
import { chunksOf, JourneyReader } from './load-journeys.js';
import { levelAt, levelsOf } from './packed-quantities.js';
import { conflictingCustomers, quantitiesPacked, quantitiesSent } from './recipients.query.js';
import { type Recipient, RecipientTally } from './recipient-tally.js';
import { customersAtPlaces, reachedBy } from './reached-customers.js';
import type { GoodsScope } from './scope.js';
import { allUnitsInScope } from './units-in-scope.query.js';

/**
 * Every customer whom goods of a scope were delivered or shipped to, by themselves or packed. Many senders never post
 * deliveries, so a shipment is enough (`architecture.md` 2.12).
 */
export async function recipientsOf(db: Queryable, scope: GoodsScope, now: Date): Promise<Recipient[]> {
  const found = new RecipientTally();
  const reader = new JourneyReader(now, (goodsIds) => linksOf(db, goodsIds));
  const containers = new Set<string>();
  for (const unitIds of chunksOf(await allUnitsInScope(db, scope))) {
    for (const containerId of await addUnits(db, unitIds, reader, found)) containers.add(containerId);
  }
  await addQuantities(db, scope, now, found);
  for (const containerId of await addPacked(db, scope, reader, now, found)) containers.add(containerId);
  for (const customerId of await conflictingCustomers(db, [...scope.batchIds, ...scope.unitIds, ...containers])) {
    found.mayHave(customerId);
  }
  return found.list;
}

/** Answers the containers that carried them. */
async function addUnits(
  db: Queryable,
  unitIds: readonly string[],
  reader: JourneyReader,
  found: RecipientTally,
): Promise<Set<string>> {
  const journeys = await reader.read(unitIds);
  const customerOf = await customersAtPlaces(
    db,
    unitIds.map((unitId) => journeys.stepsOf(unitId)),
  );
  const containers = carriersOf(journeys, unitIds);
  const doubtful = await goodsInConflict(db, [...unitIds, ...containers]);
  for (const unitId of unitIds) {
    const steps = journeys.stepsOf(unitId);
    const isDoubtful = doubtful.has(unitId) || steps.some(({ viaId }) => viaId !== null && doubtful.has(viaId));
    for (const [customerId, { basis }] of reachedBy(steps, customerOf)) found.addUnit(customerId, basis, isDoubtful);
  }
  return containers;
}

/** Goods counted by quantity that were sent by themselves. */
async function addQuantities(db: Queryable, scope: GoodsScope, now: Date, found: RecipientTally): Promise<void> {
  const sent = await quantitiesSent(db, scope.batchIds, now);
  const doubtful = await openConflictsOf(
    db,
    sent.map(({ movementId }) => movementId),
  );
  for (const { movementId, customerId, basis, quantity, uom } of sent) {
    found.addQuantity(customerId, basis, { quantity, uom }, doubtful.has(movementId));
  }
}

/** Goods counted by quantity on a logistic unit: as much as was on it when it was sent or handed over. */
async function addPacked(
  db: Queryable,
  scope: GoodsScope,
  reader: JourneyReader,
  now: Date,
  found: RecipientTally,
): Promise<Set<string>> {
  const levels = levelsOf(await quantitiesPacked(db, scope.batchIds, now));
  const containerIds = [...new Set(levels.map(({ containerId }) => containerId))];
  const journeys = await reader.read(containerIds);
  const customerOf = await customersAtPlaces(
    db,
    containerIds.map((containerId) => journeys.stepsOf(containerId)),
  );
  const carriers = new Set([...containerIds, ...carriersOf(journeys, containerIds)]);
  const doubtful = await goodsInConflict(db, [...carriers]);
  for (const level of levels) {
    const aboard = journeys.stepsOf(level.containerId).filter(({ link }) => levelAt(level, link).greaterThan(0));
    const isDoubtful = [level.containerId, ...aboard.map(({ viaId }) => viaId)].some((id) => id && doubtful.has(id));
    for (const [customerId, { basis, by }] of reachedBy(aboard, customerOf)) {
      const quantity = levelAt(level, by).toFixed();
      found.addQuantity(customerId, basis, { quantity, uom: level.uom }, isDoubtful);
    }
  }
  return carriers;
}

/** The containers whose scans are steps of these goods, or that they are in now. */
function carriersOf(journeys: Journeys, goodsIds: readonly string[]): Set<string> {
  const carriers = new Set<string>();
  for (const goodsId of goodsIds) {
    for (const { viaId } of journeys.stepsOf(goodsId)) if (viaId !== null) carriers.add(viaId);
    for (const containerId of journeys.containersOf(goodsId)) carriers.add(containerId);
  }
  return carriers;
}
