import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { faults } from '../support/runs.js';
import { Installation } from './installation.js';
import { expectLedgerOf } from './invariants.js';
import { Senders } from './senders.js';

const KILLS = faults(3, 200);
/** Five seconds on a machine that does nothing else. */
const READY_MS = 15_000;

let retrace: Installation;
beforeAll(async () => {
  retrace = await Installation.make();
});
afterAll(() => retrace.clear());

test(
  'killed under load again and again, Retrace finds its PostgreSQL, loses nothing and counts nothing twice (B1)',
  async () => {
    const senders = new Senders(retrace);
    const [postmaster] = await retrace.databaseProcesses();
    let longest = 0;
    for (let i = 0; i < KILLS; i++) {
      await sleep(2_000 + Math.random() * 3_000);
      await retrace.kill();
      longest = Math.max(longest, await retrace.start());
      expect((await retrace.databaseProcesses())[0]).toBe(postmaster);
    }
    await senders.stop();

    process.stdout.write(`  ready after at most ${Math.round(longest)} ms; ${senders.told()}\n`);
    expect(longest).toBeLessThan(READY_MS);
    await expectLedgerOf(senders.acknowledged, retrace.world.database.ownerUrl);
  },
  120_000 + KILLS * 30_000,
);
