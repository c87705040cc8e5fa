import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { MovementItem } from '../../src/movements/index.js';
import { record, registerTestSource } from '../support/supply-chain.js';
import { runs } from '../support/runs.js';
import { setUpWorld } from '../support/world.js';
import {
  anyDelivery,
  type Delivery,
  type Happening,
  history,
  itemOf,
  momentOf,
  requestsOf,
} from './arbitrary-history.js';
import { answersAsOf, Eraser, type Snapshot, storedState } from './ledger-snapshot.js';
import {
  BATCH_IDS,
  boxOf,
  CONTAINER_IDS,
  type Event,
  eventOf,
  get,
  inOrder,
  type PlainPlace,
  plainWorld,
  UNIT_IDS,
} from './plain-ledger.js';
import { plainPackings, plainState } from './plain-states.js';

/** A failure prints the seed and the path that repeat it. */
const RUNS = runs(60);
const PER_RUN_MS = 2_000;

let eraser: Eraser;
// Before the world's own, which drops the database.
afterAll(() => eraser.close());
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
});

async function deliver(requests: readonly (readonly MovementItem[])[]): Promise<Map<string, string>> {
  await eraser.erase();
  const movementIds = new Map<string, string>();
  for (const request of requests) {
    const answers = await record(world.as('WAREHOUSE'), ...request);
    for (const { id, movementId, verdict, problems } of answers) {
      if (!['ACCEPTED', 'DUPLICATE'].includes(verdict)) throw new Error(JSON.stringify({ id, verdict, problems }));
      movementIds.set(id ?? '', movementId ?? '');
    }
  }
  return movementIds;
}

/** State and answers, now and in the middle of it all. */
async function everything() {
  return {
    state: await storedState(world),
    now: await answersAsOf(world, world.clock),
    midway: await answersAsOf(world, momentOf(3)),
  };
}

const anyHistoryAndDelivery = history(60).chain((happenings) =>
  fc.record({ happenings: fc.constant(happenings), delivery: anyDelivery(happenings.length) }),
);

test(
  'in whatever order, how often and how many at a time movements arrive, state and answers are the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyHistoryAndDelivery, async ({ happenings, delivery }) => {
        const { events, inOrderItems } = await deliverInOrder(happenings);
        const expected = await everything();

        await deliver(requestsOf(happenings.map(itemOf), delivery));
        const delivered = await everything();

        expect(JSON.stringify(delivered)).toBe(JSON.stringify(expected));
        expect(inOrderItems).toHaveLength(happenings.length);
        expectMirrored(delivered.state);
        expectPlain(delivered.state, events);
        expectPlainAnswers(delivered.now, events, world.clock.getTime());
        expectPlainAnswers(delivered.midway, events, momentOf(3).getTime());
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

/** One movement a request, oldest first: the fast path. Their ids are needed to know which comes first. */
async function deliverInOrder(happenings: readonly Happening[]) {
  const items = happenings.map(itemOf);
  const ids = await deliver([items]);
  const events = happenings.map((one, index) => eventOf(one, index, ids.get(`any-${index}`) ?? ''));
  const inOrderItems = inOrder(events).flatMap(({ movementId }) =>
    items.filter(({ id }) => ids.get(id ?? '') === movementId),
  );
  const oneByOne: Delivery = { order: inOrderItems.map((_, i) => i), sizes: [1] };
  await deliver(requestsOf(inOrderItems, oneByOne));
  return { events, inOrderItems };
}

function expectMirrored({ packings, mirror }: Snapshot): void {
  const byName = (row: object) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  expect(mirror.map(byName)).toEqual(packings.map(byName));
}

function expectPlain({ states, packings }: Snapshot, events: readonly Event[]): void {
  for (const goodsId of [...UNIT_IDS, ...CONTAINER_IDS]) {
    const state = states.find((row) => row['goods_id'] === goodsId);
    const plain = plainState(events, goodsId);
    const placed = events.find(({ movementId }) => movementId === plain?.placedBy);
    expect(state && { ...state, seen_at: null, seen_kind: null, seen_sequence: null }).toEqual(
      plain
        ? {
            goods_id: goodsId,
            seen_at: null,
            seen_kind: null,
            seen_sequence: null,
            seen_movement_id: plain.seen,
            placed_at: placed ? new Date(placed.at) : null,
            placed_kind: placed?.kind ?? null,
            location_id: isUsed(placed, goodsId) ? null : (placed?.locationId ?? null),
            carrier_id: placed?.carrierId ?? null,
            consignee_id: plain.consigneeId,
            left_container_id: plain.leftContainerId,
            packed_at: plain.packedAt === null ? null : new Date(plain.packedAt),
            container_id: plain.containerId,
            placed_after_packed: plain.placedAfterPacked,
            batch_id: plain.batchId,
            other_batch_ids: plain.otherBatchIds.length === 0 ? null : plain.otherBatchIds,
          }
        : undefined,
    );
    const stored = packings.filter((row) => row['child_id'] === goodsId);
    expect(
      stored.map((row) => [row['parent_id'], row['pack_movement_id'], row['unpack_movement_id']]).sort(byText),
    ).toEqual(
      plainPackings(events, goodsId)
        .map(({ containerId, start, end }) => [containerId, start.movementId, end?.movementId ?? null])
        .sort(byText),
    );
  }
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** What goes into a transform is nowhere afterwards. */
function isUsed(placed: Event | undefined, goodsId: string): boolean {
  return placed?.kind === 'transform' && !placed.madeIds.includes(goodsId);
}

type Answers = Awaited<ReturnType<typeof answersAsOf>>;

function expectPlainAnswers({ traces, units, batches, recipients }: Answers, events: readonly Event[], until: number) {
  const things = plainWorld(events, until);
  for (const { goodsId, steps, place, containerIds } of traces) {
    const thing = get(things, goodsId);
    expect(steps.map(({ link, viaId, evidence }) => [link.movementId, viaId, evidence])).toEqual(thing.steps);
    expect(place).toEqual({ ...thing.place, since: thing.since === null ? null : new Date(thing.since) });
    expect(containerIds[0] ?? null).toBe(thing.inside);
  }

  const known = UNIT_IDS.filter((id) => events.some((event) => event.goodsIds.includes(id) || boxOf(event) === id));
  expect(unitCounts(units.places)).toEqual(countPlaces(known.map((id) => get(things, id).place)));
  for (const [i, { places }] of batches.entries()) {
    const claimed = known.filter((id) => events.some(({ batchOf }) => batchOf.get(id) === BATCH_IDS[i]));
    expect(unitCounts(places)).toEqual(countPlaces(claimed.map((id) => get(things, id).place)));
  }
  for (const { customerId, units: reached, basis } of recipients) {
    const plain = known.map((id) => reachedBy(get(things, id).steps, events, customerId)).filter((one) => one !== null);
    expect(reached).toBe(plain.length);
    if (plain.includes('DELIVERED')) expect(basis).toBe('DELIVERED');
  }
  const named = new Set(recipients.map(({ customerId }) => customerId));
  for (const customerId of new Set(events.flatMap(({ consigneeId }) => consigneeId ?? []))) {
    const isReached = known.some((id) => reachedBy(get(things, id).steps, events, customerId) !== null);
    if (isReached) expect(named).toContain(customerId);
  }
}

function reachedBy(steps: readonly (readonly [string, ...unknown[]])[], events: readonly Event[], customerId: string) {
  let onTheWayTo: string | null = null;
  let reached: 'SHIPPED' | 'DELIVERED' | null = null;
  for (const [movementId] of steps) {
    const event = events.find((one) => one.movementId === movementId);
    if (event?.kind === 'ship') {
      onTheWayTo = event.consigneeId;
      if (onTheWayTo === customerId) reached ??= 'SHIPPED';
    }
    if (event?.kind === 'deliver' && (event.consigneeId ?? onTheWayTo) === customerId) reached = 'DELIVERED';
  }
  return reached;
}

/** In transit by carrier and consignee, delivered by customer, the rest by location. */
function countPlaces(places: readonly PlainPlace[]): string[] {
  const counts = new Map<string, number>();
  for (const { placeKind, locationId, carrierId, consigneeId } of places) {
    const parts =
      placeKind === 'IN_TRANSIT'
        ? [placeKind, null, carrierId, consigneeId]
        : placeKind === 'DELIVERED'
          ? [placeKind, locationId, null, consigneeId]
          : [placeKind, placeKind === 'AT_LOCATION' ? locationId : null, null, null];
    counts.set(JSON.stringify(parts), (counts.get(JSON.stringify(parts)) ?? 0) + 1);
  }
  return [...counts].map(([parts, count]) => `${count} ${parts}`).sort();
}

function unitCounts(places: Answers['units']['places']): string[] {
  return places
    .filter(({ units }) => units > 0)
    .map(({ placeKind, locationId, carrierId, consigneeId, units }) => {
      return `${units} ${JSON.stringify([placeKind, locationId, carrierId, consigneeId])}`;
    })
    .sort();
}
