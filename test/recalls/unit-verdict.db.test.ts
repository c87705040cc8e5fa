import { beforeAll, expect, jest, test } from '@jest/globals';

import { forgetOpenScopes } from '../../src/recalls/open-scopes.js';
import { GTIN, OTHER_GTIN, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import {
  approved,
  close,
  launch,
  readRecall,
  registerParties,
  sixUnits,
  tellEveryone,
  verdictOf,
} from './recall-story.js';
import { declineWave, follow, proposed } from './wave-story.js';

const world = setUpWorld();

beforeAll(() => registerParties(world));

test('a verdict follows a launch and a close at once, for customer service too', async () => {
  const service = world.as('CUSTOMER_SERVICE');
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  expect(await verdictOf(world, `${batch}-1`, service)).toMatchObject({ verdict: 'NOT_AFFECTED', recalls: [] });

  await launch(world, recallId);
  expect(await verdictOf(world, `${batch}-1`, service)).toMatchObject({
    verdict: 'AFFECTED',
    recalls: [{ verdict: 'AFFECTED', recall: { id: recallId, title: 'Pump stops' } }],
  });

  await tellEveryone(world, recallId);
  await close(world, recallId);
  expect(await verdictOf(world, `${batch}-1`, service)).toMatchObject({ verdict: 'CANNOT_TELL', recalls: [] });
});

test('of a unit that a closed recall covered, customer service is still told what it was recalled for', async () => {
  const batch = await sixUnits(world);
  const before = { quantities: [{ gtin: GTIN, batch, quantity: '1' }] };
  const afterwards = { serials: [{ gtin: GTIN, batch: `${batch}-MADE`, serials: [`${batch}-made`] }] };
  const recallId = await approved(world, batch);
  const asked = async (serial: string) => {
    const { unit } = await world.graphql<{ unit: unknown }>(
      world.as('CUSTOMER_SERVICE'),
      `query ($gtin: GTIN!, $serial: String!) {
        unit(gtin: $gtin, serial: $serial) {
          verdict { verdict reason closedRecalls { verdict recall { id } } }
          whatToTell { verdict recall { id status } whatToDo }
        }
      }`,
      { gtin: GTIN, serial },
    );
    return unit;
  };
  const cleared = { verdict: 'NOT_AFFECTED', reason: 'No open recall covers this unit.', closedRecalls: [] };
  expect(await asked(`${batch}-1`)).toEqual({ verdict: cleared, whatToTell: [] });

  await launch(world, recallId);
  await record(world.as('QUALITY'), {
    ...units('transform', [], { goods: before, outputs: afterwards }),
    occurredAt: '2026-02-20T08:00:00Z',
  });
  await follow(world);
  await declineWave(world, recallId, (await proposed(world, recallId))?.proposalHash ?? '');
  await tellEveryone(world, recallId);
  await close(world, recallId);

  const wasRecalled = {
    verdict: {
      verdict: 'CANNOT_TELL',
      reason: expect.stringContaining('The recall covered the batch of this unit.') as unknown,
      closedRecalls: [{ verdict: 'AFFECTED', recall: { id: recallId } }],
    },
    whatToTell: [
      { verdict: 'AFFECTED', recall: { id: recallId, status: 'CLOSED' }, whatToDo: expect.any(String) as unknown },
    ],
  };
  expect(await asked(`${batch}-1`)).toEqual(wasRecalled);
  expect(await asked(`${batch}-made`)).toMatchObject({
    verdict: {
      verdict: 'CANNOT_TELL',
      reason: expect.stringContaining('The recall covered goods that it was made of.') as unknown,
      closedRecalls: [{ verdict: 'AFFECTED', recall: { id: recallId } }],
    },
    whatToTell: [{ verdict: 'AFFECTED', recall: { id: recallId, status: 'CLOSED' } }],
  });
});

test('a serial number that nobody recorded is not cleared, and neither is a unit without a batch', async () => {
  const batch = await sixUnits(world);
  await launch(world, await approved(world, batch));
  await record(world.as('QUALITY'), units('receive', [`${batch}-without`]));

  expect(await verdictOf(world, `${batch}-never-seen`)).toMatchObject({
    verdict: 'CANNOT_TELL',
    whatWouldSettleIt: expect.stringContaining('Read the batch number') as unknown,
  });
  expect(await verdictOf(world, `${batch}-without`)).toMatchObject({ verdict: 'CANNOT_TELL' });
});

test('customer service is told what to say in the customer’s language, from the recall’s own texts', async () => {
  const batch = await sixUnits(world);
  await launch(world, await approved(world, batch));

  const { unit } = await world.graphql<{ unit: unknown }>(
    world.as('CUSTOMER_SERVICE'),
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) { whatToTell(language: "de") { verdict language whatToDo contactPhone } }
    }`,
    { gtin: GTIN, serial: `${batch}-1` },
  );

  expect(unit).toEqual({
    whatToTell: [
      { verdict: 'AFFECTED', language: 'de', whatToDo: 'Nicht mehr benutzen.', contactPhone: '+49 30 123456' },
    ],
  });
});

test('while a recall is open, the verdict costs a lookup three statements, whether the unit or its batch in any packaging level was made of anything, one for what is held, and one for recalls that are closed', async () => {
  const batch = await sixUnits(world);
  await launch(world, await approved(world, batch));
  await statementsOf(`${batch}-1`, 'verdict { verdict }');

  const without = await statementsOf(`${batch}-2`, 'known');
  const withVerdict = await statementsOf(`${batch}-3`, 'known verdict { verdict } whatToTell { whatToDo }');

  expect(withVerdict).toBe(without + 3 + 1 + 1);
});

test('a recall of a case’s batch covers the eaches of the same batch number', async () => {
  const batch = await sixUnits(world);
  await world.db.rows(
    'pack_level',
    `
    insert into packaging_level (product_id, contained_product_id, quantity)
    select outer_product.product_id, inner_product.product_id, 6
    from product as inner_product, product as outer_product
    where inner_product.gtin = $1 and outer_product.gtin = $2
    `,
    [GTIN, await caseGtin()],
  );
  const scope = { batches: [{ gtin: OTHER_GTIN, batch }] };

  const recallId = await approved(world, batch, { scope });
  await launch(world, recallId);

  expect(await readRecall(world, recallId)).toMatchObject({ launch: { units: 6 }, holds: { batchesHeld: 2 } });
  expect(await verdictOf(world, `${batch}-1`)).toMatchObject({ verdict: 'AFFECTED' });
  await world.db.rows('unpack_level', `delete from packaging_level`);
});

test('a mock recall holds nothing, writes to no customer and convicts no unit', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch, { kind: 'MOCK' });

  await launch(world, recallId);

  expect(await readRecall(world, recallId)).toMatchObject({
    holds: { batchesHeld: 0, unitsHeld: 0 },
    launch: { recipients: 4 },
    progress: { recipients: 1, waves: [{ wave: 'INTERNAL' }] },
    customers: { nodes: [{ units: expect.any(Number) }, { units: expect.any(Number) }] },
  });
  expect(await verdictOf(world, `${batch}-1`)).toMatchObject({ verdict: 'NOT_AFFECTED' });
});

test('however many recalls are open, each of them counts', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  await world.db.rows(
    'open_mock_copies',
    `
    insert into recall
    select (jsonb_populate_record(
      recall,
      jsonb_build_object('recall_id', gen_random_uuid(), 'kind', 'MOCK', 'created_at', recall.created_at + interval '1 day')
    )).*
    from recall, generate_series(1, 1000)
    where recall.recall_id = $1
    `,
    [recallId],
  );
  forgetOpenScopes(world.db);

  const verdict = await verdictOf(world, `${batch}-1`);

  expect(verdict).toMatchObject({ verdict: 'AFFECTED', recalls: [{ recall: { id: recallId } }] });
  await world.db.rows('remove_mock_copies', `delete from recall where recall.kind = 'MOCK'`);
});

/** The case that the test product is packed in. */
async function caseGtin(): Promise<string> {
  await record(world.as('QUALITY'), {
    ...units('receive', []),
    goods: { serials: [{ gtin: OTHER_GTIN, serials: ['CASE-1'] }] },
  });
  return OTHER_GTIN;
}

/** How many statements a lookup of these fields runs. */
async function statementsOf(serial: string, fields: string): Promise<number> {
  const rows = jest.spyOn(world.db, 'rows');
  await world.graphql(
    world.as('CUSTOMER_SERVICE'),
    `query ($gtin: GTIN!, $serial: String!) { unit(gtin: $gtin, serial: $serial) { ${fields} } }`,
    { gtin: GTIN, serial },
  );
  const count = rows.mock.calls.length;
  rows.mockRestore();
  return count;
}
