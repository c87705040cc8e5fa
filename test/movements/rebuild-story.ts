import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import pg from 'pg';

import { correctMovement, type Progress, rebuildState, registerBatches } from '../../src/movements/index.js';
import { GTIN, PALLET, record, registerTestSource, SOURCE, STORE, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { Eraser, storedState } from './ledger-snapshot.js';

/** Small enough that every history takes several steps. */
export const FEW = { movements: 3, goods: 4, replaced: 2 };

let eraser: Eraser;
/** Who may do to the tables what Retrace never does. */
export let owner: pg.Client;
// Before the world's own, which drops the database.
afterAll(async () => {
  await eraser.close();
  await owner.end();
});
export const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
  owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
});
beforeEach(beginAnew);

/** Forgets what was recorded, what was declared, and what a rebuild has left. */
export async function beginAnew(): Promise<void> {
  await eraser.erase();
  await owner.query('update batch set quantity = null, uom = null, declared_by = null');
  await owner.query('drop schema if exists retrace_rebuild cascade');
}

interface Options {
  readonly swap?: boolean;
  readonly anew?: boolean;
  readonly atOnce?: typeof FEW;
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
}

export function rebuild({ swap = false, ...rest }: Options = {}) {
  return rebuildState({
    ownerUrl: world.database.ownerUrl,
    now: () => world.clock,
    swap,
    atOnce: FEW,
    ...rest,
  });
}

export async function countOf(table: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(rows[0]?.count);
}

export async function everything() {
  const batches = await owner.query('select * from batch order by batch_id');
  const genealogy = await owner.query('select * from genealogy_entry order by goods_id, movement_id, role');
  return { ...(await storedState(world)), batches: batches.rows as unknown[], genealogy: genealogy.rows as unknown[] };
}

/** Some of everything: a batch declared, units made, packed, unpacked, quantities, one thing of another, a correction. */
export async function aSupplyChain(): Promise<void> {
  const warehouse = world.as('WAREHOUSE');
  await registerBatches(world.as('QUALITY'), [{ gtin: GTIN, number: 'MILK-1', quantity: '12', uom: 'KGM' }]);
  await record(
    warehouse,
    units('commission', ['A-1', 'A-2', 'A-3', 'A-4'], { id: 'made', occurredAt: '2026-02-01T06:00:00Z' }),
    units('pack', ['A-1', 'A-2', 'A-3'], { id: 'packed', container: PALLET, occurredAt: '2026-02-01T07:00:00Z' }),
    units('unpack', ['A-3'], { id: 'unpacked', container: PALLET, occurredAt: '2026-02-01T08:00:00Z' }),
    units('observe', ['A-4'], { id: 'wrong', occurredAt: '2026-02-01T09:00:00Z', place: STORE }),
    units('transform', ['A-3'], {
      id: 'turned',
      occurredAt: '2026-02-01T10:00:00Z',
      outputs: { serials: [{ gtin: GTIN, serials: ['B-1'] }] },
    }),
    units('pack', ['A-4'], {
      id: 'built-in',
      container: `(01)${GTIN}(21)C-1(10)MILK-1`,
      occurredAt: '2026-02-01T11:00:00Z',
    }),
    {
      id: 'came',
      kind: 'receive',
      occurredAt: '2026-02-01T06:00:00Z',
      place: STORE,
      goods: { quantities: [{ gtin: GTIN, batch: 'MILK-1', quantity: '2.5', uom: 'KGM' }] },
    },
    {
      id: 'came-not',
      kind: 'receive',
      occurredAt: '2026-02-01T06:00:00Z',
      place: STORE,
      goods: { quantities: [{ gtin: GTIN, batch: 'MILK-1', quantity: '7', uom: 'KGM' }] },
    },
  );
  for (const id of ['wrong', 'came-not']) await correct(id);
}

export async function correct(id: string): Promise<void> {
  const answer = await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id, reason: 'DID_NOT_OCCUR' });
  if (answer.outcome !== 'MovementCorrected') throw new Error(answer.message);
}
