import { batchesOfUnits, goodsInConflict, linksOf, openConflictsOf } from '../movements/index.js';
import type { Queryable } from '../platform/database/database.js';
import { batchesInOtherLevels, type Count, countingInLowestLevel } from '../products/index.js';
import { journeysOfAlike, type UnitsAlike } from './alike-units.js';
import type { Journeys } from './journeys.js';
import { chunksOf, JourneyReader } from './load-journeys.js';
import { followOtherVersions } from './follow-other-versions.js';
import type { OtherVersion } from './other-versions.query.js';
import { type Level, levelAt, levelsOf } from './packed-quantities.js';
import { quantitiesLeft, quantitiesPacked, quantitiesSent, type QuantitySent } from './recipients.query.js';
import {
  DOUBT,
  type Doubt,
  PASSED_ON,
  type QuantityReached,
  type Recipient,
  RecipientTally,
} from './recipient-tally.js';
import { type Arrival, customersAtPlaces, type Reached, reachedBy } from './reached-customers.js';
import type { DoubtfulScope, GoodsScope } from './scope.js';
import type { UnitCount } from './unit-counts.js';
import { allUnitsInScope } from './units-in-scope.query.js';
import { whereaboutsOf } from './whereabouts.js';

/**
 * Every customer whom goods of a scope were delivered or shipped to, by themselves or packed. Many senders never post
 * deliveries, so a shipment is enough (`architecture.md` 2.12). Some ship by quantity what others have serialised, so who
 * was sent a quantity of a named unit's batch may have the unit; and so may who received what such a quantity went into.
 */
export async function recipientsOf(db: Queryable, scope: DoubtfulScope, now: Date): Promise<Recipient[]> {
  return (await reachOfScope(db, scope, now)).recipients;
}

export interface ReachOfScope {
  readonly recipients: Recipient[];
  /** Who, by one of two records that contradict each other, may have goods on the way. */
  readonly possibleCarrierIds: readonly string[];
}

/** The recipients, and the carriers of whom two records that contradict each other tell. */
export async function reachOfScope(db: Queryable, scope: DoubtfulScope, now: Date): Promise<ReachOfScope> {
  const found = new RecipientTally();
  const reader = new JourneyReader(now, (goodsIds) => linksOf(db, goodsIds));
  const possible = scope.possible ?? { batchIds: [], unitIds: [] };
  const certain = {
    batchIds: without(scope.batchIds, possible.batchIds),
    unitIds: without(scope.unitIds, possible.unitIds),
  };
  const ofNoBatch = { batchIds: [], unitIds: scope.unitIdsWithoutBatch ?? [] };
  const beside = await batchesBesideScope(db, certain);
  const mayHave =
    (doubt: Doubt) =>
    (customerId: string, { basis }: Arrival) => {
      found.mayHave(customerId, basis, doubt);
    };
  const containers = [
    ...(await addAllUnits(db, certain, reader, (customerId, arrival, counted, doubt) => {
      found.addUnits(customerId, arrival, counted, doubt);
    })),
    ...(await addQuantities(db, certain.batchIds, reader, now, (customerId, arrival, reached, doubt) => {
      found.addQuantity(customerId, arrival, reached, doubt);
    })),
    ...(await addQuantities(db, beside, reader, now, mayHave(DOUBT.WITHOUT_SERIALS))),
    ...(await addAllUnits(db, possible, reader, mayHave(DOUBT.MADE_OF_QUANTITY))),
    ...(await addQuantities(db, possible.batchIds, reader, now, mayHave(DOUBT.MADE_OF_QUANTITY))),
    ...(await addAllUnits(db, ofNoBatch, reader, mayHave(DOUBT.BATCH_MISSING))),
  ];
  await takeAway(db, certain.batchIds, now, found);
  await addPassersOn(db, beside, now, mayHave(DOUBT.WITHOUT_SERIALS));
  await addPassersOn(db, possible.batchIds, now, mayHave(DOUBT.MADE_OF_QUANTITY));
  const batchIds = [...certain.batchIds, ...possible.batchIds];
  const named = [...batchIds, ...certain.unitIds, ...possible.unitIds, ...beside, ...containers];
  const carrierIds = new Set<string>();
  const versions = await followOtherVersions(db, named, batchIds, async (linked) => {
    for (const carrierId of await carriersOnTheWay(db, linked, reader, now)) carrierIds.add(carrierId);
    await addPassersOn(db, linked.batchIds, now, mayHave(DOUBT.CONFLICT));
    return [
      ...(await addAllUnits(db, linked, reader, mayHave(DOUBT.CONFLICT))),
      ...(await addQuantities(db, linked.batchIds, reader, now, mayHave(DOUBT.CONFLICT))),
    ];
  });
  for (const version of versions) {
    addNamedBy(version, mayHave(DOUBT.CONFLICT));
    if (version.kind === 'ship' && version.carrierId !== null) carrierIds.add(version.carrierId);
  }
  return { recipients: found.list, possibleCarrierIds: [...carrierIds].sort() };
}

/** The customers whom a version of a movement names, or whose site. */
function addNamedBy(
  { kind, customerId, consignorId }: OtherVersion,
  mayHave: (customerId: string, arrival: Arrival) => void,
): void {
  const isHandedOver = kind !== 'ship' && kind !== 'return';
  const { basis } = waySaidBy(isHandedOver, consignorId);
  if (customerId !== null) {
    mayHave(customerId, { basis, fromIds: consignorId === null ? [] : [consignorId], left: null });
  }
  if (consignorId !== null) mayHave(consignorId, PASSED_ON);
}

/** Who carries any of these goods now: a logistic unit of them, too. */
async function carriersOnTheWay(db: Queryable, goods: GoodsScope, reader: JourneyReader, now: Date): Promise<string[]> {
  const { places } = await whereaboutsOf(db, goods, now);
  const journeys = await reader.read(goods.unitIds);
  return [...places, ...goods.unitIds.map((goodsId) => journeys.placeOf(goodsId))].flatMap(
    ({ placeKind, carrierId }) => (placeKind === 'IN_TRANSIT' && carrierId !== null ? carrierId : []),
  );
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const left = new Set(ids);
  for (const id of others) left.delete(id);
  return [...left];
}

/** The batches that claim units which a scope names, and are not in the scope themselves. */
async function batchesBesideScope(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<string[]> {
  const claiming = new Set<string>();
  for (const chunk of chunksOf(unitIds)) {
    const claims = await batchesOfUnits(db, chunk);
    for (const batchId of [...claims.values()].flat()) claiming.add(batchId);
  }
  // Whoever was sent cases of a batch was sent its eaches.
  const { groups } = await batchesInOtherLevels(db, [...claiming]);
  for (const { to } of groups) for (const other of to) claiming.add(other);
  for (const batchId of batchIds) claiming.delete(batchId);
  return [...claiming];
}

/** Takes note of units that reached a customer. */
type AddUnits = (customerId: string, arrival: Arrival, counted: UnitCount, doubt: Doubt | null) => void;

/** Answers the containers that carried them. */
async function addAllUnits(
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

function doubtOf({ mayHaveLeft }: Reached, isDisputed: boolean): Doubt | null {
  if (isDisputed) return DOUBT.CONFLICT;
  return mayHaveLeft ? DOUBT.LEFT_UNSEEN : null;
}

/** Takes note of a quantity that reached a customer. */
type AddQuantity = (customerId: string, arrival: Arrival, reached: QuantityReached, doubt: Doubt | null) => void;

/** Whom quantities of batches reached, by themselves or packed. Answers the containers that carried them. */
async function addQuantities(
  db: Queryable,
  batchIds: readonly string[],
  reader: JourneyReader,
  now: Date,
  add: AddQuantity,
): Promise<Set<string>> {
  if (batchIds.length === 0) return new Set();
  const sent = await quantitiesSent(db, batchIds, now);
  const levels = levelsOf(await quantitiesPacked(db, batchIds, now));
  const count = await countingInLowestLevel(
    db,
    [...sent, ...levels].map(({ productId }) => productId),
  );
  await addSent(db, sent, count, add);
  return addPacked(db, levels, reader, count, add);
}

/** Goods counted by quantity that were sent by themselves. */
async function addSent(db: Queryable, sent: readonly QuantitySent[], count: Count, add: AddQuantity): Promise<void> {
  const doubtful = await openConflictsOf(
    db,
    sent.map(({ movementId }) => movementId),
  );
  for (const { movementId, customerId, batchNumber, isHandedOver, isTaken, fromId, ...quantity } of sent) {
    const { basis, how } = isTaken ? TAKEN : waySaidBy(isHandedOver, fromId);
    const arrival = { basis, fromIds: fromId === null ? [] : [fromId], left: null };
    const reached = { batchNumber, counted: count(quantity), how };
    add(customerId, arrival, reached, doubtful.has(movementId) ? DOUBT.CONFLICT : null);
  }
}

const TAKEN = { basis: 'DELIVERED', how: 'TAKEN' } as const;

function waySaidBy(
  isHandedOver: boolean,
  fromId: string | null,
): Pick<Arrival, 'basis'> & Pick<QuantityReached, 'how'> {
  if (fromId !== null) return { basis: 'ONWARD', how: isHandedOver ? 'ONCE' : 'SENT_ON' };
  return isHandedOver ? { basis: 'DELIVERED', how: 'HANDED' } : { basis: 'SHIPPED', how: 'SENT' };
}

/** What customers had and have no more, of what was sent by itself. */
async function takeAway(db: Queryable, batchIds: readonly string[], now: Date, found: RecipientTally): Promise<void> {
  const left = batchIds.length === 0 ? [] : await quantitiesLeft(db, batchIds, now);
  const doubtful = await openConflictsOf(
    db,
    left.map(({ movementId }) => movementId),
  );
  const count = await countingInLowestLevel(
    db,
    left.map(({ productId }) => productId),
  );
  for (const { movementId, customerId, how, ...quantity } of left) {
    found.takeAway(customerId, how, count(quantity), doubtful.has(movementId) ? DOUBT.CONFLICT : null);
  }
}

/** Who passed goods on had them, though no delivery to them is on record. */
async function addPassersOn(
  db: Queryable,
  batchIds: readonly string[],
  now: Date,
  mayHave: (customerId: string, arrival: Arrival) => void,
): Promise<void> {
  const left = batchIds.length === 0 ? [] : await quantitiesLeft(db, batchIds, now);
  for (const { customerId, how } of left) if (how === 'PASSED_ON') mayHave(customerId, PASSED_ON);
}

/** On a logistic unit, goods reach a customer once, whichever scans say so: as much as was on it when it did. */
async function addPacked(
  db: Queryable,
  levels: readonly Level[],
  reader: JourneyReader,
  count: Count,
  add: AddQuantity,
): Promise<Set<string>> {
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
    const isDisputed = [level.containerId, ...aboard.map(({ viaId }) => viaId)].some((id) => id && doubtful.has(id));
    for (const [customerId, reached] of reachedBy(aboard, customerOf)) {
      const counted = count({ ...level, quantity: levelAt(level, reached.by).toFixed() });
      const { batchNumber } = level;
      add(customerId, reached, { batchNumber, counted, how: 'ONCE' }, doubtOf(reached, isDisputed));
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
