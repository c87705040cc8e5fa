import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import { registerCarriers, registerCustomers, registerLocations } from '../../src/parties/index.js';
import { approved, launch, registerParties } from '../recalls/recall-story.js';
import { counting } from '../support/counting-database.js';
import { GTIN, PLANT, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const MANY = 50;
const customers = Array.from({ length: MANY }, (_, i) => `C-${i}`);

/** Half of the units are on a pallet of their own each; each was shipped to another customer by another carrier. */
beforeAll(async () => {
  await registerTestSource(world);
  await registerParties(world);
  const quality = world.as('QUALITY');
  await registerCustomers(
    quality,
    customers.map((number) => ({
      number,
      kind: 'BUSINESS',
      name: number,
      contacts: [{ role: 'RECALL_CONTACT', email: `${number}@example.com` }],
    })),
  );
  await registerCarriers(
    quality,
    customers.map((number) => ({ code: `BY-${number}`, name: number })),
  );
  await registerLocations(quality, [
    { gln: PLANT, name: 'Plant', kind: 'PLANT' },
    { gln: WAREHOUSE, name: 'Warehouse', kind: 'WAREHOUSE' },
  ]);
  const serials = customers.map((number) => `S-${number}`);
  const goods = { serials: [{ gtin: GTIN, batch: 'MANY', serials }] };
  const ssccs = customers.map((_, i) => makeSscc(`095060000005${i.toString().padStart(5, '0')}`));
  await record(
    quality,
    { kind: 'commission', occurredAt: '2026-01-05T06:00:00Z', place: PLANT, goods },
    ...customers.flatMap((number, i) => [
      ...(i % 2 ? [units('pack', [`S-${number}`], { container: ssccs[i] ?? null })] : []),
      {
        ...units('ship', [`S-${number}`], { occurredAt: '2026-02-02T08:00:00Z', order: 'PO-1' }),
        consignee: number,
        carrier: `BY-${number}`,
        ...(i % 2 && { goods: { ssccs: [ssccs[i] ?? ''] } }),
      },
    ]),
  );
});

async function statementsOf(query: string, variables: Record<string, unknown> = {}): Promise<readonly string[]> {
  const { context, statements } = counting(world.as('QUALITY'));
  const answer = await world.graphql<object>(context, query, variables);
  expect(JSON.stringify(answer)).not.toContain('"nodes":[]');
  return statements.toSorted();
}

test.each([
  [
    'units of a batch, with place, batch, containers and verdict',
    `query ($first: Int!) { batch(gtin: "${GTIN}", number: "MANY") { units(first: $first) { nodes {
      serial known disputed product { name }
      place { placeKind since location { name } carrier { name } customer { name } }
      batch { number } batches { number } containers { sscc }
      verdict { verdict recalls { recall { title } } } whatToTell { hazard }
    } } } }`,
  ],
  [
    'units of a batch, with their journeys',
    `query ($first: Int!) { batch(gtin: "${GTIN}", number: "MANY") { units(first: $first) { nodes {
      journey { nodes { kind place { name } carrier { name } consignee { name } via { sscc } movement { sourceRef } } }
    } } } }`,
  ],
  [
    'recipients of a batch',
    `query ($first: Int!) { batch(gtin: "${GTIN}", number: "MANY") { recipients(first: $first) { nodes {
      basis certainty units customer { number name contacts { role } }
    } } } }`,
  ],
  [
    'movements of an order',
    `query ($first: Int!) { order(reference: "PO-1") { movements(first: $first) { nodes {
      kind place { name } destination { name } carrier { name } consignee { name } container { sscc } source { code }
      quantities { quantity batch { number } }
    } } } }`,
  ],
  [
    'units that the movements of an order name',
    `query ($first: Int!) { order(reference: "PO-1") { movements(first: $first) { nodes {
      units(first: 5) { edges { node { serial } } }
    } } } }`,
  ],
])('a list of %s takes as many statements for 40 as for 4', async (_what, query) => {
  const [few, many] = [await statementsOf(query, { first: 4 }), await statementsOf(query, { first: 40 })];

  expect(many).toEqual(few);
});

test.each([
  [
    'customers',
    `customers(first: $first) { nodes { customer { number name } basis certainty units } }
     progress { recipients onTheirWay needAPerson missing waves { wave recipients } answers { answered onHand } }`,
  ],
  [
    'preview',
    'preview { units places { placeKind units location { name } customer { name } } customers(first: $first) { nodes { channel customer { name } } } }',
  ],
])('the list of a recall’s %s takes as many statements for 40 as for 4', async (_what, fields) => {
  const recallId = await approved(world, 'MANY');
  await launch(world, recallId);
  const query = `query ($id: ID!, $first: Int!) { recall(id: $id) { ${fields} } }`;

  const few = await statementsOf(query, { id: recallId, first: 4 });

  expect(await statementsOf(query, { id: recallId, first: 40 })).toEqual(few);
});

test('a list of notifications takes as many statements for 40 as for 4', async () => {
  const recallId = await approved(world, 'MANY');
  await launch(world, recallId);
  const query = `query ($id: ID!, $first: Int!) { notifications(recallId: $id, first: $first) { nodes {
    state attempts { result } answer { onHand } email message { subject text }
  } } }`;

  const few = await statementsOf(query, { id: recallId, first: 4 });

  expect(await statementsOf(query, { id: recallId, first: 40 })).toEqual(few);
});
