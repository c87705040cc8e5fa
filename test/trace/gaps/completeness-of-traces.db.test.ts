import { randomUUID } from 'node:crypto';

import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import { registerProducts } from '../../../src/products/index.js';
import { completenessOfScope } from '../../../src/trace/index.js';
import { draft, registerParties } from '../../recalls/recall-story.js';
import { counting } from '../../support/counting-database.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import { GTIN, OTHER_GTIN, PLANT, record, units } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';

const world = setUpWorld();
const FLOUR_GTIN = OTHER_GTIN;

let counter = 0;
let bread: string;
let flour: string;

beforeAll(async () => {
  await registerParties(world);
  await registerProducts(world.as('QUALITY'), [
    { gtin: GTIN, name: 'Bread' },
    { gtin: FLOUR_GTIN, name: 'Flour' },
  ]);
});

/** Four loaves are made of 10 kg of flour. Three are shipped to ANNA; where the fourth was received, nobody sent it. */
beforeEach(async () => {
  counter++;
  [bread, flour] = [`BREAD-${counter}`, `FLOUR-${counter}`];
  const kilograms = { quantities: [{ gtin: FLOUR_GTIN, batch: flour, quantity: '10', uom: 'KGM' }] };
  await record(
    world.as('WAREHOUSE'),
    { kind: 'commission', occurredAt: '2026-01-05T06:00:00Z', place: PLANT, goods: kilograms },
    {
      kind: 'transform',
      occurredAt: '2026-01-06T06:00:00Z',
      place: PLANT,
      goods: kilograms,
      outputs: { serials: [{ gtin: GTIN, batch: bread, serials: loaves(1, 2, 3, 4) }] },
    },
    units('ship', loaves(1, 2, 3), { occurredAt: '2026-02-20T06:00:00Z', place: PLANT, consignee: 'ANNA' }),
    units('receive', loaves(4), { occurredAt: '2026-02-20T06:00:00Z' }),
  );
});

const loaves = (...numbers: number[]) => numbers.map((number) => `${bread}-${number}`);
const scopeOf = (...numbers: number[]) => ({ serials: loaves(...numbers).map((serial) => ({ gtin: GTIN, serial })) });

interface Completeness {
  readonly score: number;
  readonly checkedThrough: string | null;
  readonly neverHeardOf: number;
  readonly truncated: string | null;
  readonly gapCounts: readonly { readonly kind: string; readonly gaps: number }[];
  readonly gaps: { readonly nodes: readonly { readonly kind: string; readonly unit: { readonly serial: string } }[] };
}

const COMPLETENESS = `completeness {
  score checkedThrough neverHeardOf truncated gapCounts { kind gaps } gaps { nodes { kind unit { serial } } }
}`;

const ONE_GAP = {
  truncated: null,
  neverHeardOf: 0,
  gapCounts: [{ kind: 'RECEIVED_NEVER_SHIPPED', gaps: 1 }],
};

/** What a batch answers with in one of its fields. */
async function ofBatch(gtin: string, number: string, field: string): Promise<Completeness | undefined> {
  const { batch } = await world.graphql<{ batch: Record<string, { completeness: Completeness }> }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $number: String!) { batch(gtin: $gtin, number: $number) { it: ${field} { ${COMPLETENESS} } } }`,
    { gtin, number },
  );
  return batch['it']?.completeness;
}

async function ofRecipients(scope: object): Promise<Completeness & { readonly ofThem: string | null }> {
  const { recipients } = await world.graphql<{ recipients: { completeness: Completeness; truncated: string | null } }>(
    world.as('AUDITOR'),
    `query ($scope: ScopeInput!) { recipients(scope: $scope) { truncated ${COMPLETENESS} } }`,
    { scope },
  );
  return { ...recipients.completeness, ofThem: recipients.truncated };
}

test('of a genealogy, it is of everything in it, forward and backward, with the gaps of all', async () => {
  await searchForGaps(world);

  const forward = await ofBatch(FLOUR_GTIN, flour, 'madeInto');
  const backward = await ofBatch(GTIN, bread, 'madeFrom');
  const { unit } = await world.graphql<{ unit: { madeFrom: { completeness: Completeness } } }>(
    world.as('QUALITY'),
    `{ unit(gtin: "${GTIN}", serial: "${loaves(1)[0] ?? ''}") { madeFrom { ${COMPLETENESS} } } }`,
  );

  // Four loaves, one of them in doubt, and the entries of the flour: it came, and went into the loaves.
  const entries = await entriesOf(flour);
  expect(forward).toMatchObject({ ...ONE_GAP, score: Math.floor((100 * (3 + entries)) / (4 + entries)) });
  expect(forward?.gaps.nodes).toEqual([{ kind: 'RECEIVED_NEVER_SHIPPED', unit: { serial: loaves(4)[0] } }]);
  expect(forward?.checkedThrough).not.toBeNull();
  expect(backward).toEqual(forward);
  expect(unit.madeFrom.completeness).toMatchObject({ score: 100, gapCounts: [], gaps: { nodes: [] } });
});

async function entriesOf(number: string): Promise<number> {
  const [row] = await world.db.rows<{ entries: number }>(
    'test_entries',
    'select count(*) as entries from stock_entry join batch using (batch_id) where batch.number = $1',
    [number],
  );
  return row?.entries ?? 0;
}

async function idsOfBatches(number: string | null): Promise<string[]> {
  const rows = await world.db.rows<{ id: string }>(
    'test_batches',
    'select batch_id as id from batch where $1::text is null or batch.number = $1',
    [number],
  );
  return rows.map(({ id }) => id);
}

test('of recipients, it is of the goods and of what was made of them, unless that is left out', async () => {
  await searchForGaps(world);

  const ofFlour = await ofBatch(FLOUR_GTIN, flour, 'recipients');

  expect(ofFlour).toEqual(await ofBatch(FLOUR_GTIN, flour, 'madeInto'));
  expect(await ofBatch(FLOUR_GTIN, flour, 'recipients(onlyItself: true)')).toMatchObject({ score: 100, gapCounts: [] });
  expect(await ofRecipients({ batches: [{ gtin: FLOUR_GTIN, batch: flour }] })).toMatchObject({ ...ofFlour });
  expect(await ofRecipients(scopeOf(1, 2))).toMatchObject({ score: 100, gapCounts: [], ofThem: null });
  expect(await ofRecipients(scopeOf(1, 4))).toMatchObject({ ...ONE_GAP, score: 50 });
});

test('of goods that are named one by one, those that nobody has ever heard of are missing', async () => {
  await searchForGaps(world);

  expect(await ofRecipients(scopeOf(1, 2, 3, 99))).toMatchObject({ score: 75, neverHeardOf: 1, gapCounts: [] });
  expect(await ofRecipients(scopeOf(98, 99))).toMatchObject({ score: 0, neverHeardOf: 2 });
});

test('of a preview, it is of what the recall would cover', async () => {
  await searchForGaps(world);
  const ask = async (scope: object) => {
    const { id } = await draft(world, { scope });
    const { recall } = await world.graphql<{ recall: { preview: { completeness: Completeness } } }>(
      world.as('QUALITY'),
      `query ($id: ID!) { recall(id: $id) { preview { ${COMPLETENESS} } } }`,
      { id },
    );
    return recall.preview.completeness;
  };
  const batches = [{ gtin: FLOUR_GTIN, batch: flour }];

  expect(await ask({ batches })).toEqual(await ofBatch(FLOUR_GTIN, flour, 'madeInto'));
  expect(await ask({ batches, onlyNamed: true })).toMatchObject({ score: 100, gapCounts: [] });
});

test('it is below 100 while something was recorded that nobody has looked at', async () => {
  const ofThree = () => ofRecipients(scopeOf(1, 2, 3));
  expect(await ofThree()).toMatchObject({ score: 99 });

  await searchForGaps(world);

  expect(await ofThree()).toMatchObject({ score: 100 });
});

test('it is below 100 where there may be more goods than were followed', async () => {
  await searchForGaps(world);
  const batchIds = await idsOfBatches(flour);

  const cut = await completenessOfScope(world.db, { batchIds, unitIds: [], truncated: 'There is more.' }, 'a test');

  expect(cut).toMatchObject({ score: 99, truncated: 'There is more.' });
});

test('who does not ask for it does not wait for it, and it takes as many statements for many goods as for few', async () => {
  const statementsFor = async (scope: object, field: string) => {
    const { context, statements } = counting(world.as('QUALITY'));
    await world.graphql(context, `query ($scope: ScopeInput!) { recipients(scope: $scope) { ${field} } }`, { scope });
    return statements;
  };
  const counts = (statements: readonly string[]) => statements.filter((name) => name.includes('of_scope_by_container'));
  const few = scopeOf(1);
  const many = { serials: Array.from({ length: 3_000 }, (_, i) => ({ gtin: GTIN, serial: `${bread}-${i + 1}` })) };

  expect(counts(await statementsFor(few, 'nodes { units }'))).toEqual([]);
  expect(counts(await statementsFor(few, COMPLETENESS))).toHaveLength(1);
  const beside = async (scope: object) =>
    (await statementsFor(scope, COMPLETENESS)).length - (await statementsFor(scope, 'nodes { units }')).length;
  expect(await beside(many)).toBe(await beside(few));
});

test('a hundred thousand batches are counted together', async () => {
  const batchIds = Array.from({ length: 100_000 }, () => randomUUID());

  const all = { batchIds: [...batchIds, ...(await idsOfBatches(null))], unitIds: [], truncated: null };
  const { score, countGaps, findGaps } = await completenessOfScope(world.db, all, 'very many');

  expect(score).toBeGreaterThan(0);
  const [first] = await countGaps();
  expect(first?.kind).toBe('RECEIVED_NEVER_SHIPPED');
  expect(await findGaps(200, null)).toHaveLength(first?.gaps ?? 0);
});
