import { setImmediate as immediate } from 'node:timers/promises';

import { expect, test } from '@jest/globals';

import { awaitCaptures } from '../../src/movements/index.js';
import { counting } from '../support/counting-database.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

test('while nothing is being recorded there is nothing to wait for', async () => {
  await expect(awaitCaptures(world.db, 0)).resolves.toBeUndefined();
});

test('a recording that does not end is waited for so long, and then the caller is told', async () => {
  const stuck = await world.someoneRecords();

  await expect(awaitCaptures(world.db, 100)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });

  await stuck.rollbackTransaction();
  await expect(awaitCaptures(world.db, 0)).resolves.toBeUndefined();
});

test('what begins to be recorded meanwhile is not waited for', async () => {
  const first = await world.someoneRecords();
  const { context, statements } = counting(world.retrace());
  const waits = awaitCaptures(context.db);
  // The second look is asked for when the first has been answered.
  while (statements.length < 2) await immediate();
  const second = await world.someoneRecords();

  await first.rollbackTransaction();

  await expect(waits).resolves.toBeUndefined();
  await second.rollbackTransaction();
});
