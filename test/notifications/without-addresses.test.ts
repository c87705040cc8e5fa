import { expect, test } from '@jest/globals';

import { withoutAddresses } from '../../src/notifications/channels/without-addresses.js';

test('a server’s words are kept in one line, not too long, and without addresses', () => {
  expect(withoutAddresses('550 5.1.1 <bob@example.com>: user\r\n unknown bob@example.com\u202E')).toBe(
    '550 5.1.1 <address>: user unknown <address>',
  );
  expect(withoutAddresses('x '.repeat(1_000_000)).length).toBeLessThanOrEqual(300);
});
