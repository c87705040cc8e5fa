import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeGtin } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { runs } from '../support/runs.js';
import { GTIN, PALLET, PLANT, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import fc from 'fast-check';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const warehouse = () => world.as('WAREHOUSE');

/** What is wrong with one item, as code and field; nothing when it was accepted. */
async function problemsOf(item: MovementItem): Promise<string[]> {
  const [answer] = await record(warehouse(), item);
  return (answer?.problems ?? []).map(({ code, field }) => `${code} ${field}`);
}

const ofBatch = (quantity: string, uom?: string) => ({
  quantities: [{ gtin: GTIN, batch: 'B', quantity, ...(uom ? { uom } : {}) }],
});

const SOME = { serials: [{ gtin: GTIN, serials: ['OUT'] }] };

describe('one item that is wrong', () => {
  const cases: [string, MovementItem, string[]][] = [
    ['has an unknown kind', units('teleport', ['A']), ['UNKNOWN_KIND kind']],
    ['transforms without saying into what', units('transform', ['A']), ['NO_GOODS outputs']],
    ['has outputs of what is no transform', units('observe', ['A'], { outputs: SOME }), ['NOT_OF_THIS_KIND outputs']],
    [
      'transforms a pallet as it stands',
      units('transform', [], { goods: { ssccs: [PALLET] }, outputs: SOME }),
      ['NOT_OF_THIS_KIND goods'],
    ],
    [
      'transforms into a pallet',
      units('transform', ['A'], { outputs: { ssccs: [PALLET] } }),
      ['NOT_OF_THIS_KIND outputs'],
    ],
    ['adjusts serials', units('adjust', ['A']), ['NOT_OF_THIS_KIND goods']],
    [
      'adjusts by nothing',
      units('adjust', [], { goods: { quantities: [{ gtin: GTIN, batch: 'B', quantity: '0' }] } }),
      ['INVALID_QUANTITY goods.quantities[0].quantity'],
    ],
    [
      'ships less than nothing',
      units('ship', [], { goods: { quantities: [{ gtin: GTIN, batch: 'B', quantity: '-1' }] } }),
      ['INVALID_QUANTITY goods.quantities[0].quantity'],
    ],
    [
      'declares a quantity as if it had been seen',
      units('declare', [], { goods: { quantities: [{ gtin: GTIN, batch: 'B', quantity: '1' }] } }),
      ['NOT_OF_THIS_KIND goods'],
    ],
    [
      'declares a batch that expires before it is produced',
      units('declare', [], {
        goods: {},
        batch: { gtin: GTIN, number: 'B', producedOn: '2026-02-02', expiresOn: '2026-02-01' },
      }),
      ['INVALID_DECLARATION batch.expiresOn'],
    ],
    [
      'declares a batch by a wrong GTIN, with a wrong number and two wrong dates',
      units('declare', [], {
        goods: {},
        batch: { gtin: '1', number: '', producedOn: '2026-02-30', expiresOn: 'soon', quantity: '-1' },
      }),
      ['gtin', 'number', 'quantity', 'producedOn', 'expiresOn'].map((field) => `INVALID_DECLARATION batch.${field}`),
    ],
    [
      'says something of a batch, and is no declare',
      units('observe', ['A'], { batch: { gtin: GTIN, number: 'B' } }),
      ['NOT_OF_THIS_KIND batch'],
    ],
    [
      'builds a unit into itself',
      units('pack', ['A'], { container: `(01)${GTIN}(21)A` }),
      ['PACKED_INTO_ITSELF goods'],
    ],
    ['packs into a batch', units('pack', ['A'], { container: `(01)${GTIN}(10)B` }), ['INVALID_SSCC container']],
    [
      'has a GTIN with a wrong check digit',
      units('observe', [], { goods: { serials: [{ gtin: '09506000000019', serials: ['A'] }] } }),
      ['INVALID_GTIN goods.serials[0].gtin'],
    ],
    ['has a GLN with a letter', units('observe', ['A'], { place: '950600020001X' }), ['INVALID_GLN place']],
    ['has an empty place', units('observe', ['A'], { place: '' }), ['INVALID_GLN place']],
    ['has an SSCC of 17 digits', units('pack', ['A'], { container: PALLET.slice(1) }), ['INVALID_SSCC container']],
    [
      'packs what a label names without its batch',
      units('pack', [], { container: `(00)${PALLET}(02)${GTIN}(37)12` }),
      ['UNREADABLE_CODE container'],
    ],
    [
      'packs what a label names without its count',
      units('pack', [], { container: `(00)${PALLET}(02)${GTIN}(10)B` }),
      ['UNREADABLE_CODE container'],
    ],
    [
      'has a label with a wrong SSCC',
      units('pack', ['A'], { container: `(00)${PALLET.slice(0, -1)}${(Number(PALLET.at(-1)) + 1) % 10}` }),
      ['INVALID_SSCC container'],
    ],
    ['names no goods', units('observe', []), ['NO_GOODS goods']],
    [
      'names the same serial with two batches',
      units('observe', [], {
        goods: {
          serials: [
            { gtin: GTIN, batch: 'ONE', serials: ['A'] },
            { gtin: GTIN, batch: 'TWO', serials: ['A'] },
          ],
        },
      }),
      ['REPEATED_GOODS goods.serials[1].serials[0]'],
    ],
    [
      'names a batch twice',
      units('observe', [], { goods: { quantities: [...ofBatch('1').quantities, ...ofBatch('2').quantities] } }),
      ['REPEATED_GOODS goods.quantities[1]'],
    ],
    [
      'has a negative quantity',
      units('observe', [], { goods: ofBatch('-1') }),
      ['INVALID_QUANTITY goods.quantities[0].quantity'],
    ],
    [
      'has a quantity of nothing',
      units('observe', [], { goods: ofBatch('0.00') }),
      ['INVALID_QUANTITY goods.quantities[0].quantity'],
    ],
    [
      'has half a piece',
      units('observe', [], { goods: ofBatch('0.5') }),
      ['INVALID_QUANTITY goods.quantities[0].quantity'],
    ],
    [
      'has a quantity in words',
      units('observe', [], { goods: ofBatch('ten') }),
      ['INVALID_QUANTITY goods.quantities[0].quantity'],
    ],
    [
      'has an unknown unit of measure',
      units('observe', [], { goods: ofBatch('1', 'pieces') }),
      ['INVALID_UNIT_OF_MEASURE goods.quantities[0].uom'],
    ],
    [
      'counts goods in hours',
      units('observe', [], { goods: ofBatch('1', 'HUR') }),
      ['INVALID_UNIT_OF_MEASURE goods.quantities[0].uom'],
    ],
    [
      'has a third of a dozen and a bit',
      units('observe', [], { goods: ofBatch('0.33', 'DZN') }),
      ['INVALID_QUANTITY goods.quantities[0].quantity'],
    ],
    ['packs without a container', units('pack', ['A']), ['MISSING_FIELD container']],
    [
      'packs a container into itself',
      units('pack', [], { container: PALLET, goods: { ssccs: [PALLET] } }),
      ['PACKED_INTO_ITSELF goods'],
    ],
    [
      'takes a quantity from nowhere',
      units('pack', [], { place: null, container: PALLET, goods: ofBatch('1') }),
      ['MISSING_FIELD place'],
    ],
    ['ships from nowhere', units('ship', ['A'], { place: null }), ['MISSING_FIELD place']],
    ['delivers to nobody and nowhere', units('deliver', ['A'], { place: null }), ['MISSING_FIELD consignee']],
    ['has a line break in its order number', units('ship', ['A'], { order: 'A\r\nB' }), ['INVALID_TEXT order']],
    ['has an id of 201 characters', units('ship', ['A'], { id: 'x'.repeat(201) }), ['INVALID_TEXT id']],
    [
      'has a code that names a product alone',
      units('observe', [], { goods: { codes: [`(01)${GTIN}`] } }),
      ['UNREADABLE_CODE goods.codes[0]'],
    ],
    [
      'has a code that names a batch and not how much of it',
      units('observe', [], { goods: { codes: [`(01)${GTIN}(10)B`] } }),
      ['UNREADABLE_CODE goods.codes[0]'],
    ],
    [
      'has a code that is a person’s words',
      units('observe', [], { goods: { codes: ['the blue one'] } }),
      ['UNREADABLE_CODE goods.codes[0]'],
    ],
  ];

  test.each(cases)('%s', async (_, item, problems) => {
    expect(await problemsOf(item)).toEqual(problems);
  });

  test.each(cases)('that %s is told in whole sentences', async (_, item) => {
    const [answer] = await record(warehouse(), item);

    for (const { field, message } of answer?.problems ?? []) {
      const name =
        field
          .split('.')
          .at(-1)
          ?.replace(/\[\d+\]$/, '') ?? '';
      expect(message).toMatch(new RegExp(`^([A-Z"]|${name} ).*[.]$`));
    }
  });
});

describe('what is read kindly', () => {
  test('a unit or pallet scanned twice in one movement is there once', async () => {
    const [answer] = await record(
      warehouse(),
      units('observe', [], {
        id: 'double',
        goods: {
          serials: [{ gtin: GTIN, serials: ['DOUBLE', 'DOUBLE'] }],
          codes: [`(01)${GTIN}(21)DOUBLE(10)B-1`, `(00)${PALLET}`],
          ssccs: [PALLET],
        },
      }),
    );

    expect(answer).toMatchObject({ verdict: 'ACCEPTED' });
    const [stored] = await world.db.rows<{ units: number; pallets: number; batches: number }>(
      'stored_double',
      `select cardinality(unit_ids) as units, cardinality(logistic_unit_ids) as pallets,
        cardinality(unit_batch_ids) as batches from movement where source_ref = 'double'`,
    );
    expect(stored).toEqual({ units: 1, pallets: 1, batches: 1 });
  });

  test('names that mean nothing to a database are names', async () => {
    const answers = await record(
      warehouse(),
      units('ship', ['null', 'NULL', 'Null', '{}', '"', '\\', "';--"], {
        carrier: 'null',
        consignee: 'NULL',
        order: 'null',
      }),
    );

    expect(answers.map(({ verdict, problems }) => [verdict, problems])).toEqual([['ACCEPTED', []]]);
    const serials = await world.db.rows<{ serial: string }>(
      'null_serials',
      `select serial from unit where upper(serial) = 'NULL' order by serial`,
    );
    expect(serials.map(({ serial }) => serial)).toEqual(['NULL', 'Null', 'null']);
  });

  test('any text in any field is an answer, and never a fault', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '',
        ' ',
        'null',
        GTIN,
        PALLET,
        WAREHOUSE,
        `(01)${GTIN}(21)X`,
        '2026-02-01T12:00:00Z',
        '9'.repeat(400),
      ),
    );
    const item = fc.record({
      id: fc.option(text),
      kind: fc.oneof(text, fc.constantFrom('pack', 'ship', 'deliver', 'observe')),
      occurredAt: fc.oneof(text, fc.constant('2026-02-01T12:00:00Z')),
      sequence: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
      place: fc.option(fc.oneof(text, fc.constant(WAREHOUSE))),
      destination: fc.option(text),
      carrier: fc.option(text),
      consignee: fc.option(text),
      container: fc.option(fc.oneof(text, fc.constant(PALLET))),
      order: fc.option(text),
      shipment: fc.option(text),
      device: fc.option(text),
      goods: fc.record({
        serials: fc.option(
          fc.array(
            fc.record({
              gtin: fc.oneof(text, fc.constant(GTIN)),
              batch: fc.option(text),
              serials: fc.array(text, { maxLength: 3 }),
            }),
            { maxLength: 2 },
          ),
        ),
        ssccs: fc.option(fc.array(text, { maxLength: 2 })),
        quantities: fc.option(
          fc.array(
            fc.record({ gtin: fc.oneof(text, fc.constant(GTIN)), batch: text, quantity: text, uom: fc.option(text) }),
            { maxLength: 2 },
          ),
        ),
        codes: fc.option(fc.array(text, { maxLength: 2 })),
      }),
    });

    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 10 }), async (items) => {
        const answers = await record(warehouse(), ...items);

        expect(answers.map(({ index }) => index)).toEqual([...items.keys()]);
        for (const { verdict, problems } of answers) expect(problems.length > 0).toBe(verdict === 'REJECTED');
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('clocks (A10)', () => {
  const at = (occurredAt: string, id: string) => units('observe', ['CLOCK'], { occurredAt, id });

  test('the same instant told with any offset is the same movement', async () => {
    const [first] = await record(warehouse(), at('2026-02-01T12:00:00Z', 'noon'));
    const again = await record(
      warehouse(),
      at('2026-02-02T02:00:00+14:00', 'noon'),
      at('2026-02-01T00:00:00-12:00', 'noon'),
      at('2026-02-01T17:45:00.000+05:45', 'noon'),
    );

    expect([first, ...again].map((answer) => answer?.verdict)).toEqual([
      'ACCEPTED',
      'DUPLICATE',
      'DUPLICATE',
      'DUPLICATE',
    ]);
  });

  test('a leap day, and the hour that a change of clocks repeats, are in their order', async () => {
    const answers = await record(
      warehouse(),
      at('2024-02-29T23:59:59+01:00', 'leap'),
      at('2025-10-26T02:30:00+02:00', 'summer'),
      at('2025-10-26T02:30:00+01:00', 'winter'),
      at('2023-02-29T12:00:00Z', 'no leap'),
    );

    expect(answers.map(({ verdict }) => verdict)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'REJECTED']);
    const rows = await world.db.rows<{ id: string; offset: number; at: Date }>(
      'clocks_in_order',
      `select source_ref as id, occurred_offset as "offset", occurred_at as at from movement
        where source_ref in ('leap', 'summer', 'winter') order by occurred_at`,
    );
    expect(rows.map(({ id, offset, at: instant }) => [id, offset, instant.toISOString()])).toEqual([
      ['leap', 60, '2024-02-29T22:59:59.000Z'],
      ['summer', 120, '2025-10-26T00:30:00.000Z'],
      ['winter', 60, '2025-10-26T01:30:00.000Z'],
    ]);
  });

  test('a day ahead is taken and flagged, a moment more is a wrong clock', async () => {
    const now = world.clock.getTime();
    const ahead = (ms: number) => new Date(now + ms).toISOString();
    const answers = await record(
      warehouse(),
      at(ahead(60_000), 'minute'),
      at(ahead(3_600_000), 'hour'),
      at(ahead(86_400_000), 'day'),
      at(ahead(86_400_001), 'more'),
      at('1969-12-31T23:59:59Z', 'before'),
      at('2026-02-01T12:00:00', 'nowhere'),
    );

    expect(
      answers.map(({ warnings, problems }) => problems[0]?.code ?? warnings.some(({ code }) => code === 'FUTURE')),
    ).toEqual([false, true, true, 'FUTURE_TIME', 'INVALID_TIME', 'INVALID_TIME']);
  });
});

test('of 5,000 items of which one in a hundred is wrong, the others are stored, and the wrong ones named (A7)', async () => {
  const isBad = (i: number) => i % 100 === 37;
  const items = Array.from({ length: 5_000 }, (_, i) =>
    units('receive', [`A7-${i.toString().padStart(4, '0')}`], { id: `a7-${i}`, place: isBad(i) ? '123' : PLANT }),
  );

  const answers = await record(warehouse(), ...items);

  expect(answers).toHaveLength(5_000);
  expect(answers.filter(({ verdict }) => verdict === 'ACCEPTED')).toHaveLength(4_950);
  for (const { index, verdict, problems } of answers) {
    expect(verdict).toBe(isBad(index) ? 'REJECTED' : 'ACCEPTED');
    if (isBad(index)) expect(problems).toMatchObject([{ code: 'INVALID_GLN', field: 'place' }]);
  }
  const [stored] = await world.db.rows<{ count: number }>(
    'count_a7',
    `select count(*) as count from movement where source_ref like 'a7-%'`,
  );
  expect(stored?.count).toBe(4_950);
});

test('a request of more goods than are allowed is refused before anything is stored', async () => {
  const gtin = makeGtin('0950600000003');
  const goods = (from: number) => ({
    serials: [{ gtin, serials: Array.from({ length: 25_001 }, (_, i) => `G-${from + i}`) }],
  });

  await expect(
    record(warehouse(), units('observe', [], { goods: goods(0) }), units('observe', [], { goods: goods(30_000) })),
  ).rejects.toThrow('At most 50000 goods');
});
