import type { Queryable, Transaction } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { isUuid } from '../platform/uuid.js';
import type { Recall } from './recall.js';
import type { RecallStatus } from './recall.rules.js';

const COLUMNS = `
  recall.recall_id as "id", recall.revision, recall.version, recall.status, recall.kind, recall.class as "recallClass", recall.title,
  recall.texts, recall.contact_phone as "contactPhone", recall.contact_email as "contactEmail",
  recall.answer_within_days as "answerWithinDays", 
  -- Recalls from before there was the choice cover what was made from their goods.
  '{"onlyNamed": false}'::jsonb || recall.scope as scope, recall.editor_ids as "editorIds",
  recall.created_at as "createdAt", recall.submitted_by as "submittedBy", recall.submitted_hash as "submittedHash",
  recall.approved_by as "approvedBy", recall.approved_hash as "approvedHash", recall.launched_at as "launchedAt",
  recall.closed_at as "closedAt", recall.followed_at as "followedAt", recall.followed_through as "followedThrough"
`;

export const recallById: BatchQuery<Recall> = {
  find: (db, ids) =>
    db.rows<Recall>('recalls_by_id', `select ${COLUMNS} from recall where recall.recall_id = any ($1::uuid[])`, [
      // What is no id at all names no recall; PostgreSQL would fail the statement.
      ids.filter(isUuid),
    ]),
  keyOf: (recall) => recall.id,
};

/** The recall, which nobody else can change or move until this transaction ends. */
export async function lockRecall(tx: Transaction, recallId: string): Promise<Recall | null> {
  if (!isUuid(recallId)) return null;
  const [recall] = await tx.rows<Recall>(
    'lock_recall',
    `select ${COLUMNS} from recall where recall.recall_id = $1 for update`,
    [recallId],
  );
  return recall ?? null;
}

/**
 * Writes a new recall, or the next revision of one, and says whether it did: nothing is written upon a revision that is not
 * the one before. Its id is made before the transaction, so a retry finds itself.
 */
export async function saveRecall(tx: Transaction, recall: Recall): Promise<boolean> {
  const written = await tx.rows(
    'save_recall',
    `
    insert into recall (
      recall_id, revision, version, status, kind, class, title, texts, contact_phone, contact_email, answer_within_days, scope,
      editor_ids, created_at, submitted_by, submitted_hash, approved_by, approved_hash, launched_at, closed_at,
      followed_at, followed_through
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
    on conflict (recall_id) do update set
      revision = excluded.revision, version = excluded.version, status = excluded.status, kind = excluded.kind, class = excluded.class,
      title = excluded.title, texts = excluded.texts, contact_phone = excluded.contact_phone,
      contact_email = excluded.contact_email, answer_within_days = excluded.answer_within_days, scope = excluded.scope,
      editor_ids = excluded.editor_ids, submitted_by = excluded.submitted_by, submitted_hash = excluded.submitted_hash,
      approved_by = excluded.approved_by, approved_hash = excluded.approved_hash, launched_at = excluded.launched_at,
      closed_at = excluded.closed_at, followed_at = excluded.followed_at, followed_through = excluded.followed_through
    where recall.revision = excluded.revision - 1
    returning recall.recall_id
    `,
    [
      recall.id,
      recall.revision,
      recall.version,
      recall.status,
      recall.kind,
      recall.recallClass,
      recall.title,
      JSON.stringify(recall.texts),
      recall.contactPhone,
      recall.contactEmail,
      recall.answerWithinDays,
      JSON.stringify(recall.scope),
      recall.editorIds,
      recall.createdAt,
      recall.submittedBy,
      recall.submittedHash,
      recall.approvedBy,
      recall.approvedHash,
      recall.launchedAt,
      recall.closedAt,
      recall.followedAt,
      recall.followedThrough,
    ],
  );
  return written.length > 0;
}

/** Writes how far a recall was followed that is locked, which is no move of it. What another process has seen later stands. */
export async function saveFollowed(
  tx: Transaction,
  { id, followedAt, followedThrough }: Pick<Recall, 'id' | 'followedAt' | 'followedThrough'>,
): Promise<void> {
  await tx.rows(
    'save_followed',
    `
    update recall set followed_at = $2, followed_through = $3
    where recall.recall_id = $1 and (recall.followed_at is null or recall.followed_at <= $2)
    `,
    [id, followedAt, followedThrough],
  );
}

export interface RecallFilter {
  readonly statuses: readonly RecallStatus[] | null;
}

/** A recall's place in the list of recalls. */
export type RecallPosition = readonly [createdAt: string, id: string];

export function recallPositionOf({ createdAt, id }: Recall): RecallPosition {
  return [createdAt.toISOString(), id];
}

/** Newest first. */
export function findRecalls(
  db: Queryable,
  { statuses }: RecallFilter,
  limit: number,
  after: RecallPosition | null,
): Promise<Recall[]> {
  return db.rows<Recall>(
    'find_recalls',
    `
    select ${COLUMNS}
    from recall
    where ($1::text[] is null or recall.status = any ($1))
      and ($3::timestamptz is null or recall.created_at < $3 or (recall.created_at = $3 and recall.recall_id > $4::uuid))
    order by recall.created_at desc, recall.recall_id
    limit $2
    `,
    [statuses, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
}
