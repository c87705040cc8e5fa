import type { Database, Queryable, Transaction } from '../../platform/database/database.js';
import type { Inquiry, InquiryStatus, Question } from './inquiry.js';

const INQUIRY = `
  inquiry.inquiry_id as id, inquiry.kind, inquiry.batch_id as "batchId", inquiry.unit_id as "unitId", inquiry.direction,
  inquiry.recall_id as "recallId", inquiry.recall_version as "recallVersion",
  inquiry.as_of as "asOf", inquiry.as_known_at as "asKnownAt", inquiry.asked_by as "askedBy", inquiry.asked_at as "askedAt",
  inquiry.status, inquiry.units_done as "unitsDone", inquiry.units_total as "unitsTotal", inquiry.failure,
  inquiry.finished_at as "finishedAt"`;

export const inquiryById = {
  find(db: Queryable, ids: readonly string[]): Promise<Inquiry[]> {
    return db.rows<Inquiry>(
      'inquiry_by_id',
      `select ${INQUIRY} from inquiry where inquiry.inquiry_id = any($1::uuid[])`,
      [ids],
    );
  },
  keyOf: ({ id }: Inquiry) => id,
};

/** What is asked, and by whom. */
export type Asked = Question & Pick<Inquiry, 'id' | 'askedAt' | 'askedBy'>;

export async function insertInquiry(tx: Transaction, asked: Asked): Promise<void> {
  await tx.rows(
    'insert_inquiry',
    `
    insert into inquiry
      (inquiry_id, kind, batch_id, unit_id, scope, direction, recall_id, recall_version, as_of, as_known_at, asked_by, asked_at, status)
    values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12, 'QUEUED')
    on conflict do nothing
    `,
    [
      asked.id,
      asked.kind,
      'batchId' in asked ? asked.batchId : null,
      'unitId' in asked ? asked.unitId : null,
      asked.kind === 'RECIPIENTS' ? JSON.stringify(asked.scope) : null,
      asked.kind === 'GENEALOGY' ? asked.direction : null,
      asked.kind === 'PREVIEW' ? asked.recallId : null,
      asked.kind === 'PREVIEW' ? asked.recallVersion : null,
      asked.asOf,
      asked.kind === 'WHEREABOUTS' ? asked.asKnownAt : null,
      asked.askedBy,
      asked.askedAt,
    ],
  );
}

/** Until the transaction ends, nobody else counts or starts inquiries of this actor, who may have no row of their own. */
export async function lockInquirer(tx: Transaction, askedBy: string): Promise<void> {
  await tx.rows('lock_inquirer', `select pg_advisory_xact_lock(hashtextextended('inquiries of ' || $1, 0))`, [askedBy]);
}

export async function openInquiriesOf(db: Queryable, askedBy: string): Promise<number> {
  const [row] = await db.rows<{ open: number }>(
    'open_inquiries_of',
    `select count(*)::integer as open from inquiry where status in ('QUEUED', 'RUNNING') and asked_by = $1`,
    [askedBy],
  );
  return row?.open ?? 0;
}

export interface InquiriesWanted {
  /** Null: of everyone. */
  readonly askedBy: string | null;
  readonly statuses: readonly InquiryStatus[];
}

/** Before every other in the order of the list. */
const NEWEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** The newest first. */
export function listInquiries(
  db: Queryable,
  { askedBy, statuses }: InquiriesWanted,
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<Inquiry[]> {
  const whose = askedBy === null ? 'everyone' : 'one';
  return db.rows<Inquiry>(
    `list_inquiries_of_${whose}`,
    `
    select ${INQUIRY}
    from inquiry
    where (inquiry.asked_at, inquiry.inquiry_id) < ($2::timestamptz, $3::uuid)
      and inquiry.status = any($4::text[])
      ${askedBy === null ? '' : 'and inquiry.asked_by = $5'}
    order by inquiry.asked_at desc, inquiry.inquiry_id desc
    limit $1
    `,
    [limit, ...(after ?? NEWEST), statuses, ...(askedBy === null ? [] : [askedBy])],
  );
}

/** Ends one that is open, and takes it from its run; null when it is not open. */
export async function cancelOpenInquiry(tx: Transaction, id: string, now: Date): Promise<Inquiry | null> {
  const [cancelled] = await tx.rows<Inquiry>(
    'cancel_open_inquiry',
    `
    update inquiry set status = 'CANCELLED', finished_at = $2, token = null, lease_until = null
    where inquiry.inquiry_id = $1 and inquiry.status in ('QUEUED', 'RUNNING')
    returning ${INQUIRY}
    `,
    [id, now],
  );
  return cancelled ?? null;
}

/** With their parts, each together. A million parts take longer than a statement may otherwise. */
export async function deleteInquiriesFinishedBefore(db: Database, time: Date): Promise<void> {
  const old = await db.rows<{ id: string }>(
    'inquiries_finished_before',
    'select inquiry.inquiry_id as id from inquiry where inquiry.finished_at < $1',
    [time],
  );
  for (const { id } of old) {
    await db.transaction(
      (tx) => {
        tx.send('delete_parts_of_inquiry', 'delete from inquiry_part where inquiry_id = $1', [id]);
        tx.send('delete_inquiry', 'delete from inquiry where inquiry_id = $1', [id]);
      },
      { statementTimeoutMs: DELETION_MS },
    );
  }
}

const DELETION_MS = 60_000;
