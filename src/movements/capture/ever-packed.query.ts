import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchesOfUnits, DEEPEST } from './packed.query.js';

/** What was in a container at some time, in what it held too. */
export interface EverPacked {
  readonly batchIds: ReadonlySet<string>;
}

/** By container, what was ever packed in it; of one without an entry, nothing is on record. */
export async function everPackedIn(
  db: Queryable,
  containerIds: readonly string[],
): Promise<ReadonlyMap<string, EverPacked>> {
  const outermost = await outermostOf(db, containerIds);
  const ids = [...outermost.keys()];
  const [batchesOf, counted] = await Promise.all([batchesOfUnits(db, ids), batchesCountedIn(db, ids)]);

  const packed = new Map<string, { batchIds: Set<string> }>();
  const note = (containers: Iterable<string>, batchIds: readonly string[]) => {
    for (const containerId of containers) {
      const known = packed.get(containerId) ?? { batchIds: new Set() };
      for (const batchId of batchIds) known.batchIds.add(batchId);
      packed.set(containerId, known);
    }
  };
  for (const [goodsId, containers] of outermost) {
    const others = [...containers].filter((id) => id !== goodsId);
    note(others, batchesOf.get(goodsId) ?? []);
  }
  for (const { containerId, batchId } of counted) note(outermost.get(containerId) ?? [], [batchId]);
  return packed;
}

/** By goods, in which of these containers they ever were, in whatever between; each container is in itself here. */
async function outermostOf(db: Queryable, containerIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const outermost = new Map(containerIds.map((id) => [id, new Set([id])]));
  let level = containerIds;
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth++) {
    const fresh = new Set<string>();
    for (const { childId, parentId } of await packedDirectlyIn(db, level)) {
      const known = outermost.get(childId) ?? new Set();
      const before = known.size;
      for (const id of outermost.get(parentId) ?? []) known.add(id);
      outermost.set(childId, known);
      if (known.size > before) fresh.add(childId);
    }
    level = [...fresh];
  }
  return outermost;
}

function packedDirectlyIn(
  db: Queryable,
  parentIds: readonly string[],
): Promise<{ childId: string; parentId: string }[]> {
  return db.rows(
    'ever_packed_directly_in',
    `
    select distinct packing.child_id as "childId", packing.parent_id as "parentId"
    from packing_by_parent as packing
    where packing.parent_id = any($1::uuid[])
    `,
    [plainArrayLiteral(parentIds)],
  );
}

function batchesCountedIn(
  db: Queryable,
  containerIds: readonly string[],
): Promise<{ containerId: string; batchId: string }[]> {
  return db.rows(
    'batches_ever_counted_in',
    `
    select distinct entry.container_id as "containerId", entry.batch_id as "batchId"
    from stock_entry as entry
    where entry.container_id = any($1::uuid[]) and entry.quantity > 0
    `,
    [plainArrayLiteral(containerIds)],
  );
}
