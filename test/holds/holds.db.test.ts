import { randomUUID } from 'node:crypto';

import { expect, test } from '@jest/globals';

import {
  heldGoods,
  holdAttemptsOf,
  holdCountsByRecall,
  placeHolds,
  recordHoldAttempts,
  releaseHolds,
  somethingIsHeld,
} from '../../src/holds/index.js';
import { personId, setUpWorld } from '../support/world.js';

const world = setUpWorld();
const WHO = personId('QUALITY');

test('nothing is held until a recall holds something, and whether anything is costs one look', async () => {
  expect(await somethingIsHeld(world.db)).toBe(false);

  const recall = randomUUID();
  await hold(recall, [randomUUID()], []);
  expect(await somethingIsHeld(world.db)).toBe(true);

  await world.db.transaction((tx) => releaseHolds(tx, { recallId: recall, releasedAt: world.clock, releasedBy: WHO }));
  expect(await somethingIsHeld(world.db)).toBe(false);
});

test('a unit is held by its own hold, and by the hold of any batch that claims it', async () => {
  const recall = randomUUID();
  const [batch, otherBatch, unit, unitOfBatch, free] = ids(5);
  await hold(recall, [batch], [unit]);

  const held = await heldGoods(world.db, {
    units: [
      { unitId: unit, batchIds: [] },
      { unitId: unitOfBatch, batchIds: [otherBatch, batch] },
      { unitId: free, batchIds: [otherBatch] },
    ],
    batchIds: [batch, otherBatch],
  });

  expect(held).toEqual(
    new Map([
      [unit, [recall]],
      [unitOfBatch, [recall]],
      [batch, [recall]],
    ]),
  );
});

test('a unit held on two grounds by one recall names that recall once, and two recalls are both named', async () => {
  const [first, second] = [randomUUID(), randomUUID()].sort() as [string, string];
  const [batch, unit] = ids(2);
  await hold(first, [batch], [unit]);
  await hold(second, [batch], []);

  const held = await heldGoods(world.db, { units: [{ unitId: unit, batchIds: [batch] }], batchIds: [] });

  expect(held.get(unit)).toEqual([first, second]);
});

test('holds placed twice stand once, and end when they are released', async () => {
  const recall = randomUUID();
  const [batch, unit] = ids(2);
  await hold(recall, [batch], [unit]);
  await hold(recall, [batch], [unit]);
  await expectCounts(recall, { batchesHeld: 1, unitsHeld: 1, batchesReleased: 0, unitsReleased: 0 });

  await world.db.transaction((tx) => releaseHolds(tx, { recallId: recall, releasedAt: world.clock, releasedBy: WHO }));

  expect((await heldGoods(world.db, { units: [{ unitId: unit, batchIds: [batch] }], batchIds: [batch] })).size).toBe(0);
  await expectCounts(recall, { batchesHeld: 0, unitsHeld: 0, batchesReleased: 1, unitsReleased: 1 });
});

test('an attempt to move held goods is kept once, however often its movement is sent, and listed newest first', async () => {
  const recallId = randomUUID();
  const [goodsId, early, late] = ids(3);
  await hold(recallId, [], [goodsId]);
  const attempts = [
    { recallId, goodsId, movementId: early, recordedAt: new Date('2026-03-01T08:00:00Z') },
    { recallId, goodsId, movementId: late, recordedAt: new Date('2026-03-01T09:00:00Z') },
  ];

  await world.db.transaction((tx) => recordHoldAttempts(tx, attempts));
  await world.db.transaction((tx) => recordHoldAttempts(tx, attempts));

  const [newest] = await holdAttemptsOf(world.db, recallId, 1, null);
  expect(newest).toEqual(attempts[1]);
  expect(await holdAttemptsOf(world.db, recallId, 5, newest ?? null)).toEqual([attempts[0]]);
  await expectCounts(recallId, { attempts: 2 });
});

async function hold(recallId: string, batchIds: string[], unitIds: string[]): Promise<void> {
  await world.db.transaction((tx) =>
    placeHolds(tx, { recallId, batchIds, unitIds, placedAt: world.clock, placedBy: WHO, followsMaking: true }),
  );
}

async function expectCounts(recallId: string, expected: Record<string, number>): Promise<void> {
  expect((await holdCountsByRecall.find(world.db, [recallId]))[0]).toMatchObject(expected);
}

function ids(count: number): [string, string, string, string, string] {
  return Array.from({ length: count }, () => randomUUID()) as [string, string, string, string, string];
}
