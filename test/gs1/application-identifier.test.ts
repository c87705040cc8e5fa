import { expect, test } from '@jest/globals';

import { APPLICATION_IDENTIFIERS } from '../../src/gs1/application-identifiers.generated.js';
import { applicationIdentifier, leadingAi, matchesAi } from '../../src/gs1/application-identifier.js';
import { parseSyntaxDictionary } from '../../src/gs1/index.js';
import { readVectorText } from './vectors.js';

test('the table of application identifiers is the one the dictionary gives; if not, generate it as its head says', () => {
  expect(APPLICATION_IDENTIFIERS).toEqual(parseSyntaxDictionary(readVectorText('gs1-syntax-dictionary.txt')));
  expect(APPLICATION_IDENTIFIERS.length).toBeGreaterThan(190);
});

test('the dictionary is read with all its marks', () => {
  expect(
    parseSyntaxDictionary(
      '# a remark\n\n3920-3929   ?  N3,iso4217 [N..15]  req=01+30,01+31nn req=8020 ex=392n  # PRICE',
    ),
  ).toEqual([
    {
      first: '3920',
      last: '3929',
      title: 'PRICE',
      predefinedLength: false,
      linkAttribute: true,
      linkQualifiers: null,
      components: [
        { set: 'N', min: 3, max: 3, optional: false, linters: ['iso4217'] },
        { set: 'N', min: 1, max: 15, optional: true, linters: [] },
      ],
      requires: [
        [
          ['01', '30'],
          ['01', '31nn'],
        ],
        [['8020']],
      ],
      excludes: ['392n'],
    },
  ]);
  expect(() => parseSyntaxDictionary('01 *? Q14 # GTIN')).toThrow('Q14');
});

test('an application identifier is known by itself and at the beginning of a text', () => {
  expect(applicationIdentifier('3103')?.title).toBe('NET WEIGHT (kg)');
  expect(applicationIdentifier('3106')).toBeUndefined();
  expect(leadingAi('0109506000140445')).toBe('01');
  expect(leadingAi('3103000195')).toBe('3103');
  expect(leadingAi('89ABC')).toBeNull();
});

test('no application identifier is the beginning of another, so that a text has one reading', () => {
  const all = APPLICATION_IDENTIFIERS.map(({ first }) => first);

  expect(all.filter((ai) => all.some((other) => other !== ai && other.startsWith(ai)))).toEqual([]);
});

test('a pattern of a rule stands for the identifiers of its length', () => {
  expect(matchesAi('31nn', '3103')).toBe(true);
  expect(matchesAi('31nn', '310')).toBe(false);
  expect(matchesAi('01', '01')).toBe(true);
  expect(matchesAi('01', '02')).toBe(false);
});
