import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import { makeSscc } from '../../../src/gs1/index.js';
import type { MovementItem } from '../../../src/movements/index.js';
import { registerProducts } from '../../../src/products/index.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import { GTIN, record, registerTestSource, units, WAREHOUSE } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { correct, type ListedGap, pageOfGaps } from './gap-story.js';

const world = setUpWorld();

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Pump' }]);
});

let counter = 0;
let pallet: string;
let tote: string;
let box: string;
beforeEach(() => {
  counter++;
  [pallet, tote, box] = [container(1), container(2), container(3)];
});

const container = (digit: number) => makeSscc(`0950600000055${counter.toString().padStart(3, '0')}${digit}`);
const on = (day: number) => `2026-02-0${day}T12:00:00Z`;
const packing = (what: string, into: string, day: number, kind = 'pack'): MovementItem => ({
  id: `${kind} ${what} ${into} ${day}`,
  kind,
  occurredAt: on(day),
  place: WAREHOUSE,
  container: into,
  goods: { ssccs: [what] },
});
const send = (...movements: MovementItem[]) => record(world.as('WAREHOUSE'), ...movements);

async function circles(states = ['OPEN']): Promise<ListedGap[]> {
  await searchForGaps(world);
  const { nodes } = await pageOfGaps(world, { kinds: ['CONTAINER_IN_ITSELF'], states });
  return nodes.filter(({ logisticUnit }) => [pallet, tote, box].includes(logisticUnit?.sscc ?? ''));
}

test('a container that is packed into what is in it is a gap, told once, of what was packed last', async () => {
  await send(packing(tote, pallet, 1), packing(pallet, tote, 3));

  expect(await circles()).toMatchObject([
    {
      logisticUnit: { sscc: pallet },
      since: '2026-02-03T12:00:00.000Z',
      movement: { sourceRef: `pack ${pallet} ${tote} 3` },
      location: { gln: WAREHOUSE },
      explanation: 'Packed into what was in it at that time, as far as is on record.',
    },
  ]);
});

test('it is the same gap in whatever order the packings come, and through any number of containers', async () => {
  const packings = [packing(box, tote, 1), packing(tote, pallet, 2), packing(pallet, box, 3)];
  for (const packed of packings.toReversed()) {
    expect(await circles()).toEqual([]);
    await send(packed);
  }

  expect(await circles()).toMatchObject([{ logisticUnit: { sscc: pallet } }]);
});

test('the unpacking that was missing closes it', async () => {
  await send(packing(box, tote, 1), packing(tote, pallet, 2), packing(pallet, box, 4));
  expect(await circles()).toHaveLength(1);

  await send(packing(box, tote, 3, 'unpack'));

  expect(await circles()).toEqual([]);
  expect(await circles(['CLOSED'])).toHaveLength(1);
});

test('so does a container that is emptied, or packed elsewhere', async () => {
  await send(packing(tote, pallet, 1), packing(pallet, tote, 3));
  expect(await circles()).toHaveLength(1);
  await send({ kind: 'unpack', occurredAt: on(2), place: WAREHOUSE, container: pallet, goods: {} });
  expect(await circles()).toEqual([]);

  await send(packing(tote, pallet, 4));
  expect(await circles()).toMatchObject([{ logisticUnit: { sscc: tote } }]);
  await send(packing(tote, box, 5));
  expect(await circles()).toEqual([]);
});

test('the correction of a wrong packing closes it, and that of the unpacking that had filled it opens it again', async () => {
  await send(packing(tote, pallet, 1), packing(tote, pallet, 2, 'unpack'), packing(pallet, tote, 3));
  expect(await circles()).toEqual([]);

  await correct(world, `unpack ${tote} ${pallet} 2`);
  expect(await circles()).toHaveLength(1);
  await correct(world, `pack ${tote} ${pallet} 1`);
  expect(await circles()).toEqual([]);
});

test('what is in such containers is told of it too', async () => {
  const serial = `CIRCLE-${counter}`;
  await send(
    units('commission', [serial], { goods: { serials: [{ gtin: GTIN, batch: 'B-1', serials: [serial] }] } }),
    units('pack', [serial], { occurredAt: on(2), container: tote }),
    packing(tote, pallet, 3),
    packing(pallet, tote, 4),
  );

  const { unit } = await world.graphql<{ unit: { completeness: { gapCounts: unknown; score: number } } }>(
    world.as('QUALITY'),
    `{ unit(gtin: "${GTIN}", serial: "${serial}") { completeness { score gapCounts { kind gaps } } } }`,
  );

  expect(unit.completeness.gapCounts).toEqual([{ kind: 'CONTAINER_IN_ITSELF', gaps: 1 }]);
  expect(unit.completeness.score).toBeLessThan(100);
});
