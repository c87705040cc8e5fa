import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import { makeSscc } from '../../../src/gs1/index.js';
import { registerProducts } from '../../../src/products/index.js';
import type { Role } from '../../../src/platform/access/actor.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import { GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { correct, pageOfGaps } from './gap-story.js';

const world = setUpWorld();

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Pump' }]);
});

let counter = 0;
let batch: string;
let pallet: string;
beforeEach(() => {
  counter++;
  batch = `C-${counter}`;
  pallet = makeSscc(`0950600000088${counter.toString().padStart(4, '0')}`);
});

interface Answer {
  readonly score: number;
  readonly checkedThrough: string | null;
  readonly gaps: { readonly nodes: readonly { readonly id: string; readonly kind: string; readonly state: string }[] };
}

const COMPLETENESS = 'completeness { score checkedThrough gaps { nodes { id kind state } } }';

async function ofUnit(serial: string): Promise<Answer> {
  const { unit } = await world.graphql<{ unit: { completeness: Answer } }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $serial: String!) { unit(gtin: $gtin, serial: $serial) { ${COMPLETENESS} } }`,
    { gtin: GTIN, serial },
  );
  return unit.completeness;
}

async function ofBatch(): Promise<Answer> {
  const answer = await world.graphql<{ batch: { completeness: Answer } }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $batch: String!) { batch(gtin: $gtin, number: $batch) { ${COMPLETENESS} } }`,
    { gtin: GTIN, batch },
  );
  return answer.batch.completeness;
}

const serials = (count: number) => Array.from({ length: count }, (_, i) => `${batch}-${i}`);
const made = (count: number) =>
  units('commission', [], { place: PLANT, goods: { serials: [{ gtin: GTIN, batch, serials: serials(count) }] } });
const on = (day: number) => ({ occurredAt: `2026-02-0${day}T12:00:00Z` });
const kinds = ({ gaps }: Answer) => gaps.nodes.map(({ kind }) => kind).sort();

test('of a unit, it is what is on record as it is asked, before anyone has looked for gaps', async () => {
  await record(world.as('WAREHOUSE'), made(1), units('receive', [`${batch}-0`], on(3)));

  const answer = await ofUnit(`${batch}-0`);

  // Two steps, and one that is missing.
  expect(answer).toMatchObject({ score: 66, checkedThrough: world.clock.toISOString() });
  expect(kinds(answer)).toEqual(['RECEIVED_NEVER_SHIPPED']);
});

test('of a unit that nothing is missing of, it is 100; of one that was never heard of, 0', async () => {
  await record(
    world.as('WAREHOUSE'),
    made(1),
    units('ship', [`${batch}-0`], { ...on(2), place: PLANT }),
    units('receive', [`${batch}-0`], on(3)),
  );

  expect(await ofUnit(`${batch}-0`)).toMatchObject({ score: 100, gaps: { nodes: [] } });
  expect(await ofUnit(`${batch}-9`)).toMatchObject({ score: 0, gaps: { nodes: [] } });
});

test('of a unit, gaps of its pallet count while it was on it, and not before or after', async () => {
  await record(
    world.as('WAREHOUSE'),
    made(2),
    units('pack', serials(2), { ...on(2), place: PLANT, container: pallet }),
    // Before its time: it came from nowhere. And after: it went on to the store by itself.
    { kind: 'observe', occurredAt: '2026-01-01T12:00:00Z', place: WAREHOUSE, goods: { ssccs: [pallet] } },
    units('unpack', [`${batch}-0`], { ...on(3), place: PLANT, container: pallet }),
    { kind: 'receive', ...on(4), place: STORE, goods: { ssccs: [pallet] } },
  );

  expect(kinds(await ofUnit(`${batch}-0`))).toEqual([]);
  expect(kinds(await ofUnit(`${batch}-1`))).toEqual(['RECEIVED_NEVER_SHIPPED']);
});

test('of a unit, what someone has explained does not count', async () => {
  await record(world.as('WAREHOUSE'), made(1), units('receive', [`${batch}-0`], on(3)));
  await searchForGaps(world);
  const [gap] = (await ofUnit(`${batch}-0`)).gaps.nodes;

  await world.graphql(
    world.as('QUALITY'),
    'mutation ($gapId: ID!) { resolveGap(input: { gapId: $gapId, reason: "Carried over" }) { __typename } }',
    { gapId: gap?.id },
  );

  expect(await ofUnit(`${batch}-0`)).toMatchObject({ score: 100, gaps: { nodes: [] } });
});

test('of a unit, what someone has explained counts again at once when the movement that proved it is corrected', async () => {
  await record(world.as('WAREHOUSE'), made(1), units('receive', [`${batch}-0`], on(3)));
  const proof = units('observe', [`${batch}-twin`], { ...on(3), id: `proof ${batch}` });
  const [proven] = await record(world.as('WAREHOUSE'), proof);
  await searchForGaps(world);
  const [gap] = (await ofUnit(`${batch}-0`)).gaps.nodes;
  await world.graphql(
    world.as('QUALITY'),
    `mutation ($gapId: ID!, $proof: ID!) {
      resolveGap(input: { gapId: $gapId, reason: "Its twin came too", evidenceMovementId: $proof }) { __typename }
    }`,
    { gapId: gap?.id, proof: proven?.movementId },
  );
  expect(await ofUnit(`${batch}-0`)).toMatchObject({ score: 100, gaps: { nodes: [] } });

  await correct(world, `proof ${batch}`);

  expect(await ofUnit(`${batch}-0`)).toMatchObject({ score: 66, gaps: { nodes: [{ id: gap?.id }] } });
});

test('of a unit, the transform counts out of which more came than went in, as it does in the queue', async () => {
  const outputs = { serials: [{ gtin: GTIN, batch, serials: [`${batch}-0`, `${batch}-1`] }] };
  await record(
    world.as('WAREHOUSE'),
    made(1),
    units('transform', [`${batch}-0`], { ...on(3), place: PLANT, outputs, id: `split ${batch}` }),
  );
  const kindsOfBoth = async () => [...kinds(await ofUnit(`${batch}-0`)), ...kinds(await ofUnit(`${batch}-1`))];

  expect(await kindsOfBoth()).toEqual(['QUANTITY_IN_NOT_OUT']);
  await searchForGaps(world);
  const { nodes } = await pageOfGaps(world, { gtin: GTIN, batch });
  expect(nodes.map(({ kind }) => kind)).toEqual(['QUANTITY_IN_NOT_OUT']);
  expect(await kindsOfBoth()).toEqual(['QUANTITY_IN_NOT_OUT']);

  await correct(world, `split ${batch}`);
  expect(await kindsOfBoth()).toEqual([]);
});

test('of a batch, it is the share of its units without gaps, those on a pallet with gaps among them', async () => {
  await record(world.as('WAREHOUSE'), made(10), units('receive', [`${batch}-0`], on(3)));
  await searchForGaps(world);
  expect(await ofBatch()).toMatchObject({ score: 90, gaps: { nodes: [{ kind: 'RECEIVED_NEVER_SHIPPED' }] } });

  await record(
    world.as('WAREHOUSE'),
    units('pack', serials(4).slice(1), { ...on(2), place: PLANT, container: pallet }),
    { kind: 'receive', ...on(4), place: STORE, goods: { ssccs: [pallet] } },
  );
  await searchForGaps(world);

  const answer = await ofBatch();
  expect(answer.score).toBe(60);
  expect(kinds(answer)).toEqual(['RECEIVED_NEVER_SHIPPED', 'RECEIVED_NEVER_SHIPPED']);
  expect((await pageOfGaps(world, { gtin: GTIN, batch })).nodes).toHaveLength(1);
});

test('of a batch, it is below 100 while something was recorded that nobody has looked at', async () => {
  await record(world.as('WAREHOUSE'), made(3));
  expect(await ofBatch()).toMatchObject({ score: 99 });

  await searchForGaps(world);

  const answer = await ofBatch();
  expect(answer.score).toBe(100);
  expect(answer.checkedThrough).not.toBeNull();
});

test('of a batch that is counted by quantity, its own gaps stand against the entries of its stock', async () => {
  const goods = { quantities: [{ gtin: GTIN, batch, quantity: '5', uom: 'KGM' }] };
  await record(world.as('WAREHOUSE'), { kind: 'destroy', ...on(3), place: PLANT, goods });
  await searchForGaps(world);

  const answer = await ofBatch();

  // Two entries, out of here and into what is destroyed; and what is missing that came here.
  expect(answer.score).toBe(66);
  expect(kinds(answer)).toEqual(['NEGATIVE_STOCK']);
});

test('whoever asks for one serial at a time sees how complete its record is, and not the gaps of others', async () => {
  await record(world.as('WAREHOUSE'), made(1));
  const ask = (role: Role, field: string) =>
    world.answer(world.as(role), `{ batch(gtin: "${GTIN}", number: "${batch}") { completeness { ${field} } } }`);

  expect((await ask('CUSTOMER_SERVICE', 'score')).errors).toBeUndefined();
  expect((await ask('CUSTOMER_SERVICE', 'gaps { nodes { id } }')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});
