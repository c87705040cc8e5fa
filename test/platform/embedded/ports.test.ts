import { createServer } from 'node:net';
import { once } from 'node:events';

import { expect, test } from '@jest/globals';

import { findPort } from '../../../src/platform/database/embedded/ports.js';

test('the port of the last time is kept, unless it is taken', async () => {
  const port = await findPort();

  expect(await findPort(port)).toBe(port);
  const intruder = createServer().listen(port, '127.0.0.1');
  await once(intruder, 'listening');
  expect(await findPort(port)).not.toBe(port);
  intruder.close();
});

test('a port is never one that the system gives to outgoing connections', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => findPort()));

  expect(Math.max(...ports)).toBeLessThan(32_768);
});
