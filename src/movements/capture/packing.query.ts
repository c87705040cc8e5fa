import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { Packing } from '../fold.rule.js';

/** A packing as it is stored, twice: by child and by parent, so that both directions are found by key. */
export interface PackingRow {
  readonly childId: string;
  readonly parentId: string;
  readonly packedAt: Date;
  readonly packedSequence: number;
  readonly packMovementId: string;
  readonly unpackedAt: Date | null;
  readonly unpackedKind: string | null;
  readonly unpackedSequence: number | null;
  readonly unpackMovementId: string | null;
}

const COLUMNS = new BulkColumns<PackingRow>([
  ['child_id', 'uuid', ({ childId }) => childId],
  ['parent_id', 'uuid', ({ parentId }) => parentId],
  ['packed_at', 'timestamptz', ({ packedAt }) => packedAt],
  ['packed_sequence', 'bigint', ({ packedSequence }) => packedSequence],
  ['pack_movement_id', 'uuid', ({ packMovementId }) => packMovementId],
  ['unpacked_at', 'timestamptz', ({ unpackedAt }) => unpackedAt],
  ['unpacked_kind', 'movement_kind', ({ unpackedKind }) => unpackedKind],
  ['unpacked_sequence', 'bigint', ({ unpackedSequence }) => unpackedSequence],
  ['unpack_movement_id', 'uuid', ({ unpackMovementId }) => unpackMovementId],
]);

/** Brings the stored packings of these children to what their links tell. Their state rows are locked by the caller. */
export async function replacePackings(
  tx: Transaction,
  childIds: readonly string[],
  packings: readonly Packing[],
): Promise<void> {
  if (childIds.length === 0) return;
  const stored = new Map((await packingsOfChildren(tx, childIds)).map((row) => [keyOf(row), row]));
  const wanted = new Map(packings.map(asRow).map((row) => [keyOf(row), row]));

  const gone = [...stored.values()].filter((row) => !wanted.has(keyOf(row)));
  const changed = [...wanted.values()].filter((row) => !sameEnd(row, stored.get(keyOf(row))));
  await deletePackings(tx, gone);
  await upsertPackings(tx, changed);
}

/** When these units and logistic units were in which containers. */
export async function packingsOfChildren(db: Queryable, childIds: readonly string[]): Promise<PackingRow[]> {
  return db.rows<PackingRow>(
    'packings_of_children',
    `
    select
      packing.child_id as "childId", packing.parent_id as "parentId", packing.packed_at as "packedAt",
      packing.packed_sequence as "packedSequence", packing.pack_movement_id as "packMovementId",
      packing.unpacked_at as "unpackedAt", packing.unpacked_kind as "unpackedKind",
      packing.unpacked_sequence as "unpackedSequence", packing.unpack_movement_id as "unpackMovementId"
    from packing_by_child as packing
    where packing.child_id = any($1::uuid[])
    `,
    [plainArrayLiteral(childIds)],
  );
}

async function deletePackings(tx: Transaction, rows: readonly PackingRow[]): Promise<void> {
  if (rows.length === 0) return;
  for (const table of ['packing_by_child', 'packing_by_parent'] as const) {
    await tx.rows(
      `delete_${table}`,
      `
      delete from ${table}
      using unnest($1::uuid[], $2::uuid[], $3::uuid[]) as gone (child_id, parent_id, pack_movement_id)
      where ${table}.child_id = gone.child_id
        and ${table}.parent_id = gone.parent_id
        and ${table}.pack_movement_id = gone.pack_movement_id
      `,
      [
        plainArrayLiteral(rows.map(({ childId }) => childId)),
        plainArrayLiteral(rows.map(({ parentId }) => parentId)),
        plainArrayLiteral(rows.map(({ packMovementId }) => packMovementId)),
      ],
    );
  }
}

async function upsertPackings(tx: Transaction, rows: readonly PackingRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = COLUMNS.values(rows);
  for (const [table, key] of [
    ['packing_by_child', 'child_id, pack_movement_id'],
    ['packing_by_parent', 'parent_id, child_id, pack_movement_id'],
  ] as const) {
    await tx.rows(
      `upsert_${table}`,
      `
      insert into ${table} (${COLUMNS.names})
      select ${COLUMNS.selected}
      from ${COLUMNS.unnested}
      on conflict (${key}) do update set
        unpacked_at = excluded.unpacked_at,
        unpacked_kind = excluded.unpacked_kind,
        unpacked_sequence = excluded.unpacked_sequence,
        unpack_movement_id = excluded.unpack_movement_id
      `,
      values,
    );
  }
}

function asRow({ childId, parentId, start, end }: Packing): PackingRow {
  return {
    childId,
    parentId,
    packedAt: start.occurredAt,
    packedSequence: start.sequence,
    packMovementId: start.movementId,
    unpackedAt: end?.occurredAt ?? null,
    unpackedKind: end?.kind ?? null,
    unpackedSequence: end?.sequence ?? null,
    unpackMovementId: end?.movementId ?? null,
  };
}

function keyOf({ childId, packMovementId }: PackingRow): string {
  return `${childId} ${packMovementId}`;
}

function sameEnd(row: PackingRow, stored: PackingRow | undefined): boolean {
  return stored?.unpackMovementId === row.unpackMovementId;
}
