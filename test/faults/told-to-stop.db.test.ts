import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { Installation } from './installation.js';
import { expectLedgerOf } from './invariants.js';
import { movement, post } from './senders.js';

const REQUESTS = 100;
/** By then every request is under way, and none has waited too long for its turn. */
const ARRIVED_MS = 1_000;
const LONGEST_MS = 25_000;

let retrace: Installation;
beforeAll(async () => {
  retrace = await Installation.make();
});
afterAll(() => retrace.clear());

test('told to stop amid a hundred requests, Retrace answers or refuses each, ends, and loses nothing (B12)', async () => {
  const requests = Array.from({ length: REQUESTS }, (_, i) => [movement(`stop-${i}`, i)]);
  // Nothing is answered before all of them are under way.
  const auditTrail = await retrace.world.ownerHolds('lock table audit_entry in exclusive mode');
  const answers = Promise.all(requests.map((movements) => post(retrace, movements)));
  await retrace.world.someoneWaits();
  await sleep(ARRIVED_MS);
  const stopping = retrace.says('stopping');
  const stopped = retrace.stop();
  await stopping;
  await auditTrail.letGo();

  const outcomes = await answers;
  const { exitCode, milliseconds } = await stopped;
  const count = (outcome: string) => outcomes.filter((other) => other === outcome).length;
  process.stdout.write(
    `  ended after ${Math.round(milliseconds)} ms; ${count('RECORDED')} recorded, ${count('UNAVAILABLE')} refused, ` +
      `${count('NO_ANSWER')} not let in\n`,
  );
  expect(exitCode).toBe(0);
  expect(milliseconds).toBeLessThan(LONGEST_MS);
  expect(count('RECORDED')).toBeGreaterThan(0);
  expect(count('RECORDED') + count('UNAVAILABLE') + count('NO_ANSWER')).toBe(REQUESTS);

  await retrace.start();
  const acknowledged = requests.filter((_, i) => outcomes[i] === 'RECORDED').flat();
  const { ownerUrl } = retrace.world.database;
  expect(await missing(acknowledged.map(({ id }) => String(id)))).toEqual([]);
  for (const movements of requests) expect(await post(retrace, movements)).toBe('RECORDED');
  await expectLedgerOf(new Set(requests.flat().map(({ id }) => String(id))), ownerUrl);
}, 180_000);

/** Before anything is sent again. */
function missing(ids: readonly string[]): Promise<unknown[]> {
  return retrace.world.db.rows(
    'missing_after_stop',
    'select id from unnest($1::text[]) as id where not exists (select from movement where movement.source_ref = id)',
    [ids],
  );
}
