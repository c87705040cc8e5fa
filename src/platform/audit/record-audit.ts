import { BulkColumns } from '../database/bulk-columns.js';
import type { Context } from '../context.js';
import type { Transaction } from '../database/database.js';

/** What was done, to be written in the transaction that did it. Ids and plain values only; never personal data. */
export interface AuditedAction {
  /** The mutation's name, or the job's. */
  readonly action: string;
  /** What it was done to: `recall`, `batch`, `apiKey` … */
  readonly objectKind: string;
  readonly objectId: string;
  readonly reason?: string | null;
  /** Counts, states before and after, ids. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One stream until sealing needs more; it is the key by which the trail can be distributed. */
const STREAM = 0;

const COLUMNS = new BulkColumns<Audited>([
  ['recorded_at', 'timestamptz', ({ context }) => context.now()],
  ['actor_id', 'uuid', ({ context }) => context.actor.id],
  ['action', 'text', ({ entry }) => entry.action],
  ['object_kind', 'text', ({ entry }) => entry.objectKind],
  ['object_id', 'text', ({ entry }) => entry.objectId],
  ['reason', 'text', ({ entry }) => entry.reason ?? null],
  ['request_id', 'text', ({ context }) => context.requestId],
  ['detail', 'jsonb', ({ entry }) => JSON.stringify(entry.detail ?? {})],
]);

/** What was done, and in whose request. */
export interface Audited {
  readonly context: Context;
  readonly entry: AuditedAction;
}

/** Writes who did what, to what, when and why, in the caller's transaction: the entry exists if the change does. */
export function recordAudit(tx: Transaction, context: Context, entry: AuditedAction): void {
  recordAudits(tx, [{ context, entry }]);
}

/** The entries of several requests that share a transaction. */
export function recordAudits(tx: Transaction, audited: readonly Audited[]): void {
  tx.send(
    'record_audit',
    `
    insert into audit_entry (${COLUMNS.names}, stream_id)
    select ${COLUMNS.selected}, $${COLUMNS.next}
    from ${COLUMNS.unnested}
    on conflict do nothing
    `,
    [...COLUMNS.values(audited), STREAM],
  );
}
