import { expect, test } from '@jest/globals';

import { withoutAddresses } from '../../src/notifications/channels/without-addresses.js';
import { parseMailAddress } from '../../src/notifications/channels/mail-address.js';

test.each([
  ['alfki@example.com', 'example.com'],
  ["o'neill+recall@sub.example.co.uk", 'sub.example.co.uk'],
  ['müller@bücher.example', 'xn--bcher-kva.example'],
  ['MIXED@Example.COM', 'example.com'],
])('%s is a mailbox', (text, domain) => {
  expect(parseMailAddress(text)?.domain).toBe(domain);
});

test.each([
  'a@example.com\r\nBcc: b@example.com',
  'a@example.com, b@example.com',
  '"a b"@example.com',
  'A <a@example.com>',
  'a@@example.com',
  'a@example',
  '@example.com',
  'a@',
  'mailto:a@example.com',
  'a\u200Bb@example.com',
  'a\u202Eb@example.com',
  '.a@example.com',
  'a@-example.com',
  'a@example..com',
  `${'a'.repeat(65)}@example.com`,
  `a@${'a.'.repeat(130)}com`,
  `${'a@'.repeat(1_000_000)}example.com`,
  '',
])('%j is none', (text) => {
  expect(parseMailAddress(text)).toBeNull();
});

test('a server’s words are kept in one line, not too long, and without addresses', () => {
  expect(withoutAddresses('550 5.1.1 <bob@example.com>: user\r\n unknown bob@example.com\u202E')).toBe(
    '550 5.1.1 <address>: user unknown <address>',
  );
  expect(withoutAddresses('x '.repeat(1_000_000)).length).toBeLessThanOrEqual(300);
});
