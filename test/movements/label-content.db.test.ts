import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeSscc, parseBatchNumber } from '../../src/gs1/index.js';
import { placeHolds } from '../../src/holds/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { batchId, registerProducts } from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import { correct, GTIN, OTHER_GTIN, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { personId, setUpWorld } from '../support/world.js';

const world = setUpWorld();
const GS = '\u001d';

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [
    { gtin: GTIN, name: 'Each' },
    { gtin: OTHER_GTIN, name: 'Case', contains: [{ gtin: GTIN, quantity: 12 }] },
  ]);
});

let pallets = 0;
const newPallet = () => makeSscc(`0950600000090${String(++pallets).padStart(4, '0')}`);

const labelOf = (sscc: string, batch = 'L', gtin: string = GTIN) => `(00)${sscc}(02)${gtin}(37)12(10)${batch}`;

const moving = (kind: string, goods: MovementItem['goods'], rest: Partial<MovementItem> = {}): MovementItem => ({
  kind,
  occurredAt: '2026-02-01T12:00:00Z',
  place: WAREHOUSE,
  goods,
  ...rest,
});

const scanned = (kind: string, code: string, rest?: Partial<MovementItem>) => moving(kind, { codes: [code] }, rest);

/** By movement, the labels of which it is warned that their content is not on record. */
async function labelsWarnedOf(...movements: MovementItem[]) {
  const answers = await record(world.as('WAREHOUSE'), ...movements);
  expect(answers.map(({ verdict }) => verdict)).toEqual(movements.map(() => 'ACCEPTED'));
  return answers.map(({ warnings }) => warnings.find(({ code }) => code === 'LABEL_CONTENT_NOT_RECORDED')?.goods);
}

describe('a label that says what a logistic unit holds, where only its SSCC is recorded', () => {
  test.each(['ship', 'receive', 'deliver', 'return', 'observe', 'destroy', 'declare', 'commission'])(
    'is warned of in a movement of kind %s',
    async (kind) => {
      const sscc = newPallet();

      expect(await labelsWarnedOf(scanned(kind, labelOf(sscc), { consignee: 'C-1' }))).toEqual([[labelOf(sscc)]]);
    },
  );

  test.each([
    ['with FNC1', (sscc: string) => `]C100${sscc}02${GTIN}3712${GS}10L`],
    ['as a Digital Link', (sscc: string) => `https://id.gs1.org/00/${sscc}?02=${GTIN}&37=12&10=L`],
  ])('is warned of when it is scanned %s', async (_how, label) => {
    const sscc = newPallet();

    expect(await labelsWarnedOf(scanned('receive', label(sscc)))).toEqual([[labelOf(sscc)]]);
  });

  test('is not packed besides the cases that a pack names, which the label counts', async () => {
    const [box, pallet] = [newPallet(), newPallet()];
    await labelsWarnedOf(
      moving('pack', { quantities: [{ gtin: GTIN, batch: 'CASES', quantity: '12' }] }, { container: box }),
    );

    await labelsWarnedOf(moving('pack', { ssccs: [box] }, { container: labelOf(pallet, 'CASES') }));

    const { logisticUnit } = await world.graphql<{ logisticUnit: { quantities: { nodes: { quantity: string }[] } } }>(
      world.as('WAREHOUSE'),
      `query ($sscc: SSCC!) { logisticUnit(sscc: $sscc) { quantities { nodes { quantity } } } }`,
      { sscc: pallet },
    );
    expect(logisticUnit.quantities.nodes).toEqual([]);
  });

  test('is warned of on a case that is packed, and on the container of an unpack', async () => {
    const [sscc, pallet] = [newPallet(), newPallet()];

    expect(
      await labelsWarnedOf(
        scanned('pack', labelOf(sscc), { container: pallet }),
        moving('unpack', {}, { container: labelOf(sscc) }),
      ),
    ).toEqual([[labelOf(sscc)], [labelOf(sscc)]]);
  });

  test('is warned of when it does not say the batch', async () => {
    const label = `(00)${newPallet()}(02)${GTIN}(37)12`;

    expect(await labelsWarnedOf(scanned('ship', label))).toEqual([[label]]);
  });

  test('is warned of when serials are packed of which nobody says the batch, and not when someone does', async () => {
    const [first, second] = [newPallet(), newPallet()];

    expect(
      await labelsWarnedOf(
        units('pack', ['NO-BATCH'], { container: labelOf(first) }),
        moving(
          'pack',
          { serials: [{ gtin: GTIN, batch: 'L', serials: ['OF-BATCH'] }] },
          { container: labelOf(second) },
        ),
      ),
    ).toEqual([[labelOf(first)], undefined]);
  });

  test('tells what to do about it, and doing that ends it', async () => {
    const sscc = newPallet();
    const ship = scanned('ship', labelOf(sscc), { occurredAt: '2026-02-01T14:00:00Z' });
    const [answer] = await record(world.as('WAREHOUSE'), { ...ship, id: `first ${sscc}` });
    const warning = answer?.warnings.find(({ code }) => code === 'LABEL_CONTENT_NOT_RECORDED');
    expect(warning?.message).toContain('Record a pack with the label as its container');

    const [named = ''] = warning?.goods ?? [];
    expect(await labelsWarnedOf(moving('pack', {}, { container: named }))).toEqual([undefined]);
    expect(await labelsWarnedOf({ ...ship, id: `again ${sscc}` })).toEqual([undefined]);
  });
});

describe('a label that says what is on record', () => {
  const packed = (sscc: string, rest: Partial<MovementItem> = {}) =>
    moving('pack', {}, { container: labelOf(sscc), ...rest });

  test('is not warned of, whichever of the request comes first', async () => {
    const sscc = newPallet();

    expect(await labelsWarnedOf(scanned('ship', labelOf(sscc)), packed(sscc))).toEqual([undefined, undefined]);
  });

  test('is not warned of when the goods were taken out since', async () => {
    const sscc = newPallet();
    await record(world.as('WAREHOUSE'), packed(sscc), moving('unpack', {}, { container: sscc }));

    expect(await labelsWarnedOf(scanned('receive', labelOf(sscc)))).toEqual([undefined]);
  });

  test('is not warned of on a pallet of cases that hold it', async () => {
    const [inner, pallet] = [newPallet(), newPallet()];
    await record(
      world.as('WAREHOUSE'),
      moving('pack', { serials: [{ gtin: GTIN, batch: 'L', serials: ['DEEP'] }] }, { container: inner }),
      moving('pack', { ssccs: [inner] }, { container: pallet }),
    );

    expect(await labelsWarnedOf(scanned('ship', labelOf(pallet)))).toEqual([undefined]);
    expect(await labelsWarnedOf(scanned('deliver', labelOf(pallet, 'ANOTHER'), { consignee: 'C-1' }))).toEqual([
      [labelOf(pallet, 'ANOTHER')],
    ]);
  });

  test('is not warned of when it names the batch by the GTIN of another packaging level', async () => {
    const sscc = newPallet();
    await record(world.as('WAREHOUSE'), packed(sscc));

    expect(await labelsWarnedOf(scanned('ship', labelOf(sscc, 'L', OTHER_GTIN)))).toEqual([undefined]);
  });

  test('is not warned of without a batch, when something was packed', async () => {
    const sscc = newPallet();
    await record(world.as('WAREHOUSE'), units('pack', ['SOMETHING'], { container: sscc }));

    expect(await labelsWarnedOf(scanned('ship', `(00)${sscc}(02)${GTIN}(37)12`))).toEqual([undefined]);
  });

  test('is warned of again when the packing was corrected', async () => {
    const sscc = newPallet();
    await record(world.as('WAREHOUSE'), packed(sscc, { id: `pack ${sscc}` }));
    await correct(world.as('QUALITY'), `pack ${sscc}`);

    expect(await labelsWarnedOf(scanned('ship', labelOf(sscc)))).toEqual([[labelOf(sscc)]]);
  });
});

test('a thousand labels are looked up with as many statements as two', async () => {
  const labels = (count: number) => Array.from({ length: count }, () => scanned('ship', labelOf(newPallet())));
  const statementsFor = async (movements: MovementItem[]) => {
    const { context, statements } = counting(world.as('WAREHOUSE'));
    await record(context, ...movements);
    return statements.length;
  };
  await record(world.as('WAREHOUSE'), ...labels(1));

  expect(await statementsFor(labels(1_000))).toBe(await statementsFor(labels(2)));
});

describe('a held batch that only a label names', () => {
  beforeAll(async () => {
    const batchIds = [batchId(GTIN, parseBatchNumber('HELD') as never)];
    const held = { recallId: randomUUID(), placedAt: world.clock, placedBy: personId('QUALITY'), followsMaking: true };
    await world.db.transaction((tx) => placeHolds(tx, { ...held, batchIds, unitIds: [] }));
  });

  const warnedOf = async (...movements: MovementItem[]) => {
    const answers = await record(world.as('WAREHOUSE'), ...movements);
    return answers.map(({ warnings }) => warnings.find(({ code }) => code === 'HELD_GOODS')?.goods);
  };

  test('is stopped when its pallet is shipped, and not when it comes in', async () => {
    const sscc = newPallet();

    expect(await warnedOf(scanned('receive', labelOf(sscc, 'HELD')), scanned('ship', labelOf(sscc, 'HELD')))).toEqual([
      undefined,
      [`(00)${sscc}`],
    ]);
  });

  test('does not stop a pallet from which the batch was taken, by the record', async () => {
    const sscc = newPallet();
    await record(
      world.as('WAREHOUSE'),
      moving('pack', {}, { container: labelOf(sscc, 'HELD') }),
      moving('unpack', {}, { container: sscc, occurredAt: '2026-02-01T13:00:00Z' }),
    );

    expect(await warnedOf(scanned('ship', labelOf(sscc, 'HELD'), { occurredAt: '2026-02-01T14:00:00Z' }))).toEqual([
      undefined,
    ]);
  });
});
