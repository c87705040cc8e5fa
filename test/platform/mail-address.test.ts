import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseMailAddress } from '../../src/platform/mail-address.js';
import { InvalidText } from '../../src/platform/text.js';

interface Vector {
  readonly id: number;
  readonly address: string;
  readonly category: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/is-email.json', import.meta.url), 'utf8'),
) as readonly Vector[];

/** By the grammar of RFC 5321 these are addresses; whether DNS knows the domain is found out by sending. */
const USABLE = ['ISEMAIL_VALID_CATEGORY', 'ISEMAIL_DNSWARN'];

/** `test@io`: a domain of one label is a slip far more often than the mailbox of a country. */
const ONE_LABEL = [5];

const reasonOf = (text: string) => {
  const parsed = parseMailAddress(text);
  return parsed instanceof InvalidText ? parsed.reason : parsed.address;
};

describe('the vectors of isemail.info', () => {
  const usable = vectors.filter(({ id, category }) => USABLE.includes(category) && !ONE_LABEL.includes(id));
  const unusable = vectors.filter((vector) => !usable.includes(vector));

  test.each(usable)('#$id is an address: $address', ({ address }) => {
    expect(parseMailAddress(address)).not.toBeInstanceOf(InvalidText);
  });

  test.each(unusable)('#$id ($category) is not taken: $address', ({ address }) => {
    const parsed = parseMailAddress(address);

    // White space around an address is a spreadsheet's: what is kept is without it, or nothing is.
    if (!(parsed instanceof InvalidText)) {
      expect([parsed.address, address !== address.trim()]).toEqual([address.trim(), true]);
    }
  });

  test('are all of them', () => {
    expect(vectors).toHaveLength(164);
  });
});

test.each([
  ['Maria.Anders@Example.COM', 'Maria.Anders@example.com'],
  ["  o'brien+recall@example.com ", "o'brien+recall@example.com"],
  ['info@bücher.example', 'info@xn--bcher-kva.example'],
  ['用户@例え。テスト', '用户@xn--r8jz45g.xn--zckzah'],
  ['a@faß.de', 'a@xn--fa-hia.de'],
])('%s is written to as %s', (text, address) => {
  expect(parseMailAddress(text)).toEqual({ address, domain: address.split('@')[1] });
});

test.each([
  ['', 'has no @'],
  ['anton', 'has no @'],
  ['anton@', 'has no domain name behind the @, such as example.com'],
  ['anton@localhost', 'has no domain name behind the @, such as example.com'],
  ['anton@127.0.0.1', 'has no domain name behind the @, such as example.com'],
  ['anton@127.1', 'has no domain name behind the @, such as example.com'],
  ['anton@0x7f.1', 'has no domain name behind the @, such as example.com'],
  ['anton@[127.0.0.1]', 'has no domain name behind the @, such as example.com'],
  ['anton@example.com/evil', 'has no domain name behind the @, such as example.com'],
  ['anton@example.com:25', 'has no domain name behind the @, such as example.com'],
  ['anton@example.com?x', 'has no domain name behind the @, such as example.com'],
  ['anton@exam%70le.com', 'has no domain name behind the @, such as example.com'],
  ['a@example.com, b@example.com', 'has no domain name behind the @, such as example.com'],
  ['a@example.com;b@example.com', 'has no domain name behind the @, such as example.com'],
  ['a@b@example.com', 'has no domain name behind the @, such as example.com'],
  ['a@example.com\r\nBcc: b@example.com', 'has no domain name behind the @, such as example.com'],
  ['a\r\nBcc: b@example.com', 'has something before the @ that is not a plain mailbox name'],
  ['a\u0000@example.com', 'has something before the @ that is not a plain mailbox name'],
  ['Anton <anton@example.com>', 'has something before the @ that is not a plain mailbox name'],
  ['"a b"@example.com', 'has something before the @ that is not a plain mailbox name'],
  ['mailto:anton@example.com', 'has something before the @ that is not a plain mailbox name'],
  ['\u202Eanton@example.com', 'has something before the @ that is not a plain mailbox name'],
  ['an\u200Bton@example.com', 'has something before the @ that is not a plain mailbox name'],
  [`${'é'.repeat(33)}@example.com`, 'has more than 64 bytes before the @'],
  [`a@${'x'.repeat(64)}.com`, 'has no domain name behind the @, such as example.com'],
  [`a@${'x'.repeat(5_000_000)}.com`, 'is longer than 254 characters'],
])('%j is refused: it %s', (text, reason) => {
  expect(reasonOf(text)).toBe(reason);
});

test('whatever is taken is one address, without anything that ends a header or begins another', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(
      '\r\n',
      '\r\nBcc: b@example.com',
      ',',
      ';',
      '<',
      '>',
      '"',
      '(',
      '\\',
      ' ',
      '@',
      '..',
      'ü',
      '\u0000',
    ),
  );
  const place = fc.nat({ max: 'anton@example.com'.length });
  fc.assert(
    fc.property(hostile, place, (inserted, at) => {
      const parsed = parseMailAddress(`${'anton@example.com'.slice(0, at)}${inserted}${'anton@example.com'.slice(at)}`);
      if (parsed instanceof InvalidText) return;

      expect(parsed.address).toMatch(/^[^\p{Cc}\s,;<>"()\\@]+@[a-z0-9.-]+$/u);
      expect(parseMailAddress(parsed.address)).toEqual(parsed);
    }),
    { numRuns: 2_000 },
  );
});
