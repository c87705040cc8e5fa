import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { Recall } from '../recall.js';
import type { Reach } from '../scope/reach.js';

/** Whom a version reached when it was submitted: what the approver was shown, and what the launch is compared with. */
export interface ScopeSnapshot {
  readonly recallId: string;
  readonly version: number;
  readonly knownThrough: Date | null;
  readonly units: number;
  readonly customerIds: readonly string[];
}

/** A version submitted again, after a rejection, is evaluated again. */
export async function saveSnapshot(tx: Transaction, { id, version }: Recall, reach: Reach): Promise<void> {
  await tx.rows(
    'save_scope_snapshot',
    `
    insert into recall_scope_snapshot (recall_id, version, known_through, units, customer_ids)
    values ($1, $2, $3, $4, $5)
    on conflict (recall_id, version) do update set
      known_through = excluded.known_through, units = excluded.units, customer_ids = excluded.customer_ids
    `,
    [id, version, reach.knownThrough, reach.whereabouts.units, reach.recipients.map(({ customerId }) => customerId)],
  );
}

export async function snapshotOf(db: Queryable, recallId: string, version: number): Promise<ScopeSnapshot | null> {
  const [snapshot] = await db.rows<ScopeSnapshot>(
    'scope_snapshot_of',
    `
    select snapshot.recall_id as "recallId", snapshot.version, snapshot.known_through as "knownThrough", snapshot.units,
      snapshot.customer_ids as "customerIds"
    from recall_scope_snapshot as snapshot
    where snapshot.recall_id = $1 and snapshot.version = $2
    `,
    [recallId, version],
  );
  return snapshot ?? null;
}
