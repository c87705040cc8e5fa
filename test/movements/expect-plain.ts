import { expect } from '@jest/globals';

import type { World } from '../support/world.js';
import { momentOf, type Realm } from './arbitrary-history.js';
import { answersAsOf, type Snapshot, storedState } from './ledger-snapshot.js';
import {
  boxOf,
  type Event,
  get,
  idsIn,
  isEmptying,
  type PlainPlace,
  plainWorld,
  type RealmIds,
} from './plain-ledger.js';
import { plainPackings, plainState } from './plain-states.js';
import { realmAt } from './realms.js';

type Answers = Awaited<ReturnType<typeof answersAsOf>>;

/** The state, and what is answered of each realm now and in the middle of it all. */
export interface Everything {
  readonly state: Snapshot;
  readonly answers: readonly { readonly now: Answers; readonly midway: Answers }[];
}

export async function everything(world: World, realms: readonly Realm[]): Promise<Everything> {
  const answers = await Promise.all(
    realms.map(idsIn).map(async (ids) => ({
      now: await answersAsOf(world, world.clock, ids),
      midway: await answersAsOf(world, momentOf(3), ids),
    })),
  );
  return { state: await storedState(world), answers };
}

/** State and answers of each realm are what the plain ledger says of the events there. */
export function expectPlainRealms(
  world: World,
  { state, answers }: Everything,
  events: readonly (readonly Event[])[],
): void {
  expectMirrored(state);
  for (const [i, { now, midway }] of answers.entries()) {
    const ofRealm = events[i] ?? [];
    const ids = idsIn(realmAt(i));
    expectPlain(state, ofRealm, ids);
    expectPlainAnswers(now, ofRealm, world.clock.getTime(), ids);
    expectPlainAnswers(midway, ofRealm, momentOf(3).getTime(), ids);
  }
  expect(answers).toHaveLength(events.length);
}

/** What is kept twice is alike. */
function expectMirrored({ packings, mirror }: Snapshot): void {
  const byName = (row: object) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  expect(mirror.map(byName)).toEqual(packings.map(byName));
}

/** States and packings of a realm are what the plain ledger says of its events. */
export function expectPlain(
  { states, packings }: Pick<Snapshot, 'states' | 'packings'>,
  events: readonly Event[],
  ids: RealmIds,
): void {
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

/** Places, journeys and recipients are what the plain ledger says of its events until then. */
export function expectPlainAnswers(
  { traces, units, batches, recipients }: Answers,
  events: readonly Event[],
  until: number,
  ids: RealmIds,
) {
  const things = plainWorld(events, until, ids);
  for (const { goodsId, steps, place, containerIds } of traces) {
    const thing = get(things, goodsId);
    const told = steps.map(({ link, viaId, evidence, inference, endedPacking: ended }) => {
      return [link.movementId, viaId, evidence, inference, ended && [ended.containerId, ended.code]];
    });
    expect(told).toEqual(thing.steps);
    for (const { evidence, inference } of steps) expect(inference !== null).toBe(evidence === 'INFERRED');
    expect(place).toEqual({ ...thing.place, since: thing.since === null ? null : new Date(thing.since) });
    expect(containerIds[0] ?? null).toBe(thing.inside);
  }

  const known = ids.unitIds.filter((id) => events.some((event) => event.goodsIds.includes(id) || boxOf(event) === id));
  expect(unitCounts(units.places)).toEqual(countPlaces(known.map((id) => get(things, id).place)));
  for (const [i, { places }] of batches.entries()) {
    const claimed = known.filter((id) => events.some(({ batchOf }) => batchOf.get(id) === ids.batchIds[i]));
    expect(unitCounts(places)).toEqual(countPlaces(claimed.map((id) => get(things, id).place)));
  }
  for (const { customerId, units: certain, mayHave, basis, fromIds, returned, passedOn } of recipients) {
    const plain = known.flatMap((id) => storyOf(get(things, id).steps, events, customerId) ?? []);
    const left = (how: string) => plain.filter((one) => one.left === how).length;
    const doubtful = mayHave?.units ?? 0;
    expect(certain + doubtful).toBe(plain.length);
    // Of what they may have only, nobody counts what is gone.
    for (const [counted, all] of [
      [returned.units, left('RETURNED')],
      [passedOn.units, left('PASSED_ON')],
    ] as const) {
      expect(counted).toBeLessThanOrEqual(all);
      expect(counted).toBeGreaterThanOrEqual(all - doubtful);
    }
    expect(fromIds).toEqual(expect.arrayContaining(plain.flatMap((one) => one.fromIds)));
    const strongest = ['DELIVERED', 'SHIPPED', 'ONWARD'].find((one) => plain.some((story) => story.basis === one));
    if (strongest === 'DELIVERED' && doubtful === 0) expect(basis).toBe('DELIVERED');
  }
  const named = new Set(recipients.map(({ customerId }) => customerId));
  for (const customerId of new Set(
    events.flatMap(({ consigneeId, consignorId }) => [consigneeId ?? [], consignorId ?? []].flat()),
  )) {
    const isReached = known.some((id) => storyOf(get(things, id).steps, events, customerId) !== null);
    if (isReached) expect(named).toContain(customerId);
  }
}

/** What became of one unit as one customer sees it: how it came to them, from whom, and whether they have it no more. */
interface Story {
  readonly basis: string;
  readonly fromIds: readonly string[];
  readonly left: string | null;
}

function storyOf(
  steps: readonly (readonly [string, ...unknown[]])[],
  events: readonly Event[],
  customerId: string,
): Story | null {
  let story: Story | null = null;
  let [sentTo, sentBy, heldBy]: (string | null)[] = [null, null, null];
  for (const [movementId] of steps) {
    const event = events.find((one) => one.movementId === movementId);
    if (!event) continue;
    const { kind, consigneeId, consignorId } = event;
    if (consignorId === customerId) {
      const had: Story = story?.basis === 'ONWARD' ? story : came(story, 'DELIVERED', null);
      story = { ...had, left: 'PASSED_ON' };
    }
    if (kind === 'ship') {
      [sentTo, sentBy] = [consigneeId, consignorId];
      if (sentTo === customerId) story = came(story, sentBy === null ? 'SHIPPED' : 'ONWARD', sentBy);
    }
    if (kind === 'deliver') {
      const to: string | null = consigneeId ?? sentTo ?? null;
      if (sentBy !== null) sentTo ??= to;
      const from: string | null = consignorId ?? (to === sentTo ? (sentBy ?? null) : null);
      heldBy = to ?? heldBy;
      if (to === customerId) story = came(story, from === null ? 'DELIVERED' : 'ONWARD', from);
    }
    const isBack = kind === 'return' && (consigneeId ?? heldBy ?? sentTo) === customerId;
    if (isBack) story = { ...(story ?? came(null, 'DELIVERED', null)), left: 'RETURNED' };
    if (kind === 'return') [sentTo, sentBy] = [null, null];
  }
  return story;
}

/** It came to them, perhaps again: the strongest basis holds. */
function came(before: Story | null, basis: string, fromId: string | null): Story {
  const strongest = ['DELIVERED', 'SHIPPED', 'ONWARD'].find((one) => one === basis || one === before?.basis) ?? basis;
  return { basis: strongest, fromIds: [...(before?.fromIds ?? []), ...(fromId === null ? [] : [fromId])], left: null };
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
