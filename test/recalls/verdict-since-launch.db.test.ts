import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import { makeGtin } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { GTIN, OTHER_GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, registerParties, sixUnits } from './recall-story.js';
import { declineWave, follow, nextWave, proposed } from './wave-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

// What is registered, and no capture tells, moves a scope within five minutes.
beforeEach(() => {
  world.clock = new Date(world.clock.getTime() + 600_000);
});

/** Registered as a case only in the test that needs it. */
const CASE = makeGtin('0950600000077');

type Goods = NonNullable<MovementItem['goods']>;

const loose = (batch: string, gtin = GTIN): Goods => ({ quantities: [{ gtin, batch, quantity: '5' }] });
const unit = (gtin: string, serial: string, batch: string | null = null): Goods => ({
  serials: [{ gtin, batch, serials: [serial] }],
});

function move(kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString(), place: PLANT, goods, ...rest };
}

const recorded = (...movements: MovementItem[]) => record(world.as('QUALITY'), ...movements);

async function launched(batch: string, changes: Record<string, unknown> = {}): Promise<string> {
  const recallId = await approved(world, batch, changes);
  await launch(world, recallId);
  return recallId;
}

async function verdictOn(gtin: string, serial: string): Promise<string> {
  const { found } = await world.graphql<{ found: { verdict: { verdict: string } } }>(
    world.as('CUSTOMER_SERVICE'),
    `query ($gtin: GTIN!, $serial: String!) { found: unit(gtin: $gtin, serial: $serial) { verdict { verdict } } }`,
    { gtin, serial },
  );
  return found.verdict.verdict;
}

test('a unit whose batch nobody knows is not cleared once a batch of its product was made of recalled goods', async () => {
  await recorded(move('commission', 0, loose('MADE-A')), move('observe', 3, unit(OTHER_GTIN, 'MADE-1')));
  const recallId = await launched('MADE-A');
  expect(await verdictOn(OTHER_GTIN, 'MADE-1')).toBe('NOT_AFFECTED');

  await recorded(move('transform', 1, loose('MADE-A'), { outputs: loose('MADE-B', OTHER_GTIN) }));
  await follow(world);
  expect(await proposed(world, recallId)).toMatchObject({ goods: ['ADDED MADE-B'] });
  expect(await verdictOn(OTHER_GTIN, 'MADE-1')).toBe('CANNOT_TELL');

  await nextWave(world, recallId);
  expect(await verdictOn(OTHER_GTIN, 'MADE-1')).toBe('CANNOT_TELL');
});

test('a recall of only the named goods clears nothing of a packaging level that is registered after its launch', async () => {
  const batch = await sixUnits(world);
  await recorded(move('commission', 3, unit(CASE, 'C', batch)), move('observe', 3, unit(CASE, 'D')));
  const scope = { batches: [{ gtin: GTIN, batch }], onlyNamed: true };
  const recallId = await launched(batch, { scope });
  expect(await verdictOn(CASE, 'C')).toBe('NOT_AFFECTED');

  await registerProducts(world.as('QUALITY'), [{ gtin: CASE, contains: [{ gtin: GTIN, quantity: 6 }] }]);
  await follow(world);
  const proposal = await proposed(world, recallId);
  expect(proposal).toMatchObject({ goods: [`ADDED ${batch}`] });
  expect(await verdictOn(CASE, 'C')).toBe('CANNOT_TELL');
  expect(await verdictOn(CASE, 'D')).toBe('CANNOT_TELL');

  await declineWave(world, recallId, proposal?.proposalHash ?? '');
  expect(await verdictOn(CASE, 'C')).toBe('CANNOT_TELL');
});
