import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { MovementItem, RecordedMovement } from '../../src/movements/index.js';
import { type Database, openDatabase } from '../../src/platform/database/database.js';
import { isConnectionFailure } from '../../src/platform/database/retry.js';
import { createLoad } from '../../src/platform/load.js';
import { faults } from '../support/runs.js';
import { PALLET, record, registerTestSource, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { type Cut, FaultProxy } from './fault-proxy.js';
import { expectLedgerOf } from './invariants.js';

const CUTS = faults(20, 500);
/** More than Retrace tries by itself. */
const MORE_THAN_ITS_TRIES = 10;
const PATIENCE_MS = 60_000 + CUTS * 1_000;

let proxy: FaultProxy;
let db: Database;
// Before the world's own, which drops the database.
afterAll(async () => {
  await db.close();
  await proxy.close();
});
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  proxy = await FaultProxy.before(world.database.appUrl);
  db = await openDatabase({ url: proxy.url, poolSize: 3 });
});
const acknowledged = new Set<string>();

test.each([
  ['before PostgreSQL has it', 'BEFORE_COMMIT', 'ACCEPTED'],
  ['before Retrace hears that it is done', 'AFTER_COMMIT', 'DUPLICATE'],
] as const)(
  'with every COMMIT cut %s, the sender hears of success, and each movement is there once',
  async (_, cut, verdict) => {
    const before = proxy.cuts;
    const verdicts = [];
    for (let i = 0; i < CUTS; i++) {
      proxy.cutNext(cut);
      verdicts.push((await send(scan(cut, i))).verdict);
    }

    expect(proxy.cuts - before).toBe(CUTS);
    expect(verdicts).toEqual(Array.from({ length: CUTS }, () => verdict));
    await expectLedgerOf(acknowledged, world.database.ownerUrl);
  },
  PATIENCE_MS,
);

test.each(['BEFORE_COMMIT', 'AFTER_COMMIT'] as const)(
  'with connections cut (%s) until Retrace gives up, a sender that sends again has recorded each movement once',
  async (cut) => {
    const before = proxy.cuts;
    const scans = [scan(cut, CUTS), scan(cut, CUTS + 1)];
    for (const item of scans) {
      proxy.cutNext(cut, MORE_THAN_ITS_TRIES);
      await send(item);
    }

    expect(proxy.cuts - before).toBeGreaterThan(MORE_THAN_ITS_TRIES);
    await expectLedgerOf(acknowledged, world.database.ownerUrl);
  },
  PATIENCE_MS,
);

/** Onto a pallet, off it, and seen: so that what is counted twice shows in the state too. */
function scan(cut: Cut, i: number): MovementItem {
  const kind = ['pack', 'unpack', 'observe'][i % 3] ?? '';
  const container = kind === 'observe' ? null : PALLET;
  return units(kind, [`CUT-${i % 7}`], { id: `${cut}-${i}`, container });
}

/** A sender who hears of no success sends again. */
async function send(item: MovementItem): Promise<RecordedMovement> {
  for (;;) {
    try {
      const [recorded] = await record({ ...world.as('WAREHOUSE'), db, load: createLoad(db) }, item);
      if (!recorded) throw new Error('nothing was answered');
      acknowledged.add(String(item.id));
      return recorded;
    } catch (error) {
      if (!isConnectionFailure(error)) throw error;
    }
  }
}
