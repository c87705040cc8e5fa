import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { reportAlarms } from '../../../src/platform/access/refusal-alarm.js';
import { createLog } from '../../../src/platform/log.js';
import { createSchema } from '../../../src/schema.js';
import { GTIN } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { Served } from './serve.js';

const world = setUpWorld();
const served = new Served(world);

beforeAll(async () => {
  const log = createLog('info', { write: (line) => served.lines.push(line) });
  await served.start(await createSchema(reportAlarms(log)));
});
afterAll(() => served.http.close());

/** Guesses serials, twenty in a request, and answers how many guesses were refused. */
async function guess(token: string, requests: number): Promise<number> {
  const aliases = Array.from({ length: 20 }, (_, i) => `a${i}: unit(gtin: "${GTIN}", serial: "GUESS-${i}") { id }`);
  const body = JSON.stringify({ query: `{ ${aliases.join(' ')} }` });
  let refused = 0;
  for (let i = 0; i < requests; i++) {
    const response = await served.post(body, { authorization: `Bearer ${token}` });
    const { errors = [] } = (await response.json()) as { errors?: unknown[] };
    refused += errors.length;
  }
  return refused;
}

const alarms = () =>
  served.lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ level }) => level === 'warn')
    .map(({ actorId, refused }) => ({ actorId, refused }));

async function counted(): Promise<string | undefined> {
  const text = await (await fetch(`${served.url}/metrics`)).text();
  return /^retrace_lookup_alarms_total (\d+)$/m.exec(text)?.[1];
}

test('a key that had a hundred lookups refused within a minute is in the log and in the metrics, once a minute', async () => {
  const { token, id } = await served.newKey('CUSTOMER_SERVICE');

  expect(await guess(token, 7)).toBe(80);
  expect([alarms(), await counted()]).toEqual([[], '0']);

  expect(await guess(token, 2)).toBe(40);
  expect([alarms(), await counted()]).toEqual([[{ actorId: id, refused: 100 }], '1']);

  world.clock = new Date(world.clock.getTime() + 60_000);
  expect(await guess(token, 8)).toBe(100);
  expect([alarms().length, await counted()]).toEqual([2, '2']);
  expect(served.lines.join('')).not.toMatch(/GUESS|Test CUSTOMER_SERVICE/);
});
