import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import fc from 'fast-check';

import { makeGtin } from '../../src/gs1/index.js';
import { registerBatches } from '../../src/movements/index.js';
import { registerCustomers, registerLocations } from '../../src/parties/index.js';
import { registerProducts } from '../../src/products/index.js';
import { runs } from '../support/runs.js';
import {
  correct,
  GTIN,
  OTHER_GTIN,
  PALLET,
  PLANT,
  record,
  registerTestSource,
  WAREHOUSE,
} from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const GS = '\u001d';
const GTIN_8 = '96385074';
const GTIN_12 = '614141007349';

beforeAll(async () => {
  const quality = world.as('QUALITY');
  await registerTestSource(world);
  await registerCustomers(quality, [{ number: 'C-1', kind: 'BUSINESS', name: 'First' }]);
  await registerLocations(quality, [{ gln: PLANT, name: 'Plant', kind: 'PLANT' }]);
  await registerProducts(quality, [
    { gtin: GTIN, name: 'Pump' },
    { gtin: GTIN_8, name: 'Chewing gum' },
    { gtin: GTIN_12, name: 'Cola' },
  ]);
  await registerBatches(quality, [{ gtin: GTIN, number: 'L-1', supplierBatch: 'Sup-9' }]);
  const goods = { serials: [{ gtin: GTIN, batch: 'L-1', serials: ['Ab-0001'] }] };
  const others = { serials: [{ gtin: OTHER_GTIN, batch: 'L-1', serials: ['AB-0002', 'ab-0002'] }] };
  await record(
    quality,
    { kind: 'commission', occurredAt: '2026-02-01T06:00:00Z', place: PLANT, goods },
    { kind: 'commission', occurredAt: '2026-02-01T06:00:00Z', place: PLANT, goods: others },
    { kind: 'pack', occurredAt: '2026-02-01T07:00:00Z', place: WAREHOUSE, container: PALLET, goods, order: 'Po 77' },
    {
      kind: 'ship',
      occurredAt: '2026-02-01T08:00:00Z',
      place: WAREHOUSE,
      consignee: 'C-1',
      order: 'Po 77',
      shipment: 'Shp-5',
      goods: { ssccs: [PALLET] },
    },
  );
});

const LOOKUP = `query ($code: String!) {
  lookup(code: $code) {
    reading
    truncated
    contradiction
    matches {
      __typename
      ... on Unit { serial product { gtin } }
      ... on Batch { number product { gtin } }
      ... on Product { gtin }
      ... on LogisticUnit { sscc }
      ... on Location { gln }
      ... on Consignment { kind reference movements { nodes { kind } } }
      ... on Customer { number }
    }
  }
}`;

interface Answer {
  readonly reading: string;
  readonly contradiction: string | null;
  readonly matches: readonly (Readonly<Record<string, unknown>> & { readonly __typename: string })[];
}

async function lookUp(code: string): Promise<Answer> {
  const { lookup } = await world.graphql<{ lookup: Answer }>(world.as('QUALITY'), LOOKUP, { code });
  return lookup;
}

const matchesOf = async (code: string) => (await lookUp(code)).matches;

const UNIT = { __typename: 'Unit', serial: 'Ab-0001', product: { gtin: GTIN } };
const BATCH = { __typename: 'Batch', number: 'L-1', product: { gtin: GTIN } };
const PRODUCT = { __typename: 'Product', gtin: GTIN };
const LOGISTIC_UNIT = { __typename: 'LogisticUnit', sscc: PALLET };
const LOCATION = { __typename: 'Location', gln: PLANT };
const CUSTOMER = { __typename: 'Customer', number: 'C-1' };

describe('a code that says what it is', () => {
  test.each([
    `01${GTIN}21Ab-0001`,
    `${GS}01${GTIN}21Ab-0001`,
    `01${GTIN}21Ab-0001${GS}17270101`,
    `]C101${GTIN}21Ab-0001`,
    `]d201${GTIN}21Ab-0001`,
    `(01)${GTIN}(21)Ab-0001`,
    `https://id.gs1.org/01/${GTIN}/21/Ab-0001`,
    `https://shop.example/pump/01/${GTIN}/21/Ab-0001?17=270101&linkType=gs1:pip`,
    `urn:epc:id:sgtin:9506000.000001.Ab-0001`,
  ])('%j finds the unit', async (code) => {
    expect(await lookUp(code)).toMatchObject({
      reading: expect.stringContaining(`(01)${GTIN}(21)Ab-0001`),
      matches: [UNIT],
    });
  });

  test.each([
    `01${GTIN}10L-1${GS}21Ab-0001`,
    `01${GTIN}21Ab-0001${GS}10L-1`,
    `]d221Ab-0001${GS}10L-1${GS}01${GTIN}`,
    `(10)L-1(21)Ab-0001(01)${GTIN}`,
    `https://id.gs1.org/01/${GTIN}/10/L-1/21/Ab-0001?17=270101`,
  ])('%j finds the unit and the batch on its label, in whatever order they stand', async (code) => {
    expect(await matchesOf(code)).toEqual([UNIT, BATCH]);
  });

  test.each([
    [`(01)${GTIN}(10)L-1`, BATCH],
    [`https://id.gs1.org/01/${GTIN}/10/L-1`, BATCH],
    ['urn:epc:class:lgtin:9506000.000001.L-1', BATCH],
    [`(00)${PALLET}`, LOGISTIC_UNIT],
    [`00${PALLET}`, LOGISTIC_UNIT],
    [`]C100${PALLET}`, LOGISTIC_UNIT],
    [PALLET, LOGISTIC_UNIT],
    [`https://id.gs1.org/00/${PALLET}`, LOGISTIC_UNIT],
    ['urn:epc:id:sscc:9506000.0000000001', LOGISTIC_UNIT],
    [`(414)${PLANT}`, LOCATION],
    [PLANT, LOCATION],
    [`https://id.gs1.org/414/${PLANT}`, LOCATION],
    ['urn:epc:id:sgln:9506000.10001.0', LOCATION],
    [GTIN, PRODUCT],
    [GTIN.slice(1), PRODUCT],
    [`(01)${GTIN}`, PRODUCT],
    [`]E0${GTIN.slice(1)}`, PRODUCT],
    [GTIN_8, { __typename: 'Product', gtin: `000000${GTIN_8}` }],
    [GTIN_12, { __typename: 'Product', gtin: `00${GTIN_12}` }],
    [`${GTIN.slice(0, 7)} ${GTIN.slice(7)}`, PRODUCT],
  ])('%j finds what it names', async (code, match) => {
    expect(await matchesOf(code)).toEqual([match]);
  });
});

describe('a label of a logistic unit that says what it holds', () => {
  test.each([
    `(00)${PALLET}(02)${GTIN}(37)12(10)L-1`,
    `]C100${PALLET}02${GTIN}3712${GS}10L-1`,
    `https://id.gs1.org/00/${PALLET}?02=${GTIN}&37=12&10=L-1`,
  ])('%j finds the logistic unit, and after it the batch', async (code) => {
    expect(await lookUp(code)).toMatchObject({
      matches: [LOGISTIC_UNIT, BATCH],
      reading: `logistic unit (00)${PALLET}, which by its label holds 12 of batch (01)${GTIN}(10)L-1`,
    });
  });

  test('finds the product where it names no batch, and a batch of which nothing is known', async () => {
    const label = `(00)${PALLET}(02)${GTIN}(37)12`;

    expect(await lookUp(label)).toMatchObject({
      matches: [LOGISTIC_UNIT, PRODUCT],
      reading: expect.stringContaining(`holds 12 of product (01)${GTIN}`),
    });
    expect(await lookUp(`${label}(10)UNHEARD`)).toMatchObject({
      matches: [LOGISTIC_UNIT, { ...BATCH, number: 'UNHEARD' }],
      reading: expect.stringContaining(`holds 12 of batch (01)${GTIN}(10)UNHEARD`),
    });
  });
});

describe('what a person types', () => {
  test.each([
    ['Ab-0001', [UNIT]],
    [' aB-0001\r\n', [UNIT]],
    ['SUP-9', [BATCH]],
    ['c-1', [CUSTOMER]],
  ])('%j finds what it is a number of, in whatever letter case', async (code, matches) => {
    expect(await matchesOf(code)).toEqual(matches);
  });

  test('is one batch of each product that has the number, and one unit for each way to write a serial', async () => {
    const other = { product: { gtin: OTHER_GTIN } };

    expect(await matchesOf('l-1')).toEqual(
      expect.arrayContaining([BATCH, { __typename: 'Batch', number: 'L-1', ...other }]),
    );
    expect(await matchesOf('ab-0002')).toEqual(
      expect.arrayContaining([
        { __typename: 'Unit', serial: 'AB-0002', ...other },
        { __typename: 'Unit', serial: 'ab-0002', ...other },
      ]),
    );
  });

  test('may be an order or a shipment, which answers as its movements write it', async () => {
    const [ship, both] = [[{ kind: 'ship' }], [{ kind: 'pack' }, { kind: 'ship' }]];

    expect(await matchesOf('PO 77')).toEqual([
      { __typename: 'Consignment', kind: 'order', reference: 'Po 77', movements: { nodes: both } },
    ]);
    expect(await matchesOf('shp-5')).toEqual([
      { __typename: 'Consignment', kind: 'shipment', reference: 'Shp-5', movements: { nodes: ship } },
    ]);
  });

  test("may be any of a batch's numbers that suppliers gave it, also of those that contradict what was declared first", async () => {
    const declare = (id: string, number: string, supplierBatch: string) => ({
      ...{ id, kind: 'declare', occurredAt: '2026-02-02T06:00:00Z', goods: {} },
      batch: { gtin: GTIN, number, supplierBatch },
    });
    await record(
      world.as('WAREHOUSE'),
      declare('1st', 'MIXED', 'Sup-1'),
      declare('2nd', 'MIXED', 'Sup-2'),
      declare('wrong', 'MIXED', 'Sup-3'),
      declare('another', 'UNMIXED', 'Sup-2'),
    );
    await correct(world.as('WAREHOUSE'), 'wrong');
    const batch = (number: string) => ({ ...BATCH, number });

    expect(await matchesOf('sup-1')).toEqual([batch('MIXED')]);
    expect(await matchesOf('SUP-2')).toHaveLength(2);
    expect(await matchesOf('SUP-2')).toEqual(expect.arrayContaining([batch('MIXED'), batch('UNMIXED')]));
    expect(await matchesOf('Sup-3')).toEqual([]);
  });

  test('that nothing is known by finds nothing, and the answer says how it was read', async () => {
    expect(await lookUp('NEVER-SEEN')).toMatchObject({
      matches: [],
      reading: 'serial, batch, order, shipment or customer number "NEVER-SEEN"',
    });
  });
});

describe('a code that cannot be right', () => {
  const wrongDigit = (key: string) => key.slice(0, -1) + String((Number(key.at(-1)) + 1) % 10);

  test.each([
    `(01)${wrongDigit(GTIN)}(21)Ab-0001`,
    `https://id.gs1.org/01/${wrongDigit(GTIN)}`,
    `]d201${wrongDigit(GTIN)}21Ab-0001`,
    wrongDigit(GTIN),
    wrongDigit(GTIN.slice(1)),
  ])('for its check digit finds nothing, and the answer says which digit was expected: %s', async (code) => {
    const { matches, reading } = await lookUp(code);

    expect(matches).toEqual([]);
    expect(reading).toMatch(new RegExp(`check digit.*\\b${GTIN.at(-1) ?? ''}\\b`, 'i'));
  });

  test('for the check digit of its SSCC or GLN finds nothing, and the answer says which digit was expected', async () => {
    expect((await lookUp(wrongDigit(PALLET))).reading).toMatch(
      new RegExp(`check digit.*\\b${PALLET.at(-1) ?? ''}\\b`, 'i'),
    );
    expect((await lookUp(`(00)${wrongDigit(PALLET)}`)).reading).toMatch(
      new RegExp(`check digit.*\\b${PALLET.at(-1) ?? ''}\\b`, 'i'),
    );
    expect((await lookUp(`(414)${wrongDigit(PLANT)}`)).reading).toMatch(
      new RegExp(`check digit.*\\b${PLANT.at(-1) ?? ''}\\b`, 'i'),
    );
  });

  test.each([
    ['nothing', ''],
    ['spaces only', ' \u00a0\t\r\n '],
    ['2,001 characters', 'A'.repeat(2_001)],
    ['NUL', '\u0000'],
    ['a NUL within', 'Ab\u0000-0001'],
    ['a NUL in an order number', '(400)PO\u000077'],
    ['half of a surrogate pair', 'Ab\ud800'],
    ['half of a surrogate pair in a link', `https://id.gs1.org/01/${GTIN}/21/\udc00`],
    ['an escaped NUL in a link', `https://id.gs1.org/01/${GTIN}/21/%00`],
    ['1,000 brackets', '('.repeat(1_000)],
    ['1,000 pairs of brackets', '()'.repeat(1_000)],
    ['1,000 application identifiers', '(01)'.repeat(500)],
    ['1,000 FNC1', GS.repeat(1_000)],
    ['text that reads from the right', '\u202eAb-0001\u202c'],
    ['zero-width characters', '\u200bAb\u200d-0001\ufeff'],
    ['a wildcard', '%'],
    ['a wildcard for one character', '__-0001'],
    ['a quote', `Ab-0001' or '1'='1`],
    ['SQL', `'; drop table movement; --`],
    ['a bound parameter', '$1'],
    ['a backslash', String.raw`Ab\-0001`],
    ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈'],
    ['accents without end', `a${'\u0301'.repeat(1_990)}`],
    ['names of the prototype', '__proto__'],
    ['JSON', '{"code":"Ab-0001"}'],
    ['a product that nobody registered', '09506000199999'],
  ])('%s is answered, and finds nothing', async (_what, code) => {
    const { matches, reading } = await lookUp(code);

    expect(matches).toEqual([]);
    expect(reading).not.toBe('');
  });
});

test('a number that more things have than are listed says so', async () => {
  const gtins = Array.from({ length: 51 }, (_, i) => makeGtin(`09506003${i.toString().padStart(5, '0')}`));
  const quality = world.as('QUALITY');
  await registerProducts(
    quality,
    gtins.map((gtin) => ({ gtin, name: 'One of many' })),
  );
  await registerBatches(
    quality,
    gtins.slice(1).map((gtin) => ({ gtin, number: 'MANY' })),
  );

  expect(await lookUp('MANY')).toMatchObject({ truncated: null, matches: { length: 50 } });
  await registerBatches(quality, [{ gtin: gtins[0] ?? '', number: 'MANY' }]);
  expect(await lookUp('MANY')).toMatchObject({
    truncated: 'More than 50 things have this number. Scan the whole code, or name the GTIN.',
    matches: { length: 50 },
  });
});

test('whatever is looked up gets an answer or a refusal', async () => {
  const unicode = fc.string({ unit: 'binary', maxLength: 10 });
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2_100 }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.oneof(
          fc.constantFrom('(01)', '(21)', '(10)', '(400)', '/01/', GTIN, GS, 'https://a.b', '%', 'Ab-0001'),
          unicode,
        ),
      )
      .map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(anyText, async (code) => {
      const answer: ExecutionResult = await world.answer(world.as('QUALITY'), LOOKUP, { code });
      const codes = (answer.errors ?? []).map(({ extensions }) => extensions['code']);

      expect(codes.filter((one) => one !== 'BAD_USER_INPUT')).toEqual([]);
    }),
    { numRuns: runs(500) },
  );
}, 600_000);

test('a label with another batch than the one that the unit is of on record says so', async () => {
  const unit = `(01)${GTIN}(21)Ab-0001`;

  expect(await lookUp(`${unit}(10)OTHER`)).toMatchObject({
    contradiction: 'The code says batch "OTHER"; on record, serial "Ab-0001" is of batch "L-1".',
    matches: [
      { __typename: 'Unit', serial: 'Ab-0001' },
      { __typename: 'Batch', number: 'OTHER' },
    ],
  });
  for (const code of [unit, `${unit}(10)L-1`, `(01)${GTIN}(21)NEVER-SEEN(10)OTHER`, `(01)${GTIN}(10)OTHER`]) {
    expect((await lookUp(code)).contradiction).toBeNull();
  }
});

test('a Digital Link has a scheme that is all lower or all upper', async () => {
  const linkWith = (scheme: string) => `${scheme}://id.gs1.org/01/${GTIN}/21/Ab-0001`;

  for (const scheme of ['http', 'https', 'HTTP', 'HTTPS']) expect(await matchesOf(linkWith(scheme))).toHaveLength(1);
  expect(await lookUp(linkWith('HtTpS'))).toMatchObject({
    matches: [],
    reading: 'not readable: The Digital Link has a scheme in mixed letter case; it is all lower or all upper.',
  });
});
