import { beforeAll, expect, test } from '@jest/globals';

import type { MovementItem } from '../../src/movements/index.js';
import { GTIN, OTHER_GTIN, PLANT, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, readRecall, registerParties, verdictOf } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

const kilograms = (batch: string, quantity = '10') => ({
  quantities: [{ gtin: OTHER_GTIN, batch, quantity, uom: 'KGM' }],
});
const serials = (batch: string, ...list: string[]) => ({ serials: [{ gtin: GTIN, batch, serials: list }] });

function move(kind: string, goods: MovementItem['goods'], rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: '2026-02-01T08:00:00Z', place: PLANT, goods, ...rest };
}

let stories = 0;

/** Flour of which dough was made, and of the dough loaves: some went to ANNA; dough itself went to BODO. */
async function bakery() {
  stories += 1;
  const name = (text: string) => `${text}-${stories}`;
  const flour = name('FLOUR');
  await record(
    world.as('WAREHOUSE'),
    move('transform', kilograms(flour), { outputs: kilograms(name('DOUGH'), '12') }),
    move('transform', kilograms(name('DOUGH'), '6'), {
      occurredAt: '2026-02-01T09:00:00Z',
      outputs: serials(name('BREAD'), name('LOAF-A'), name('LOAF-B')),
    }),
    move('transform', kilograms(name('RYE')), { outputs: serials(name('BREAD'), name('RYE-LOAF')) }),
    units('ship', [name('LOAF-A')], { place: PLANT, consignee: 'ANNA' }),
    units('ship', [name('RYE-LOAF')], { place: PLANT, consignee: 'CARL' }),
    move('ship', kilograms(name('DOUGH'), '3'), { occurredAt: '2026-02-01T10:00:00Z', consignee: 'BODO' }),
  );
  return { flour, name };
}

const ofFlour = (batch: string, rest: object = {}) => ({ scope: { batches: [{ gtin: OTHER_GTIN, batch }], ...rest } });

test('a recall of an ingredient reaches who received what was made of it, through every step, and no one else', async () => {
  const { flour, name } = await bakery();

  const recallId = await approved(world, flour, ofFlour(flour));
  await launch(world, recallId);

  expect(await readRecall(world, recallId)).toMatchObject({
    launch: { units: 2 },
    holds: { batchesHeld: 2, unitsHeld: 2 },
    customers: {
      nodes: expect.arrayContaining([
        { customer: { number: 'ANNA' }, basis: 'SHIPPED', certainty: 'EXACT', units: 1 },
        { customer: { number: 'BODO' }, basis: 'SHIPPED', certainty: 'EXACT', units: 0 },
      ]) as unknown,
    },
  });
  expect(await customersOf(recallId)).toEqual(['ANNA', 'BODO']);
  expect(await verdictOf(world, name('LOAF-B'))).toMatchObject({ verdict: 'AFFECTED' });
  expect(await verdictOf(world, name('RYE-LOAF'))).toMatchObject({ verdict: 'NOT_AFFECTED' });
});

test('what is made of recalled goods after the launch is affected too, and making it is an attempt against the hold', async () => {
  const { flour, name } = await bakery();
  await launch(world, await approved(world, flour, ofFlour(flour)));

  const [answer] = await record(
    world.as('WAREHOUSE'),
    move('transform', kilograms(name('DOUGH'), '1'), {
      occurredAt: '2026-02-01T11:00:00Z',
      outputs: serials(name('LATE'), name('LATE-LOAF')),
    }),
  );

  expect(answer?.warnings.map(({ code }) => code)).toContain('HELD_GOODS');
  expect(await verdictOf(world, name('LATE-LOAF'))).toMatchObject({ verdict: 'AFFECTED' });
});

test('a batch of which no making was on record a moment ago is asked for again: its unit is not told to be safe', async () => {
  const { flour, name } = await bakery();
  await launch(world, await approved(world, flour, ofFlour(flour)));
  await record(world.as('WAREHOUSE'), move('observe', serials(name('BUN'), name('BUN-1'))));
  expect(await verdictOf(world, name('BUN-1'))).toMatchObject({ verdict: 'NOT_AFFECTED' });

  await record(
    world.as('WAREHOUSE'),
    move('transform', kilograms(flour, '1'), {
      occurredAt: '2026-02-01T07:00:00Z',
      outputs: { quantities: [{ gtin: GTIN, batch: name('BUN'), quantity: '20' }] },
    }),
  );

  expect(await verdictOf(world, name('BUN-1'))).not.toMatchObject({ verdict: 'NOT_AFFECTED' });
});

test('a unit that holds a part of a recalled batch is affected while the part is in it', async () => {
  const { flour, name } = await bakery();
  const basket = (kind: string, hour: string): MovementItem =>
    move(kind, serials(name('BREAD'), name('LOAF-B')), {
      occurredAt: `2026-02-01T${hour}:00:00Z`,
      container: `(01)${GTIN}(21)${name('BASKET')}`,
    });
  await record(world.as('WAREHOUSE'), units('commission', [name('BASKET')], { place: PLANT }), basket('pack', '12'));
  await launch(world, await approved(world, flour, ofFlour(flour)));
  expect(await verdictOf(world, name('BASKET'))).toMatchObject({ verdict: 'AFFECTED' });

  await record(world.as('WAREHOUSE'), basket('unpack', '13'));

  // The basket was named when the recall was launched: what was frozen then stays.
  expect(await verdictOf(world, name('BASKET'))).toMatchObject({ verdict: 'AFFECTED' });
});

async function noticeOf(recallId: string): Promise<string | undefined> {
  const { recall } = await world.graphql<{ recall: { preview: { notices: readonly { text: string }[] } } }>(
    world.as('QUALITY'),
    `query ($id: ID!) { recall(id: $id) { preview { notices { text } } } }`,
    { id: recallId },
  );
  return recall.preview.notices[0]?.text;
}

test('what belongs to a recall by one of two records that contradict each other is held too', async () => {
  const { flour, name } = await bakery();
  const making = move('transform', kilograms(name('RYE'), '2'), {
    id: name('disputed'),
    outputs: serials(name('BREAD'), name('LOAF-C')),
  });
  const [stored, other] = [
    ...(await record(world.as('WAREHOUSE'), making)),
    ...(await record(world.as('WAREHOUSE'), { ...making, goods: kilograms(flour, '2') })),
  ];
  expect([stored?.verdict, other?.verdict]).toEqual(['ACCEPTED', 'CONFLICT']);

  const recallId = await approved(world, flour, ofFlour(flour));
  await launch(world, recallId);

  expect(await readRecall(world, recallId)).toMatchObject({ holds: { batchesHeld: 2, unitsHeld: 3 } });
  const [shipping] = await record(world.as('WAREHOUSE'), units('ship', [name('LOAF-C')], { place: PLANT }));
  expect(shipping?.warnings.map(({ code }) => code)).toContain('HELD_GOODS');
});

test('the notice names the batch of what belongs to a recall by one of two records that contradict each other', async () => {
  const { flour, name } = await bakery();
  const making = move('transform', kilograms(name('RYE'), '2'), {
    id: name('disputed'),
    outputs: serials(name('RYE-BREAD'), name('LOAF-C')),
  });
  await record(world.as('WAREHOUSE'), making);
  await record(world.as('WAREHOUSE'), { ...making, goods: kilograms(flour, '2') });

  expect(await noticeOf(await approved(world, flour, ofFlour(flour)))).toContain(name('RYE-BREAD'));
});

test('a recall of the named goods alone leaves out what was made of them', async () => {
  const { flour, name } = await bakery();

  const recallId = await approved(world, flour, ofFlour(flour, { onlyNamed: true }));
  await launch(world, recallId);

  expect(await customersOf(recallId)).toEqual([]);
  expect(await verdictOf(world, name('LOAF-A'))).toMatchObject({ verdict: 'NOT_AFFECTED' });
});

test('the notice names the batches of what was made of recalled goods', async () => {
  const { flour, name } = await bakery();

  const notice = await noticeOf(await approved(world, flour, ofFlour(flour)));

  for (const batch of [flour, name('DOUGH'), name('BREAD')]) expect(notice).toContain(batch);
});

test('a batch tells whom what was made of it reached, and without that whom it reached itself', async () => {
  const { flour } = await bakery();
  const recipients = async (itself: boolean) => {
    const { batch } = await world.graphql<{ batch: { recipients: { nodes: { customer: { number: string } }[] } } }>(
      world.as('QUALITY'),
      `query ($gtin: GTIN!, $number: String!, $itself: Boolean!) {
        batch(gtin: $gtin, number: $number) { recipients(onlyItself: $itself) { nodes { customer { number } } } }
      }`,
      { gtin: OTHER_GTIN, number: flour, itself },
    );
    return batch.recipients.nodes.map(({ customer }) => customer.number).sort();
  };

  expect(await recipients(false)).toEqual(['ANNA', 'BODO']);
  expect(await recipients(true)).toEqual([]);
});

test('a genealogy is told both ways in one query, with quantities and levels', async () => {
  const { flour, name } = await bakery();

  const { batch } = await world.graphql<{ batch: unknown }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $number: String!) {
      batch(gtin: $gtin, number: $number) {
        madeFrom { levels truncated batches { nodes { level batch { number } } } }
        madeInto {
          levels batchCount unitCount makingCount truncated
          makings(first: 10) {
            nodes {
              level kind movement { kind }
              inputs { quantity uom units batch { number } }
              outputs { quantity units batch { number } }
            }
          }
        }
      }
    }`,
    { gtin: OTHER_GTIN, number: name('DOUGH') },
  );

  expect(batch).toEqual({
    madeFrom: { levels: 1, truncated: null, batches: { nodes: [{ level: 1, batch: { number: flour } }] } },
    madeInto: {
      levels: 1,
      batchCount: 0,
      unitCount: 2,
      makingCount: 1,
      truncated: null,
      makings: {
        nodes: [
          {
            level: 1,
            kind: 'TRANSFORM',
            movement: { kind: 'transform' },
            inputs: [{ quantity: '6', uom: 'KGM', units: 0, batch: { number: name('DOUGH') } }],
            outputs: [{ quantity: null, units: 2, batch: { number: name('BREAD') } }],
          },
        ],
      },
    },
  });
});

async function customersOf(recallId: string): Promise<string[]> {
  const { customers } = (await readRecall(world, recallId)) as {
    customers: { nodes: readonly { customer: { number: string } }[] };
  };
  return customers.nodes.map(({ customer }) => customer.number).sort();
}

test('a preview says how many units of no recorded making are of batches of which others were made of the goods', async () => {
  const { flour, name } = await bakery();
  const warningsOf = async () => {
    const { recall } = await world.graphql<{ recall: { preview: { warnings: { code: string }[] } } }>(
      world.as('QUALITY'),
      `query ($id: ID!) { recall(id: $id) { preview { warnings { code message } } } }`,
      { id: await approved(world, flour, ofFlour(flour)) },
    );
    return recall.preview.warnings.filter(({ code }) => code === 'MAKING_MISSING');
  };
  expect(await warningsOf()).toEqual([]);
  await record(world.as('WAREHOUSE'), move('observe', serials(name('BREAD'), name('LOAF-C'), name('LOAF-D'))));

  expect(await warningsOf()).toEqual([
    {
      code: 'MAKING_MISSING',
      message:
        `Some units of batch ${name('BREAD')} of ${GTIN} were made of these goods, or may have been. Others, of which no making ` +
        'is on record: 2. They are not held, and their customers are not told. Record how they were made, or name the batches in the scope.',
    },
  ]);
});
