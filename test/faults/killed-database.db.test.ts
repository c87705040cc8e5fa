import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { signal } from '../../src/platform/database/embedded/processes.js';
import { eventually } from '../platform/embedded/embedded-world.js';
import { faults } from '../support/runs.js';
import { Installation } from './installation.js';
import { expectLedgerOf } from './invariants.js';
import { movement, post, Senders } from './senders.js';

const KILLS = faults(3, 100);
/** Fifteen seconds on a machine that does nothing else. */
const READY_MS = 30_000;
/** Longer than Retrace tries by itself. */
const DOWN_MS = 10_000;

let retrace: Installation;
beforeAll(async () => {
  retrace = await Installation.make();
});
afterAll(() => retrace.clear());

test(
  'when all of PostgreSQL is killed under load, Retrace lives, gets ready again and has lost nothing (B2)',
  async () => {
    const senders = new Senders(retrace);
    let longest = 0;
    for (let i = 0; i < KILLS; i++) {
      await sleep(1_000 + Math.random() * 2_000);
      const killed = await killDatabase();
      const started = performance.now();
      await readyWithout(killed);
      longest = Math.max(longest, performance.now() - started);
    }
    await senders.stop();

    process.stdout.write(`  ready after at most ${Math.round(longest)} ms; ${senders.told()}\n`);
    expect(retrace.isAlive).toBe(true);
    expect([...senders.outcomes.keys()]).not.toContain('NO_ANSWER');
    await expectLedgerOf(senders.acknowledged, retrace.world.database.ownerUrl);
  },
  120_000 + KILLS * READY_MS,
);

test('while PostgreSQL does not come up, Retrace answers UNAVAILABLE, and records once it is up (B2)', async () => {
  const refused = [movement('refused', 0)];
  const down = AbortSignal.timeout(DOWN_MS);
  await killDatabase();
  const keptDown = (async () => {
    while (!down.aborted) await killDatabase();
  })();

  expect(await post(retrace, refused)).toBe('UNAVAILABLE');
  expect(await retrace.isReady()).toBe(false);
  await keptDown;
  await readyWithout([]);

  expect(retrace.isAlive).toBe(true);
  expect(await post(retrace, refused)).toBe('RECORDED');
}, 120_000);

async function killDatabase(): Promise<number[]> {
  const pids = await retrace.databaseProcesses();
  for (const pid of pids) signal(pid, 'SIGKILL');
  return pids;
}

/** Returns once Retrace is ready on a PostgreSQL with a new main process. */
async function readyWithout(killed: readonly number[]): Promise<void> {
  await eventually(async () => {
    const [postmaster] = await retrace.databaseProcesses();
    expect(killed).not.toContain(postmaster);
    expect(await retrace.isReady()).toBe(true);
  }, READY_MS);
}
