import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { baseUnitOf, Decimal, fromBaseUnit, hasPartOfThing, inBaseUnit, isUnitOfGoods } from '../../src/gs1/index.js';
import { UNITS_TO_CONVERT } from '../../src/gs1/unit-of-measure.js';
import { BY_ITSELF, DIMENSIONS } from '../../src/gs1/units-of-measure.js';

const inBase = (quantity: string, uom: string) => {
  const amount = inBaseUnit({ quantity, uom });
  return `${amount.quantity} ${amount.uom}`;
};

test('grams, pounds and tonnes are kilograms, exactly', () => {
  expect(inBase('2000', 'GRM')).toBe('2 KGM');
  expect(inBase('1', 'LBR')).toBe('0.45359237 KGM');
  expect(inBase('16', 'ONZ')).toBe('0.45359237 KGM');
  expect(inBase('12', 'APZ')).toBe('0.3732417216 KGM');
  expect(inBase('2000', 'LBR')).toBe(inBase('1', 'STN'));
  expect(inBase('20', 'CWI')).toBe(inBase('1', 'LTN'));
  expect(inBase('14', 'LBR')).toBe(inBase('1', 'STI'));
  expect(inBase('7000', 'GRN')).toBe(inBase('1', 'LBR'));
});

test('volumes, lengths and areas are litres, metres and square metres', () => {
  expect(inBase('1.5', 'MTQ')).toBe('1500 LTR');
  expect(inBase('231', 'INQ')).toBe(inBase('1', 'GLL'));
  expect(inBase('2150.42', 'INQ')).toBe(inBase('1', 'BUA'));
  expect(inBase('128', 'OZA')).toBe(inBase('1', 'GLL'));
  expect(inBase('160', 'OZI')).toBe(inBase('1', 'GLI'));
  expect(inBase('42', 'GLL')).toBe(inBase('1', 'BLL'));
  expect(inBase('7056', 'INQ')).toBe(inBase('1', 'BLD'));
  expect(inBase('144', 'BFT')).toBe(inBase('12', 'FTQ'));
  expect(inBase('5280', 'FOT')).toBe(inBase('1', 'SMI'));
  expect(inBase('9', 'FTK')).toBe(inBase('1', 'YDK'));
  expect(inBase('31360', 'INK')).toBe(inBase('1', 'BB'));
});

test('a piece, an each, a one and an article are the same; a pair, a set and a box are not', () => {
  expect(['H87', 'EA', 'C62', 'NAR', 'PCE'].map(baseUnitOf)).toEqual(['H87', 'H87', 'H87', 'H87', 'H87']);
  expect(inBase('2', 'DZN')).toBe('24 H87');
  expect(['PR', 'SET', 'XBX', 'BX'].map(baseUnitOf)).toEqual(['PR', 'SET', 'XBX', 'BX']);
});

test('there is no part of a piece, and half a dozen is six', () => {
  expect(hasPartOfThing({ quantity: '0.5', uom: 'EA' })).toBe(true);
  expect(hasPartOfThing({ quantity: '0.5', uom: 'DZN' })).toBe(false);
  expect(hasPartOfThing({ quantity: '0.3', uom: 'DZN' })).toBe(true);
  expect(hasPartOfThing({ quantity: '0.5', uom: 'KGM' })).toBe(false);
});

test('what no goods are counted in is refused, and what nobody has ever heard of', () => {
  expect(['HUR', 'KMH', 'CEL', 'P1', 'ZZ9', 'kgm', '', 'X', 'XB', 'XBOX', 'KG/M'].filter(isUnitOfGoods)).toEqual([]);
  expect(['KGM', '2U', '58', 'XBX', 'CS', 'NIU', 'E27', 'LPA'].every(isUnitOfGoods)).toBe(true);
});

test('every code is one, of one dimension, and every dimension is counted in its own unit', () => {
  const codes = [
    ...Object.values(DIMENSIONS)
      .join(' ')
      .matchAll(/(\S+) [\d.]+/g),
  ].map(([, code = '']) => code);
  const all = [...codes, ...BY_ITSELF.trim().split(/\s+/)];

  expect(all.filter((code) => !/^[A-Z0-9]{2,3}$/.test(code))).toEqual([]);
  expect(all.filter((code, i) => all.indexOf(code) !== i)).toEqual([]);
  for (const base of Object.keys(DIMENSIONS)) expect(baseUnitOf(base)).toBe(base);
  for (const { factor } of UNITS_TO_CONVERT) expect(new Decimal(factor).greaterThan(0)).toBe(true);
});

test('a sum is told without the zeros that SQL leaves at its end', () => {
  expect(fromBaseUnit({ quantity: '3.000', uom: 'KGM' }, 'KGM')).toEqual({ quantity: '3', uom: 'KGM' });
  expect(fromBaseUnit({ quantity: '2.0', uom: 'XBX' }, 'XBX')).toEqual({ quantity: '2', uom: 'XBX' });
});

test('an amount of any size comes back as it was, and is added up without a digit lost', () => {
  const amount = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 21n - 1n }), fc.constantFrom(...UNITS_TO_CONVERT))
    .map(([millionths, { uom }]) => ({
      quantity: new Decimal(millionths.toString()).times('0.000001').toFixed(),
      uom,
    }));
  fc.assert(
    fc.property(amount, (sent) => {
      const twice = new Decimal(inBaseUnit(sent).quantity).times(2).toFixed();

      expect(fromBaseUnit(inBaseUnit(sent), sent.uom)).toEqual(sent);
      expect(fromBaseUnit({ quantity: twice, uom: baseUnitOf(sent.uom) }, sent.uom).quantity).toBe(
        new Decimal(sent.quantity).times(2).toFixed(),
      );
    }),
  );
});
