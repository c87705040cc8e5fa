import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { InvalidText, readLine, readParagraphs } from '../../src/platform/text.js';

const reasonOf = (read: string | InvalidText) => (read instanceof InvalidText ? read.reason : read);

describe('a text of one line', () => {
  test('loses the white space around it, and nothing inside', () => {
    expect(readLine('  Chef  Anton\t', 50)).toBe('Chef  Anton');
  });

  test('is the same text however its accents were typed', () => {
    expect(readLine('Cafe\u0301', 50)).toBe(readLine('Caf\u00E9', 50));
  });

  test('keeps markup as text', () => {
    expect(readLine('<script>alert(1)</script>', 50)).toBe('<script>alert(1)</script>');
    expect(readLine(`Robert'); drop table customer;--`, 50)).toBe(`Robert'); drop table customer;--`);
  });

  test.each([
    ['', 'is empty'],
    [' \t\n ', 'is empty'],
    ['a\r\nBcc: b@example.com', 'has a control character or a line break'],
    ['a\nb', 'has a control character or a line break'],
    ['a\u0000b', 'has a control character or a line break'],
    ['a\u2028b', 'has a control character or a line break'],
    ['a\u0085b', 'has a control character or a line break'],
    ['a\ud800b', 'has a control character or a line break'],
    ['invoice\u202Efdp.exe', 'has a character that changes the direction of reading'],
    ['x'.repeat(51), 'is longer than 50 characters'],
    ['x'.repeat(5_000_000), 'is longer than 50 characters'],
    ['a' + '\u0301'.repeat(1_000_000), 'is longer than 50 characters'],
  ])('is refused when it is none (case %#)', (raw, reason) => {
    expect(reasonOf(readLine(raw, 50))).toBe(reason);
  });

  test('that was read is read the same again, and fits the database', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const read = readLine(raw, 50);
        fc.pre(!(read instanceof InvalidText));

        expect(readLine(read, 50)).toBe(read);
        expect(read.length).toBeLessThanOrEqual(50);
        expect(Buffer.from(read).toString()).toBe(read);
      }),
    );
  });
});

test('a text of several lines ends each in a line feed, whatever system wrote it', () => {
  expect(readParagraphs('one\r\ntwo\rthree\n\n\tfour\n', 50)).toBe('one\ntwo\nthree\n\n\tfour');
  expect(reasonOf(readParagraphs('one\u0007', 50))).toBe('has a control character or a line break');
  expect(reasonOf(readParagraphs('\r\n\r\n', 50))).toBe('is empty');
  expect(reasonOf(readParagraphs('x\n'.repeat(1_000_000), 50))).toBe('is longer than 50 characters');
});
