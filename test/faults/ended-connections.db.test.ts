import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { roleOf } from '../../src/platform/database/role-of.js';
import { signal } from '../../src/platform/database/embedded/processes.js';
import { eventually, query } from '../platform/embedded/embedded-world.js';
import { faults } from '../support/runs.js';
import { Installation } from './installation.js';
import { expectLedgerOf } from './invariants.js';
import { Senders } from './senders.js';

const SECONDS = faults(10, 60);
const EVERY_MS = 500;
const KILLS = faults(2, 20);
/** A sender that tries more often than this has not been served. */
const MOST_TRIES = 5;

let retrace: Installation;
let senders: Senders;
beforeAll(async () => {
  retrace = await Installation.make();
  senders = new Senders(retrace);
});
afterAll(() => retrace.clear());

test(
  'with every connection ended twice a second, senders are served, nothing is lost and nothing counted twice (B3)',
  async () => {
    const { adminUrl, appUrl } = await retrace.database();
    let ended = 0;
    const end = performance.now() + SECONDS * 1_000;
    while (performance.now() < end) {
      ended += (await query(adminUrl, endConnectionsOf(roleOf(appUrl)))).length;
      await sleep(EVERY_MS);
    }

    process.stdout.write(`  ${ended} connections ended; ${senders.told()}\n`);
    expect(ended).toBeGreaterThan(SECONDS);
    expect(senders.mostTries).toBeLessThanOrEqual(MOST_TRIES);
    expect([...senders.outcomes.keys()].filter((outcome) => outcome !== 'UNAVAILABLE')).toEqual(['RECORDED']);
  },
  120_000 + SECONDS * 1_000,
);

test(
  'with the process of one connection killed, which takes all others with it, it is the same (B3)',
  async () => {
    const { adminUrl, appUrl } = await retrace.database();
    for (let i = 0; i < KILLS; i++) {
      await sleep(1_000);
      signal(await eventually(() => someConnection(adminUrl, roleOf(appUrl))), 'SIGKILL');
    }
    await senders.stop();
    // PostgreSQL may still be recovering from the last one.
    await eventually(() => query(adminUrl, 'select 1'));

    process.stdout.write(`  ${KILLS} processes killed; ${senders.told()}\n`);
    expect(retrace.isAlive).toBe(true);
    expect([...senders.outcomes.keys()]).not.toContain('NO_ANSWER');
    await expectLedgerOf(senders.acknowledged, retrace.world.database.ownerUrl);
  },
  120_000 + KILLS * 30_000,
);

/** Who just lost all connections may not have opened one yet. */
async function someConnection(adminUrl: string, role: string): Promise<number> {
  const sql = `select pid from pg_stat_activity where usename = '${role}' limit 1`;
  const [connection] = await query<{ pid: number }>(adminUrl, sql);
  if (!connection) throw new Error('Retrace has no connection');
  return connection.pid;
}

function endConnectionsOf(role: string): string {
  return `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`;
}
