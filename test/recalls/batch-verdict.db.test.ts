import { beforeAll, describe, expect, test } from '@jest/globals';

import type { MovementItem } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { correct, GTIN, OTHER_GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, launch, registerParties, tellEveryone } from './recall-story.js';
import { follow } from './wave-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

type Goods = NonNullable<MovementItem['goods']>;
const pieces = (batch: string, gtin = GTIN): Goods => ({ quantities: [{ gtin, batch, quantity: '10' }] });
const serials = (batch: string | null, ...list: string[]): Goods => ({
  serials: [{ gtin: GTIN, batch, serials: list }],
});
const at = (minute: number) => new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString();
const move = (kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem => ({
  ...{ kind, occurredAt: at(minute), place: PLANT, goods },
  ...rest,
});

async function recordAll(...movements: MovementItem[]): Promise<void> {
  for (const { verdict, problems } of await record(world.as('QUALITY'), ...movements)) {
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
}

interface Told {
  readonly verdict: string;
  readonly reason: string;
  readonly whatWouldSettleIt: string | null;
  readonly recalls: readonly { readonly verdict: string; readonly recall: { readonly id: string } }[];
  readonly closedRecalls: readonly { readonly verdict: string; readonly recall: { readonly id: string } }[];
}

/** As customer service asks, who has nothing but the batch number on the pack. */
async function told(number: string, gtin = GTIN): Promise<Told> {
  const { lookup } = await world.graphql<{ lookup: { matches: readonly { verdict: Told }[] } }>(
    world.as('CUSTOMER_SERVICE'),
    `query ($code: String!) {
      lookup(code: $code) {
        matches {
          ... on Batch {
            verdict {
              verdict reason whatWouldSettleIt
              recalls { verdict recall { id } }
              closedRecalls { verdict recall { id } }
            }
          }
        }
      }
    }`,
    { code: `(01)${gtin}(10)${number}` },
  );
  const [match] = lookup.matches;
  if (!match) throw new Error(`Nothing was found of batch ${number}.`);
  return match.verdict;
}

async function recalled(scope: object): Promise<string> {
  const recallId = await approved(world, 'unused', { scope });
  await launch(world, recallId);
  return recallId;
}
const batchOf = (batch: string, gtin = GTIN) => ({ batches: [{ gtin, batch }] });
const serialsOf = (...list: string[]) => ({ serials: list.map((serial) => ({ gtin: GTIN, serial })) });

test('a batch is affected while a recall covers it, and not cleared once that is closed; another batch is not affected', async () => {
  await recordAll(move('commission', 0, pieces('JAM-1')), move('commission', 0, pieces('JAM-2')));
  expect(await told('JAM-1')).toMatchObject({ verdict: 'NOT_AFFECTED', recalls: [] });

  const recallId = await recalled(batchOf('JAM-1'));
  expect(await told('JAM-1')).toMatchObject({
    verdict: 'AFFECTED',
    reason: 'The recall covers this batch.',
    recalls: [{ verdict: 'AFFECTED', recall: { id: recallId } }],
  });
  expect(await told('JAM-2')).toMatchObject({ verdict: 'NOT_AFFECTED', recalls: [] });

  await tellEveryone(world, recallId);
  await close(world, recallId);
  expect(await told('JAM-1')).toMatchObject({
    verdict: 'CANNOT_TELL',
    whatWouldSettleIt: expect.stringContaining('returned, replaced or put right') as unknown,
    closedRecalls: [{ verdict: 'AFFECTED', recall: { id: recallId } }],
  });
  expect(await told('JAM-2')).toMatchObject({ verdict: 'NOT_AFFECTED', closedRecalls: [] });
});

test('whoever has a piece of a recalled batch is told what to do, in their language', async () => {
  await recordAll(move('commission', 0, pieces('TELL')));
  await recalled(batchOf('TELL'));

  const { batch } = await world.graphql<{ batch: unknown }>(
    world.as('CUSTOMER_SERVICE'),
    `query ($gtin: GTIN!) { batch(gtin: $gtin, number: "TELL") { whatToTell(language: "de") { verdict whatToDo } } }`,
    { gtin: GTIN },
  );

  expect(batch).toEqual({ whatToTell: [{ verdict: 'AFFECTED', whatToDo: 'Nicht mehr benutzen.' }] });
});

test('a batch that nothing is recorded of is not cleared, nor one of which all was corrected', async () => {
  await recordAll(move('commission', 0, pieces('MISTYPED'), { id: 'mistyped' }));
  expect(await told('MISTYPED')).toMatchObject({ verdict: 'NOT_AFFECTED' });
  await correct(world.as('QUALITY'), 'mistyped');
  await recordAll(move('commission', 0, pieces('WELL-TYPED')));
  const recallId = await recalled(batchOf('WELL-TYPED'));

  const ruling = { verdict: 'CANNOT_TELL', recall: { id: recallId } };
  for (const number of ['NEVER-HEARD-OF', 'MISTYPED']) {
    expect(await told(number)).toMatchObject({
      verdict: 'CANNOT_TELL',
      reason: 'Nothing is recorded of this batch number.',
      recalls: expect.arrayContaining([expect.objectContaining(ruling)]) as unknown,
    });
  }

  await tellEveryone(world, recallId);
  await close(world, recallId);
  for (const number of ['NEVER-HEARD-OF', 'MISTYPED']) {
    expect(await told(number)).toMatchObject({
      verdict: 'CANNOT_TELL',
      closedRecalls: expect.arrayContaining([expect.objectContaining(ruling)]) as unknown,
    });
  }
});

test('a label with a serial number that nobody recorded finds the verdict on its batch as well', async () => {
  await recordAll(move('commission', 0, serials('LABEL', 'LABEL-1')));
  await recalled(batchOf('LABEL'));

  const { lookup } = await world.graphql<{ lookup: unknown }>(
    world.as('CUSTOMER_SERVICE'),
    `query ($code: String!) {
      lookup(code: $code) {
        reading
        matches {
          ... on Unit { verdict { verdict whatWouldSettleIt } }
          ... on Batch { ofBatch: verdict { verdict } }
        }
      }
    }`,
    { code: `(01)${GTIN}(10)LABEL(21)LABEL-9` },
  );

  expect(lookup).toEqual({
    reading: `unit (01)${GTIN}(21)LABEL-9, by its label of batch (10)LABEL`,
    matches: [
      {
        verdict: {
          verdict: 'CANNOT_TELL',
          whatWouldSettleIt: expect.stringContaining('Read the batch number') as unknown,
        },
      },
      { ofBatch: { verdict: 'AFFECTED' } },
    ],
  });
});

describe('a recall of serial numbers', () => {
  test('keeps their batch from being cleared, and no other batch, also when it is closed', async () => {
    await recordAll(
      move('commission', 0, serials('SOME', 'SOME-1', 'SOME-2')),
      move('commission', 0, serials('NONE', 'NONE-1')),
    );
    const recallId = await recalled(serialsOf('SOME-1'));
    const readTheSerial = {
      verdict: 'CANNOT_TELL',
      whatWouldSettleIt: 'Read the serial number, and look the unit up by it.',
    };

    expect(await told('SOME')).toMatchObject(readTheSerial);
    expect(await told('NONE')).toMatchObject({ verdict: 'NOT_AFFECTED' });

    await tellEveryone(world, recallId);
    await close(world, recallId);
    expect(await told('SOME')).toMatchObject({ ...readTheSerial, closedRecalls: [{ recall: { id: recallId } }] });
    expect(await told('NONE')).toMatchObject({ verdict: 'NOT_AFFECTED', closedRecalls: [] });
  });

  test('that nobody has recorded, or of which nobody has said the batch, keeps every batch of the product from being cleared', async () => {
    await registerProducts(world.retrace(), [{ gtin: OTHER_GTIN, name: 'Valve' }]);
    const scope = { serials: [{ gtin: OTHER_GTIN, serial: 'UNHEARD-OF' }] };
    await recordAll(move('commission', 0, pieces('ANY', OTHER_GTIN)));
    const recallId = await recalled(scope);

    expect(await told('ANY', OTHER_GTIN)).toMatchObject({ verdict: 'CANNOT_TELL' });
    expect(await told('JAM-2')).toMatchObject({ verdict: 'NOT_AFFECTED' });

    const unit = { serials: [{ gtin: OTHER_GTIN, batch: 'ITS-OWN', serials: ['UNHEARD-OF'] }] };
    await recordAll(move('commission', 1, unit));
    expect(await told('ANY', OTHER_GTIN)).toMatchObject({ verdict: 'NOT_AFFECTED' });
    expect(await told('ITS-OWN', OTHER_GTIN)).toMatchObject({
      verdict: 'CANNOT_TELL',
      recalls: [{ recall: { id: recallId } }],
    });
  });
});

test('a recall of one batch keeps another from being cleared that claims a unit of it', async () => {
  await recordAll(
    move('commission', 0, serials('CLAIM-A', 'CLAIMED', 'CLAIM-A1')),
    move('commission', 0, serials('CLAIM-B', 'CLAIM-B1')),
    move('commission', 0, serials('CLAIM-C', 'CLAIM-C1')),
  );
  await record(world.as('QUALITY'), move('observe', 2, serials('CLAIM-B', 'CLAIMED')));
  await recalled(batchOf('CLAIM-A'));

  expect(await told('CLAIM-A')).toMatchObject({ verdict: 'AFFECTED' });
  expect(await told('CLAIM-B')).toMatchObject({ verdict: 'CANNOT_TELL' });
  expect(await told('CLAIM-C')).toMatchObject({ verdict: 'NOT_AFFECTED' });
  expect((await told('CLAIM-B')).recalls).toHaveLength(1);
});

test('the other way round, too: the batch that was said last is recalled', async () => {
  await recordAll(
    move('commission', 0, serials('LAST-A', 'TWICE')),
    move('commission', 0, serials('LAST-B', 'LAST-B1')),
  );
  await record(world.as('QUALITY'), move('observe', 2, serials('LAST-B', 'TWICE')));
  await recalled(batchOf('LAST-B'));

  expect(await told('LAST-A')).toMatchObject({ verdict: 'CANNOT_TELL' });
});

describe('a batch that was made', () => {
  test('of a recalled one is affected; made of it after the launch, it is not cleared until that is decided', async () => {
    await recordAll(
      move('commission', 0, pieces('FRUIT')),
      move('transform', 1, pieces('FRUIT'), { outputs: pieces('PULP') }),
      move('commission', 0, pieces('PULP-2')),
    );
    await recalled(batchOf('FRUIT'));
    expect(await told('PULP')).toMatchObject({ verdict: 'AFFECTED' });
    expect(await told('PULP-2')).toMatchObject({ verdict: 'NOT_AFFECTED' });

    await recordAll(move('transform', 2, pieces('PULP'), { outputs: pieces('PULP-2') }));
    expect(await told('PULP-2')).toMatchObject({ verdict: 'CANNOT_TELL' });
    await follow(world);
    expect(await told('PULP-2')).toMatchObject({ verdict: 'CANNOT_TELL' });
  });

  test('of a quantity that a recalled unit may have been counted in is not cleared', async () => {
    await recordAll(
      move('commission', 0, serials('COUNTED', 'COUNTED-1', 'COUNTED-2')),
      move('transform', 1, pieces('COUNTED'), { outputs: pieces('MASS', OTHER_GTIN) }),
      move('transform', 1, pieces('UNCOUNTED'), { outputs: pieces('MASS-2', OTHER_GTIN) }),
    );
    await recalled(serialsOf('COUNTED-1'));

    expect(await told('MASS', OTHER_GTIN)).toMatchObject({ verdict: 'CANNOT_TELL' });
    expect(await told('MASS-2', OTHER_GTIN)).toMatchObject({ verdict: 'NOT_AFFECTED' });

    await recordAll(move('transform', 2, pieces('COUNTED'), { outputs: pieces('MASS-2', OTHER_GTIN) }));
    expect(await told('MASS-2', OTHER_GTIN)).toMatchObject({
      verdict: 'CANNOT_TELL',
      reason: expect.stringContaining('may have been counted in') as unknown,
    });
  });

  test('of recalled goods after the recall was closed is not cleared', async () => {
    await recordAll(move('commission', 0, pieces('MILK')), move('commission', 0, pieces('CHEESE')));
    const recallId = await recalled(batchOf('MILK'));
    await tellEveryone(world, recallId);
    await close(world, recallId);
    expect(await told('CHEESE')).toMatchObject({ verdict: 'NOT_AFFECTED' });

    await recordAll(move('transform', 3, pieces('MILK'), { outputs: pieces('CHEESE') }));

    expect(await told('CHEESE')).toMatchObject({
      verdict: 'CANNOT_TELL',
      reason: expect.stringContaining('goods that some of this batch was made of') as unknown,
      closedRecalls: [{ recall: { id: recallId } }],
    });
  });

  test('of goods of which two records contradict each other is not cleared of a recall of either', async () => {
    await recordAll(move('commission', 0, pieces('SUGAR')), move('commission', 0, pieces('SALT')));
    const making = move('transform', 1, pieces('SUGAR'), { id: 'disputed making', outputs: pieces('SWEET') });
    await recordAll(making);
    const [other] = await record(world.as('QUALITY'), { ...making, goods: pieces('SALT') });
    expect(other?.verdict).toBe('CONFLICT');

    await recalled(batchOf('SALT'));

    expect(await told('SWEET')).toMatchObject({ verdict: 'CANNOT_TELL' });
  });
});

test('a batch is not cleared of a recall of its serials in another packaging level', async () => {
  const EACH = '09506000000305';
  const CASE = '19506000000302';
  await registerProducts(world.retrace(), [
    { gtin: EACH, name: 'Pen' },
    { gtin: CASE, name: 'Pens', contains: [{ gtin: EACH, quantity: 12 }] },
  ] as never);
  const pen = { serials: [{ gtin: EACH, batch: 'INK', serials: ['PEN-1'] }] };
  await recordAll(move('commission', 0, pen), move('commission', 0, pieces('INK', CASE as never)));
  await recalled({ serials: [{ gtin: EACH, serial: 'PEN-1' }] });

  expect(await told('INK', CASE as never)).toMatchObject({ verdict: 'CANNOT_TELL' });
});
