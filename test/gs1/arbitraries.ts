import fc from 'fast-check';

import { makeGln, makeGtin, makeSscc, type Element } from '../../src/gs1/index.js';

const CHARACTERS_82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;

export const digits = (min: number, max = min) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));

/** Text of the standard's character set 82. */
export const text82 = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(CHARACTERS_82)), minLength: 1, maxLength });

const day = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''));

const element = (ai: string, value: fc.Arbitrary<string>): fc.Arbitrary<Element> =>
  value.map((text) => ({ ai, value: text }));

const gtinElement = element('01', digits(13).map(makeGtin));
export const ssccElement = element('00', digits(17).map(makeSscc));
export const glnElement = element('414', digits(12).map(makeGln));

/** Elements of many formats, each identifier once, in any order. They need not make a valid message. */
export const anyElements: fc.Arbitrary<readonly Element[]> = fc.uniqueArray(
  fc.oneof(
    gtinElement,
    ssccElement,
    glnElement,
    element('10', text82(20)),
    element('17', day),
    element('21', text82(20)),
    element('30', digits(1, 8)),
    element('3103', digits(6)),
    element('400', text82(30)),
    element('8200', text82(70)),
    element('99', text82(90)),
  ),
  { minLength: 1, selector: ({ ai }) => ai },
);

/** A GTIN with some of its qualifiers in order and some attributes, as a Digital Link holds them. */
export const linkElements: fc.Arbitrary<readonly Element[]> = fc
  .tuple(
    gtinElement,
    fc.option(element('22', text82(20))),
    fc.option(element('10', text82(20))),
    fc.option(element('21', text82(20))),
    fc.option(element('17', day)),
    fc.option(element('99', text82(90))),
  )
  .map((elements) => elements.filter((one) => one !== null));
