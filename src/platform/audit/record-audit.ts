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

/** Writes who did what, to what, when and why, in the caller's transaction: the entry exists if the change does. */
export async function recordAudit(tx: Transaction, context: Context, entry: AuditedAction): Promise<void> {
  await tx.rows(
    'record_audit',
    `
    insert into audit_entry (stream_id, recorded_at, actor_id, action, object_kind, object_id, reason, request_id, detail)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    `,
    [
      STREAM,
      context.now(),
      context.actor.id,
      entry.action,
      entry.objectKind,
      entry.objectId,
      entry.reason ?? null,
      context.requestId,
      JSON.stringify(entry.detail ?? {}),
    ],
  );
}
