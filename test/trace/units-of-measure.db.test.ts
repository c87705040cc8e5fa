import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { inBaseUnit, makeSscc, parseBatchNumber, parseSscc } from '../../src/gs1/index.js';
import { type MovementItem, registerBatches, sealKnowledge } from '../../src/movements/index.js';
import { batchById, batchId, logisticUnitId } from '../../src/products/index.js';
import { quantitiesIn } from '../../src/trace/contents/contents.query.js';
import { findGaps } from '../../src/trace/gaps/find-gaps.js';
import { recipientsOf } from '../../src/trace/index.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { type Happening, history, itemOf, type Realm } from '../movements/arbitrary-history.js';
import { Eraser } from '../movements/ledger-snapshot.js';
import { REALMS, TOGETHER } from '../movements/realms.js';
import { runs } from '../support/runs.js';
import { GTIN, PALLET, PLANT, record, registerTestSource, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

let eraser: Eraser;
// Before the world's own, which drops the database.
afterAll(() => eraser.close());
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
});

const batchNumbered = (number: string) => batchId(GTIN, parseBatchNumber(number) as never);

async function rowOf(number: string) {
  const [row] = await batchById.find(world.db, [batchNumbered(number)]);
  if (!row) throw new Error(`no batch ${number}`);
  return row;
}

function moved(kind: string, day: number, batch: string, amount: string, rest: Partial<MovementItem> = {}) {
  const [quantity = '', uom = ''] = amount.split(' ');
  const goods = { quantities: [{ gtin: GTIN, batch, quantity, uom }] };
  return { kind, occurredAt: new Date(Date.UTC(2026, 1, day)).toISOString(), place: PLANT, goods, ...rest };
}

async function recordAll(...movements: MovementItem[]): Promise<string[]> {
  const answers = await record(world.as('WAREHOUSE'), ...movements);
  for (const { verdict, problems } of answers) if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  return answers.flatMap(({ warnings }) => warnings.map(({ code }) => code));
}

/** Where how much of a batch is, in words; the same by what is known now. */
async function places(number: string) {
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + 60_000);
  const row = await rowOf(number);
  const now = await whereaboutsOfBatch(world.as('QUALITY'), row);
  const known = await whereaboutsOfBatch(world.as('QUALITY'), row, { asKnownAt: new Date(world.clock.getTime() - 1) });
  expect(known.places).toEqual(now.places);
  const told = now.places.flatMap(({ placeKind, quantities }) =>
    quantities.map(({ quantity, uom }) => `${placeKind} ${quantity} ${uom}`),
  );
  return now.made === null ? told : [...told, `made ${now.made.quantity} ${now.made.uom}, missing ${now.unaccounted}`];
}

const LATER = new Date('2027-01-01T00:00:00Z');

test('two kilograms shipped and two thousand grams received leave nothing on the way, and no gap', async () => {
  const warnings = await recordAll(
    moved('commission', 1, 'MIX', '2 KGM'),
    moved('ship', 2, 'MIX', '2000 GRM', { destination: WAREHOUSE, carrier: 'CA', shipment: 'S-1' }),
    moved('receive', 3, 'MIX', '1.5 KGM', { place: WAREHOUSE, shipment: 'S-1' }),
    moved('receive', 4, 'MIX', '500 GRM', { place: WAREHOUSE, shipment: 'S-1' }),
  );

  expect(warnings.filter((code) => code === 'CONTRADICTION')).toEqual([]);
  expect(await places('MIX')).toEqual(['AT_LOCATION 2 KGM']);
  expect((await findGaps(world.db, [batchNumbered('MIX')], LATER)).map(({ kind }) => kind)).toEqual([]);
});

test('what all sent in pounds is told in pounds, and what some sent in kilograms in kilograms', async () => {
  await recordAll(
    moved('commission', 1, 'POUNDS', '40 LBR'),
    moved('ship', 2, 'POUNDS', '15 LBR', { carrier: 'CA', consignee: 'K-1' }),
  );

  expect(await places('POUNDS')).toEqual(['AT_LOCATION 25 LBR', 'IN_TRANSIT 15 LBR']);

  await recordAll(moved('destroy', 3, 'POUNDS', '1 KGM'));

  expect(await places('POUNDS')).toEqual([
    'AT_LOCATION 10.33980925 KGM',
    'IN_TRANSIT 6.80388555 KGM',
    'DESTROYED 1 KGM',
  ]);
});

test('an each, a piece and a dozen are counted together; a pair and a kilogram are not', async () => {
  await recordAll(
    moved('commission', 1, 'EACH', '30 H87'),
    moved('ship', 2, 'EACH', '1 DZN', { carrier: 'CA', destination: WAREHOUSE }),
    moved('receive', 3, 'EACH', '10 EA', { place: WAREHOUSE }),
    moved('commission', 4, 'EACH', '3 PR'),
    moved('commission', 5, 'EACH', '7 KGM'),
  );

  expect(await places('EACH')).toEqual([
    'AT_LOCATION 10 H87',
    ...['AT_LOCATION 18 H87', 'AT_LOCATION 7 KGM', 'AT_LOCATION 3 PR'],
    'IN_TRANSIT 2 H87',
  ]);
});

test('what was declared in tonnes is held against what was seen in kilograms', async () => {
  const quality = world.as('QUALITY');
  await registerBatches(quality, [{ gtin: GTIN, number: 'TONNE', quantity: '2', uom: 'TNE' }]);
  const { entries } = await registerBatches(quality, [{ gtin: GTIN, number: 'TONNE', quantity: '2000', uom: 'KGM' }]);
  await recordAll(moved('commission', 1, 'TONNE', '1999.5 KGM'));

  expect(entries[0]?.outcome).toBe('UNCHANGED');
  expect(await places('TONNE')).toEqual(['AT_LOCATION 1999.5 KGM', 'made 2000 KGM, missing 0.5']);
});

test('a customer received what was delivered in kilograms and in grams, and sent some of it back', async () => {
  await recordAll(
    moved('ship', 1, 'SOLD', '3 KGM', { consignee: 'K-1' }),
    moved('deliver', 2, 'SOLD', '3500 GRM', { place: null, consignee: 'K-1' }),
    moved('return', 3, 'SOLD', '0.25 KGM', { consignee: 'K-1' }),
  );
  const [customer] = await recipientsOf(world.db, { batchIds: [batchNumbered('SOLD')], unitIds: [] }, world.clock);

  expect(customer?.quantities).toMatchObject([{ quantity: '3.5', uom: 'KGM' }]);
  expect(customer?.returned.quantities).toMatchObject([{ quantity: '0.25', uom: 'KGM' }]);
});

test('a sum of grams and kilograms has one spelling, in answers as in gaps', async () => {
  const container = makeSscc('09506000000000777');
  await recordAll(
    moved('pack', 1, 'SPELT', '2000 GRM', { container }),
    moved('pack', 2, 'SPELT', '1 KGM', { container }),
    moved('ship', 3, 'SPELT', '2000 GRM'),
    moved('receive', 4, 'SPELT', '3 KGM'),
  );
  const [packed] = await quantitiesIn(world.db, {
    ...{ containerId: logisticUnitId(parseSscc(container) as never), now: world.clock, limit: 9, after: null },
  });
  const gaps = await findGaps(world.db, [batchNumbered('SPELT')], world.clock);

  expect(packed).toMatchObject({ quantity: '3', uom: 'KGM' });
  expect(gaps.map(({ explanation }) => explanation)).toContain(
    'More arrived than was shipped: 2 KGM shipped, 3 KGM arrived.',
  );
});

test('what was packed in grams is taken out in kilograms, and less than nothing is left', async () => {
  const amount = (limit: number) =>
    quantitiesIn(world.db, { containerId: logisticUnitId(PALLET), now: world.clock, limit, after: null });
  await recordAll(
    moved('commission', 1, 'PACKED', '10 KGM'),
    moved('pack', 2, 'PACKED', '900 GRM', { container: PALLET }),
  );

  expect(await amount(9)).toMatchObject([{ quantity: '900', uom: 'GRM', baseUom: 'KGM' }]);

  await recordAll(moved('unpack', 3, 'PACKED', '1 KGM', { container: PALLET }));

  expect(await amount(9)).toEqual([]);
  expect((await findGaps(world.db, [batchNumbered('PACKED')], LATER)).map((gap) => gap.explanation)).toEqual([
    '0.1 KGM more was taken out of a container than was put in.',
  ]);

  const emptied = {
    kind: 'unpack',
    occurredAt: '2026-02-04T00:00:00Z',
    place: WAREHOUSE,
    container: PALLET,
    goods: {},
  };
  const gone = {
    kind: 'ship',
    occurredAt: '2026-02-05T00:00:00Z',
    place: WAREHOUSE,
    carrier: 'CA',
    goods: { ssccs: [PALLET] },
  };
  await recordAll(emptied, gone);

  expect(await places('PACKED')).toEqual(['AT_LOCATION 10.1 KGM', 'IN_TRANSIT -0.1 KGM']);

  await recordAll(moved('pack', 1, 'PACKED', '300 GRM', { container: PALLET }));

  expect(await places('PACKED')).toEqual(['AT_LOCATION 0.2 KGM', 'AT_LOCATION 9.8 KGM']);
});

test('what came out of a transform under its own number in grams is not used up in kilograms', async () => {
  await recordAll(
    moved('commission', 1, 'REWORK', '10 KGM'),
    moved('transform', 2, 'REWORK', '10 KGM', {
      outputs: { quantities: [{ gtin: GTIN, batch: 'REWORK', quantity: '9900', uom: 'GRM' }] },
    }),
  );

  expect(await places('REWORK')).toEqual(['AT_LOCATION 9.9 KGM', 'TRANSFORMED 0.1 KGM']);
});

test('one batch in two units of one dimension is named twice', async () => {
  const quantities = [
    { gtin: GTIN, batch: 'TWICE', quantity: '1', uom: 'KGM' },
    { gtin: GTIN, batch: 'TWICE', quantity: '1000', uom: 'GRM' },
  ];
  const [answer] = await record(
    world.as('WAREHOUSE'),
    moved('observe', 1, 'TWICE', '1 KGM', { goods: { quantities } }),
  );

  expect(answer?.problems[0]?.message).toBe('Batch "TWICE" in KGM and GRM is named twice in this movement.');
});

const UNITS: readonly [uom: string, ofOneKilogram: number][] = [
  ['KGM', 1],
  ['GRM', 1000],
  ['MGM', 1_000_000],
  ['TNE', 0.001],
  ['HGM', 10],
];

/** The same in other units of measure, by turns. */
function inUnits(item: MovementItem, units: readonly number[], index: number): MovementItem {
  const said = (goods: MovementItem['goods']) => ({
    ...goods,
    quantities: (goods.quantities ?? []).map((line, i) => {
      const [uom, factor] = UNITS[units[(index + i) % units.length] ?? 0] ?? ['KGM', 1];
      return { ...line, quantity: String(Number(line.quantity) * factor), uom };
    }),
  });
  return { ...item, goods: said(item.goods), outputs: item.outputs ? said(item.outputs) : null };
}

/** Everything that is answered of the batches of a realm, in kilograms. */
async function answersOf({ batches }: Realm) {
  const ids = batches.map(batchNumbered);
  // Rows come in the order of ids, which differs.
  const rows = await Promise.all(ids.map((id) => batchById.find(world.db, [id])));
  const whereabouts = await Promise.all(rows.flat().map((row) => whereaboutsOfBatch(world.as('QUALITY'), row)));
  const recipients = await recipientsOf(world.db, { batchIds: ids, unitIds: [] }, world.clock);
  const gaps = await findGaps(world.db, ids, LATER);
  return {
    places: whereabouts.map(({ places: all }) =>
      all.map((place) => ({ ...place, quantities: place.quantities.map(inBaseUnit) })),
    ),
    recipients: recipients.map((one) => ({
      ...one,
      quantities: one.quantities.map(inBaseUnit),
      returned: { ...one.returned, quantities: one.returned.quantities.map(inBaseUnit) },
      passedOn: { ...one.passedOn, quantities: one.passedOn.quantities.map(inBaseUnit) },
      mayHave: one.mayHave && { ...one.mayHave, quantities: one.mayHave.quantities.map(inBaseUnit) },
      goneBeyondReceived: one.goneBeyondReceived?.quantities.map(inBaseUnit),
    })),
    gaps: gaps.map(({ kind, since, locationId }) => [kind, since, locationId].join(' ')).sort(),
  };
}

/** Of containers that are in each other, ids tell which is the outer one. */
function withoutCircles({ kind, units }: Happening): Partial<Happening> {
  return kind === 'pack' ? { containers: [], units: units.length === 0 ? [0] : units } : {};
}

const RUNS = runs(200);

test(
  'any mix of units of measure is answered as if all had been sent in one',
  async () => {
    const mixed = fc.record({
      happenings: history(25),
      units: fc.array(fc.nat(UNITS.length - 1), { minLength: 1, maxLength: 7 }),
    });
    const histories = fc.array(mixed, { minLength: TOGETHER / 2, maxLength: TOGETHER / 2, size: 'max' });
    await fc.assert(
      fc.asyncProperty(histories, async (all) => {
        await eraser.erase();
        const pairs = all.flatMap(({ happenings, units }, i) => {
          const [one, other] = [REALMS[2 * i], REALMS[2 * i + 1]];
          if (!one || !other) return [];
          // Each at a time of its own: of one instant, ids would decide, and the two have other ids.
          const steps = happenings.map((happening, minute) => ({ ...happening, minute, ...withoutCircles(happening) }));
          const sent = steps.map((step, k) => inUnits(itemOf(step, k, one), units, k));
          return [{ one, other, sent, converted: steps.map((step, k) => itemOf(step, k, other)) }];
        });
        await recordAll(...pairs.flatMap(({ sent, converted }) => [...sent, ...converted]));

        for (const { one, other } of pairs) expect(await answersOf(one)).toEqual(await answersOf(other));
      }),
      { numRuns: Math.ceil(RUNS / TOGETHER), endOnFailure: true },
    );
  },
  60_000 + RUNS * 2_000,
);
