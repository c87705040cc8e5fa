import { test } from '@jest/globals';

import {
  InvalidCode,
  parseDigitalLink,
  parseEpcUrn,
  writeDigitalLink,
  writeEpcUrn,
  type Element,
} from '../../src/gs1/index.js';
import { unescapePath } from '../../src/gs1/percent-encoding.js';
import { scoreGroup, type Exceptions } from './score.js';
import { readVectors } from './vectors.js';

interface EpcVector {
  readonly id: string;
  readonly fn?: string;
  readonly in: string;
  readonly out?: string | null;
  readonly gcpLength?: number;
}

const vectors = readVectors<EpcVector>('epc_digital_link_vectors.json');

const score = (group: string, isMet: (vector: EpcVector) => boolean, exceptions?: Exceptions) => {
  scoreGroup(`EPC ${group}`, vectors[group] ?? [], isMet, exceptions);
};

function linkOfUrn(urn: string): string | InvalidCode {
  const elements = parseEpcUrn(urn);
  return elements instanceof InvalidCode ? elements : writeDigitalLink(elements);
}

/** We escape what the vectors' authors leave as it is; unescaped, both must be the same. */
const isLink = (link: string | InvalidCode, expected: string) =>
  typeof link === 'string' && unescapePath(link) === unescapePath(expected);

function urnOfLink(link: string, companyPrefixLength: number): string | InvalidCode {
  const elements = parseDigitalLink(link);
  return elements instanceof InvalidCode ? elements : writeEpcUrn(elements, companyPrefixLength);
}

/** Where the authors look the length up in GS1's table of company prefixes, it is taken from their answer. */
const lengthOfPrefix = ({ gcpLength, out }: EpcVector) => gcpLength ?? /:(\d+)\./.exec(out ?? '')?.[1]?.length ?? 7;

const WRONG_CHECK_DIGIT = 'asks for the URN of a key with a wrong check digit, which the URN would hide';
const UNESCAPED = 'has a serial number whose reserved characters are not escaped in the link, so that it ends too soon';
const NOT_AN_IDENTIFIER = 'is about the vocabulary of EPCIS events, not about identifiers';

test('an EPC URN of one thing becomes its Digital Link', () => {
  score('toURI', ({ in: urn, out }) => isLink(linkOfUrn(urn), out ?? ''));
});

test('an EPC URN of a class becomes its Digital Link', () => {
  score('toURIClass', ({ in: urn, out }) => isLink(linkOfUrn(urn), out ?? ''));
});

test('a Digital Link of one thing becomes its EPC URN, given the length of the company prefix', () => {
  score('toURN', (vector) => urnOfLink(vector.in, lengthOfPrefix(vector)) === vector.out, {
    'CPITest.java:77': UNESCAPED,
    'GDTITest.java:63': UNESCAPED,
    'GIAITest.java:80': 'has 31 characters; an asset number (AI 8004) has at most 30',
    'GINCTest.java:77': UNESCAPED,
    'GRAITest.java:66': UNESCAPED,
    'GSRNPTest.java:83': WRONG_CHECK_DIGIT,
    'ITIPTest.java:81': WRONG_CHECK_DIGIT,
    'ITIPTest.java:86': UNESCAPED,
    'UPUITest.java:84': WRONG_CHECK_DIGIT,
  });
});

test('a Digital Link of a class becomes its EPC URN, given the length of the company prefix', () => {
  score('toURNClass', (vector) => urnOfLink(vector.in, lengthOfPrefix(vector)) === vector.out, {
    'ITIPTest.java:123': WRONG_CHECK_DIGIT,
    'ITIPTest.java:133': WRONG_CHECK_DIGIT,
    'LGTINTest.java:76': WRONG_CHECK_DIGIT,
    'LGTINTest.java:91': WRONG_CHECK_DIGIT,
    'LGTINTest.java:109': WRONG_CHECK_DIGIT,
    'LGTINTest.java:124': UNESCAPED,
  });
});

test('what is no EPC URN, or has none, is refused', () => {
  score('neg', (vector) => {
    const { fn, in: text } = vector;
    if (fn === 'toDigitalLink' || fn === 'toURIForClassLevelIdentifier') return linkOfUrn(text) instanceof InvalidCode;
    const urn = urnOfLink(text, lengthOfPrefix(vector));
    const form = fn === 'toURN' ? 'urn:epc:id:' : 'urn:epc:';
    return typeof urn !== 'string' || !urn.startsWith(form);
  });
});

test('links and URNs of any style have one canonical form', () => {
  score('ralphtroNormaliser', ({ in: text, out }) => {
    const elements = text.startsWith('urn:')
      ? parseEpcUrn(text)
      : parseDigitalLink(text, { shortNames: true, zeroSuppressedGtin: true });
    if (elements instanceof InvalidCode) return out === null;
    return writeDigitalLink(withoutClassQualifiers(elements)) === out;
  });
});

/** The authors keep what tells one thing from another: the key, and its serial number or extension. */
function withoutClassQualifiers(elements: readonly Element[]): readonly Element[] {
  return elements.filter(({ ai }, i) => i === 0 || ai === '21' || ai === '254');
}

test('short names of version 1.0 links are read, and what is filed with them', () => {
  const vocabulary = (vectors['cbv'] ?? []).filter(({ fn }) => fn?.endsWith('Vocabulary'));

  score(
    'cbv',
    (vector) => {
      const { fn, in: text, out } = vector;
      if (fn?.endsWith('Vocabulary')) return false;
      const elements = text.startsWith('urn:') ? parseEpcUrn(text) : parseDigitalLink(text, { shortNames: true });
      if (elements instanceof InvalidCode || !out) return false;
      if (out.startsWith('urn:')) return writeEpcUrn(elements, lengthOfPrefix(vector)) === out;
      return isLink(writeDigitalLink(elements), out);
    },
    Object.fromEntries(vocabulary.map(({ id }) => [id, NOT_AN_IDENTIFIER])),
  );
});
