import { expect } from '@jest/globals';

import { rebuildState } from '../../src/movements/index.js';
import { openDatabase } from '../../src/platform/database/database.js';

/**
 * What holds after any fault: the ledger has what was acknowledged, each movement once and nothing else; and what is derived
 * from the ledger is what it says.
 */
export async function expectLedgerOf(acknowledged: ReadonlySet<string>, ownerUrl: string): Promise<void> {
  expect(acknowledged.size).toBeGreaterThan(0);
  const db = await openDatabase({ url: ownerUrl, poolSize: 1, settings: { statement_timeout: '0' } });
  try {
    const stored = await db.rows<{ id: string; count: number }>(
      'stored_movements',
      'select source_ref as id, count(*) as count from movement group by source_ref',
    );
    expect(stored.filter(({ count }) => count !== 1)).toEqual([]);
    const ids = new Set(stored.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    expect([...ids].filter((id) => !acknowledged.has(id))).toEqual([]);

    expect(await db.rows('conflicts_after_fault', 'select source_ref from movement_conflict')).toEqual([]);
    expect(await db.rows('packings_that_differ', PACKINGS_THAT_DIFFER)).toEqual([]);
  } finally {
    await db.close();
  }
  expect(await rebuildState({ ownerUrl, now: () => new Date(), swap: false })).toMatchObject({
    outcome: 'StateConfirmed',
    movements: acknowledged.size,
  });
}

const PACKING = `child_id, parent_id, packed_at, packed_sequence, pack_movement_id,
  unpacked_at, unpacked_kind, unpacked_sequence, unpack_movement_id`;

const PACKINGS_THAT_DIFFER = `
  (select ${PACKING} from packing_by_child except all select ${PACKING} from packing_by_parent)
  union all
  (select ${PACKING} from packing_by_parent except all select ${PACKING} from packing_by_child)
`;
