import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { InvalidIdentifier, makeGtin, makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import { batchId, logisticUnitId, productId, unitId } from '../../src/products/index.js';

const EACH = makeGtin('950600014044');
const CASE = makeGtin('1950600014044');

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });

test('a thing has the same id whenever it is asked for, and it is a UUID', () => {
  expect(unitId(EACH, serial('10248-11-001'))).toBe(unitId(EACH, serial(' 10248-11-001 ')));
  expect(unitId(EACH, serial('10248-11-001'))).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('two units share an id only if product and serial are the same', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom(EACH, CASE), (one, other, gtin) => {
      const [first, second] = [parseSerial(one), parseSerial(other)];
      fc.pre(!(first instanceof InvalidIdentifier) && !(second instanceof InvalidIdentifier));

      expect(unitId(EACH, first) === unitId(gtin, second)).toBe(gtin === EACH && first.text === second.text);
    }),
  );
});

test('two batches share an id only if product and number are the same', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom(EACH, CASE), (one, other, gtin) => {
      const [first, second] = [parseBatchNumber(one), parseBatchNumber(other)];
      fc.pre(!(first instanceof InvalidIdentifier) && !(second instanceof InvalidIdentifier));

      expect(batchId(EACH, first) === batchId(gtin, second)).toBe(gtin === EACH && first.text === second.text);
    }),
  );
});

test('units made one after the other lie side by side, and others do not', () => {
  const run = Array.from({ length: 1_000 }, (_, n) => unitId(EACH, serial(`10248-11-${String(n).padStart(3, '0')}`)));

  expect(new Set(run.map(firstHalf)).size).toBe(1);
  expect(new Set(run).size).toBe(1_000);
  expect(firstHalf(unitId(EACH, serial('10248-12-001')))).not.toBe(firstHalf(run[1]));
  expect(firstHalf(unitId(CASE, serial('10248-11-001')))).not.toBe(firstHalf(run[1]));
});

test('a serial of three characters or fewer has its own id too', () => {
  const ids = ['1', '01', '001', '0001', 'a', 'A'].map((short) => unitId(EACH, serial(short)));

  expect(new Set(ids).size).toBe(6);
});

test('things of different kinds never share an id', () => {
  const sscc = makeSscc('00950600000010248');
  const ids = [productId(EACH), logisticUnitId(sscc), batchId(EACH, number('A1')), unitId(EACH, serial('A1'))];

  expect(new Set(ids).size).toBe(4);
});

test('a text outside the standard never takes the id of one inside it', () => {
  const nonconforming = serial('A 1');

  expect(nonconforming.conforming).toBe(false);
  expect(unitId(EACH, nonconforming)).not.toBe(unitId(EACH, { ...nonconforming, conforming: true }));
});

function firstHalf(id: string | undefined): string | undefined {
  return id?.slice(0, 18);
}

function serial(raw: string) {
  const parsed = parseSerial(raw);
  if (parsed instanceof InvalidIdentifier) throw new Error(String(parsed));
  return parsed;
}

function number(raw: string) {
  const parsed = parseBatchNumber(raw);
  if (parsed instanceof InvalidIdentifier) throw new Error(String(parsed));
  return parsed;
}
