import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { MovementItem } from '../../src/movements/index.js';
import { record, registerTestSource } from '../support/supply-chain.js';
import { runs } from '../support/runs.js';
import { setUpWorld } from '../support/world.js';
import {
  anyDelivery,
  type Happening,
  history,
  itemOf,
  momentOf,
  type Realm,
  realmOf,
  requestsOf,
} from './arbitrary-history.js';
import { answersAsOf, Eraser, type Snapshot, storedState } from './ledger-snapshot.js';
import {
  boxOf,
  type Event,
  eventOf,
  get,
  idsIn,
  inOrder,
  isEmptying,
  type PlainPlace,
  plainWorld,
  type RealmIds,
} from './plain-ledger.js';
import { plainPackings, plainState } from './plain-states.js';

/** A failure prints the seed and the path that repeat it. */
const RUNS = runs(1_000);
const PER_RUN_MS = 500;

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

/** How many histories are tried at once, each with goods of its own. */
const TOGETHER = 20;
const COMPARED = 3;
const REALMS = Array.from({ length: TOGETHER }, (_, i) => realmOf(i));

/** State and answers, now and in the middle of it all. */
async function everything(realms: readonly Realm[]) {
  const answers = [];
  for (const realm of realms) {
    const ids = idsIn(realm);
    answers.push({
      now: await answersAsOf(world, world.clock, ids),
      midway: await answersAsOf(world, momentOf(3), ids),
    });
  }
  return { state: await storedState(world), answers };
}

const anyHistoryAndDelivery = history(60).chain((happenings) =>
  fc.record({ happenings: fc.constant(happenings), delivery: anyDelivery(happenings.length) }),
);
const manyHistories = fc.array(anyHistoryAndDelivery, { minLength: TOGETHER, maxLength: TOGETHER, size: 'max' });

test(
  'in whatever order, how often and how many at a time movements arrive, state and answers are the same (A1)',
  async () => {
    await fc.assert(
      fc.asyncProperty(manyHistories, async (histories) => {
        const told = await deliverInOrder(histories.map(({ happenings }) => happenings));
        // The answers come from the state alone; of some realms it is seen that they do.
        const expected = await everything(REALMS.slice(0, COMPARED));

        await deliver(
          sideBySide(
            histories.map(({ happenings, delivery }, i) => requestsOf(itemsOf(happenings, realmAt(i)), delivery)),
          ),
        );
        const delivered = await everything(REALMS);

        expect(JSON.stringify(delivered.state)).toBe(JSON.stringify(expected.state));
        expect(JSON.stringify(delivered.answers.slice(0, COMPARED))).toBe(JSON.stringify(expected.answers));
        expectMirrored(delivered.state);
        for (const [i, events] of told.entries()) {
          const ids = idsIn(realmAt(i));
          expectPlain(delivered.state, events, ids);
          const { now, midway } = delivered.answers[i] ?? {};
          if (!now || !midway) throw new Error('nothing was answered');
          expectPlainAnswers(now, events, world.clock.getTime(), ids);
          expectPlainAnswers(midway, events, momentOf(3).getTime(), ids);
        }
      }),
      { numRuns: Math.ceil(RUNS / TOGETHER), endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

function realmAt(i: number): Realm {
  return REALMS[i] ?? realmOf(i);
}

function itemsOf(happenings: readonly Happening[], realm: Realm): MovementItem[] {
  return happenings.map((one, index) => itemOf(one, index, realm));
}

/** The first request of each history together, then the second of each, and so on. */
function sideBySide(requests: readonly (readonly MovementItem[][])[]): MovementItem[][] {
  const longest = Math.max(0, ...requests.map(({ length }) => length));
  return Array.from({ length: longest }, (_, k) => requests.flatMap((ofHistory) => ofHistory[k] ?? []));
}

/** One movement a request, oldest first: the fast path. Their ids are needed to know which comes first. */
async function deliverInOrder(histories: readonly (readonly Happening[])[]): Promise<Event[][]> {
  const items = histories.map((happenings, i) => itemsOf(happenings, realmAt(i)));
  const ids = await deliver([items.flat()]);
  const told = histories.map((happenings, i) =>
    happenings.map((one, index) => {
      const realm = realmAt(i);
      return eventOf(one, index, ids.get(`${realm.prefix}any-${index}`) ?? '', realm);
    }),
  );
  const oneByOne = told.map((events, i) => {
    const byId = new Map((items[i] ?? []).map((item) => [ids.get(item.id ?? ''), item]));
    return inOrder(events).map(({ movementId }) => [byId.get(movementId) ?? []].flat());
  });
  await deliver(sideBySide(oneByOne));
  return told;
}

function expectMirrored({ packings, mirror }: Snapshot): void {
  const byName = (row: object) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  expect(mirror.map(byName)).toEqual(packings.map(byName));
}

function expectPlain({ states, packings }: Snapshot, events: readonly Event[], ids: RealmIds): void {
  for (const goodsId of [...ids.unitIds, ...ids.containerIds]) {
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
            location_id: isUsed(placed, goodsId) || isEmptiedOut(placed, goodsId) ? null : (placed?.locationId ?? null),
            carrier_id: isEmptiedOut(placed, goodsId) ? null : (placed?.carrierId ?? null),
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

/** Where a container was emptied is told by its own row. */
function isEmptiedOut(placed: Event | undefined, goodsId: string): boolean {
  return placed !== undefined && isEmptying(placed) && placed.containerId !== goodsId;
}

/** What goes into a transform is nowhere afterwards. */
function isUsed(placed: Event | undefined, goodsId: string): boolean {
  return placed?.kind === 'transform' && !placed.madeIds.includes(goodsId);
}

type Answers = Awaited<ReturnType<typeof answersAsOf>>;

function expectPlainAnswers(
  { traces, units, batches, recipients }: Answers,
  events: readonly Event[],
  until: number,
  ids: RealmIds,
) {
  const things = plainWorld(events, until, ids);
  for (const { goodsId, steps, place, containerIds } of traces) {
    const thing = get(things, goodsId);
    expect(steps.map(({ link, viaId, evidence }) => [link.movementId, viaId, evidence])).toEqual(thing.steps);
    expect(place).toEqual({ ...thing.place, since: thing.since === null ? null : new Date(thing.since) });
    expect(containerIds[0] ?? null).toBe(thing.inside);
  }

  const known = ids.unitIds.filter((id) => events.some((event) => event.goodsIds.includes(id) || boxOf(event) === id));
  expect(unitCounts(units.places)).toEqual(countPlaces(known.map((id) => get(things, id).place)));
  for (const [i, { places }] of batches.entries()) {
    const claimed = known.filter((id) => events.some(({ batchOf }) => batchOf.get(id) === ids.batchIds[i]));
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
