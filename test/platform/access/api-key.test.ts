import { describe, expect, test } from '@jest/globals';

import { makeApiKey, readApiKey } from '../../../src/platform/access/api-key.js';

describe('an API key', () => {
  test('is told as prefix.secret, and kept as a hash that does not contain the secret', () => {
    const { token, prefix, secretHash } = makeApiKey();

    const [toldPrefix, secret] = token.split('.');
    expect(toldPrefix).toBe(prefix);
    expect(Buffer.from(secret ?? '', 'base64url')).toHaveLength(32);
    expect(secretHash).toHaveLength(32);
    expect(secretHash.toString('base64url')).not.toBe(secret);
  });

  test('is read back as what was kept', () => {
    const { token, prefix, secretHash } = makeApiKey();

    expect(readApiKey(token)).toEqual({ prefix, secretHash });
  });

  test('is another one each time', () => {
    const made = Array.from({ length: 50 }, makeApiKey);

    expect(new Set(made.map(({ prefix }) => prefix)).size).toBe(50);
    expect(new Set(made.map(({ token }) => token)).size).toBe(50);
  });

  test.each([
    '',
    '.',
    'bearer',
    'ffffffffffff.',
    `ffffffffffff.${'a'.repeat(42)}`,
    `ffffffffffff.${'a'.repeat(44)}`,
    `FFFFFFFFFFFF.${'a'.repeat(43)}`,
    `ffffffffffff.${'a'.repeat(42)}=`,
    ` ffffffffffff.${'a'.repeat(43)}`,
    `ffffffffffff.${'a'.repeat(43)}\n`,
    `' or true --.${'a'.repeat(43)}`,
  ])('%j cannot be one', (text) => {
    expect(readApiKey(text)).toBeNull();
  });
});
