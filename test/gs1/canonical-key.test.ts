import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  InvalidIdentifier,
  batchKey,
  locationKey,
  logisticUnitKey,
  makeGln,
  makeGtin,
  makeSscc,
  parseBatchNumber,
  parseSerial,
  productKey,
  unitKey,
} from '../../src/gs1/index.js';

const gtin = makeGtin('950600014044');

function serial(text: string) {
  const parsed = parseSerial(text);
  if (parsed instanceof InvalidIdentifier) throw new Error(String(parsed));
  return parsed;
}

function batch(text: string) {
  const parsed = parseBatchNumber(text);
  if (parsed instanceof InvalidIdentifier) throw new Error(String(parsed));
  return parsed;
}

test('each kind of thing has a key that is its Digital Link path', () => {
  expect(productKey(gtin)).toBe('/01/09506000140445');
  expect(unitKey(gtin, serial('A1'))).toBe('/01/09506000140445/21/A1');
  expect(batchKey(gtin, batch('L-2207'))).toBe('/01/09506000140445/10/L-2207');
  expect(logisticUnitKey(makeSscc('00614141123456789'))).toBe('/00/006141411234567890');
  expect(locationKey(makeGln('950600010000'))).toBe('/414/9506000100005');
});

test('reserved characters are escaped, in upper case', () => {
  expect(batchKey(gtin, batch('a/b:c!(*)'))).toBe('/01/09506000140445/10/a%2Fb%3Ac%21%28%2A%29');
});

test('letter case and leading zeros make another thing', () => {
  expect(new Set(['a1', 'A1', '0a1', '00a1'].map((text) => unitKey(gtin, serial(text)))).size).toBe(4);
});

test('text the standard does not allow has a namespace of its own', () => {
  expect(batchKey(gtin, batch('L@1'))).toBe('/x/01/09506000140445/10/L%401');
  expect(unitKey(gtin, serial('n° 7'))).toBe('/x/01/09506000140445/21/n%C2%B0%207');
});

test('two texts share a key only if they are the same text', () => {
  const printable = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(printable, printable, (one, other) => {
      const [first, second] = [parseSerial(one), parseSerial(other)];
      fc.pre(!(first instanceof InvalidIdentifier) && !(second instanceof InvalidIdentifier));

      expect(unitKey(gtin, first) === unitKey(gtin, second)).toBe(first.text === second.text);
      expect(unitKey(gtin, first)).toMatch(/^(\/x)?\/01\/\d{14}\/21\/([A-Za-z0-9\-._~]|%[0-9A-F]{2})+$/);
    }),
  );
});
