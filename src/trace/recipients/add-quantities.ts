import { goodsInConflict, openConflictsOf } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { type Count, countingInLowestLevel } from '../../products/index.js';
import { customersAtPlaces } from '../customer-sites.js';
import type { JourneyReader } from '../journeys/load-journeys.js';
import { carriersOf, doubtOf } from './add-units.js';
import { type Level, levelAt, levelsOf } from './packed-quantities.js';
import { PassedOnToNobodyNamed } from './passed-on-to-nobody-named.js';
import { quantitiesSeen, type QuantitySeen } from './quantities-seen.query.js';
import { type Arrival, reachedBy } from './reached-customers.js';
import { DOUBT, type Doubt, HAD, type QuantityReached, type RecipientTally } from './recipient-tally.js';
import { quantitiesLeft, quantitiesPacked, quantitiesSent, type QuantitySent } from './recipients.query.js';

/** Takes note of a quantity that reached a customer. */
type AddQuantity = (customerId: string, arrival: Arrival, reached: QuantityReached, doubt: Doubt | null) => void;

/** Whom quantities of batches reached, by themselves or packed. Answers the containers that carried them. */
export async function addQuantities(
  db: Queryable,
  batchIds: readonly string[],
  reader: JourneyReader,
  now: Date,
  add: AddQuantity,
): Promise<Set<string>> {
  if (batchIds.length === 0) return new Set();
  const [sent, seen, packed] = await Promise.all([
    quantitiesSent(db, batchIds, now),
    quantitiesSeen(db, batchIds, now),
    quantitiesPacked(db, batchIds, now),
  ]);
  const levels = levelsOf(packed);
  const count = await countingInLowestLevel(
    db,
    [...sent, ...seen, ...levels].map(({ productId }) => productId),
  );
  await addLoose(db, sent, seen, count, add);
  return addPacked(db, levels, reader, count, add);
}

/** Goods counted by quantity that were sent by themselves, or seen. */
async function addLoose(
  db: Queryable,
  sent: readonly QuantitySent[],
  seen: readonly QuantitySeen[],
  count: Count,
  add: AddQuantity,
): Promise<void> {
  const doubtful = await openConflictsOf(
    db,
    [...sent, ...seen].map(({ movementId }) => movementId),
  );
  // Mostly nobody has passed anything on, and what reached whom need not be added up for it.
  const isPassedOn = sent.some(({ fromId }) => fromId !== null);
  const toNobodyNamed = isPassedOn ? new PassedOnToNobodyNamed() : NOTHING_PASSED_ON;
  for (const {
    movementId,
    customerId,
    batchNumber,
    isHandedOver,
    isReceived,
    isTaken,
    isFound,
    fromId,
    ...quantity
  } of sent) {
    const { basis, how } = isTaken ? TAKEN : isFound ? FOUND : isReceived ? RECEIVED : waySaidBy(isHandedOver, fromId);
    const arrival = { basis, fromIds: fromId === null ? [] : [fromId], left: null };
    const reached = { batchNumber, counted: count(quantity), how };
    if (doubtful.has(movementId)) {
      if (customerId !== null) add(customerId, arrival, reached, DOUBT.CONFLICT);
    } else if (customerId !== null) {
      for (const [way, part] of toNobodyNamed.partsOf(customerId, arrival, reached)) add(customerId, way, part, null);
    } else if (fromId !== null) toNobodyNamed.send(fromId, reached);
  }
  for (const { movementId, customerId, batchNumber, ...quantity } of seen) {
    const reached = { batchNumber, counted: count(quantity), how: 'SEEN' } as const;
    const doubt = doubtful.has(movementId) ? DOUBT.CONFLICT : null;
    for (const [way, part] of toNobodyNamed.partsOf(customerId, SEEN, reached)) add(customerId, way, part, doubt);
  }
}

const NOTHING_PASSED_ON: Pick<PassedOnToNobodyNamed, 'partsOf' | 'send'> = {
  partsOf: (_, arrival, reached) => [[arrival, reached]],
  send: () => undefined,
};
const TAKEN = { basis: 'DELIVERED', how: 'TAKEN' } as const;
const FOUND = { basis: 'DELIVERED', how: 'FOUND' } as const;
const SEEN = { basis: 'DELIVERED', fromIds: [], left: null } as const;
const RECEIVED = { basis: 'DELIVERED', how: 'RECEIVED' } as const;

export function waySaidBy(
  isHandedOver: boolean,
  fromId: string | null,
): Pick<Arrival, 'basis'> & Pick<QuantityReached, 'how'> {
  if (fromId !== null) return { basis: 'ONWARD', how: isHandedOver ? 'HANDED_ON' : 'SENT_ON' };
  return isHandedOver ? { basis: 'DELIVERED', how: 'HANDED' } : { basis: 'SHIPPED', how: 'SENT' };
}

/** What customers had and have no more, of what was sent by itself. */
export async function takeAway(
  db: Queryable,
  batchIds: readonly string[],
  now: Date,
  found: RecipientTally,
): Promise<void> {
  const left = batchIds.length === 0 ? [] : await quantitiesLeft(db, batchIds, now);
  const doubtful = await openConflictsOf(
    db,
    left.map(({ movementId }) => movementId),
  );
  const count = await countingInLowestLevel(
    db,
    left.map(({ productId }) => productId),
  );
  for (const { movementId, customerId, how, batchNumber, ...quantity } of left) {
    const gone = { batchNumber, counted: count(quantity) };
    found.takeAway(customerId, how, gone, doubtful.has(movementId) ? DOUBT.CONFLICT : null);
  }
}

/** Who passed goods on or sent them back had them, though no delivery to them is on record. */
export async function addFormerHolders(
  db: Queryable,
  batchIds: readonly string[],
  now: Date,
  mayHave: (customerId: string, arrival: Arrival) => void,
): Promise<void> {
  const left = batchIds.length === 0 ? [] : await quantitiesLeft(db, batchIds, now);
  for (const { customerId } of left) mayHave(customerId, HAD);
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
