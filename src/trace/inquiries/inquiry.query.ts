import type { Database, Queryable, Transaction } from '../../platform/database/database.js';
import type { BatchWhereabouts } from '../batch-whereabouts.js';
import type { Inquiry } from './inquiry.js';

const INQUIRY = `
  inquiry.inquiry_id as id, inquiry.batch_id as "batchId", inquiry.as_of as "asOf", inquiry.as_known_at as "asKnownAt",
  inquiry.asked_at as "askedAt", inquiry.status, inquiry.units_done as "unitsDone", inquiry.units_total as "unitsTotal",
  inquiry.answer, inquiry.failure, inquiry.finished_at as "finishedAt"`;

interface Row extends Omit<Inquiry, 'whereabouts'> {
  readonly answer: Stored<BatchWhereabouts> | null;
}

/** As JSON keeps it. */
type Stored<Value> = { readonly [Key in keyof Value]: Value[Key] extends Date | null ? string | null : Value[Key] };

function inquiryOf({ answer, ...row }: Row): Inquiry {
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...row,
    whereabouts: answer && {
      ...answer,
      asOf: row.asOf,
      asKnownAt: row.asKnownAt,
      knownThrough: instant(answer.knownThrough),
    },
  };
}

export const inquiryById = {
  async find(db: Queryable, ids: readonly string[]): Promise<Inquiry[]> {
    const rows = await db.rows<Row>(
      'inquiry_by_id',
      `select ${INQUIRY} from inquiry where inquiry.inquiry_id = any($1::uuid[])`,
      [ids],
    );
    return rows.map(inquiryOf);
  },
  keyOf: ({ id }: Inquiry) => id,
};

/** What is asked, and by whom. */
export interface Asked extends Pick<Inquiry, 'id' | 'batchId' | 'asOf' | 'asKnownAt' | 'askedAt'> {
  readonly askedBy: string;
}

export async function insertInquiry(tx: Transaction, asked: Asked): Promise<void> {
  await tx.rows(
    'insert_inquiry',
    `
    insert into inquiry (inquiry_id, batch_id, as_of, as_known_at, asked_by, asked_at, status)
    values ($1, $2, $3, $4, $5, $6, 'QUEUED')
    on conflict do nothing
    `,
    [asked.id, asked.batchId, asked.asOf, asked.asKnownAt, asked.askedBy, asked.askedAt],
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

/** A run of an inquiry: only by this token are progress and answer taken. */
export interface Claim {
  readonly inquiry: Pick<Inquiry, 'id' | 'batchId' | 'asOf' | 'asKnownAt'>;
  readonly token: string;
  readonly attempts: number;
}

/** Takes the oldest inquiry that nobody works on, or whose worker has not been heard of; null when there is none. */
export async function claimInquiry(
  db: Database,
  { token, now, leaseUntil }: { readonly token: string; readonly now: Date; readonly leaseUntil: Date },
): Promise<Claim | null> {
  const [oldest] = await db.rows<{ id: string }>(
    'oldest_free_inquiry',
    `
    select inquiry.inquiry_id as id
    from inquiry
    where inquiry.status = 'QUEUED' or (inquiry.status = 'RUNNING' and inquiry.lease_until < $1)
    order by inquiry.asked_at, inquiry.inquiry_id
    limit 1
    `,
    [now],
  );
  if (!oldest) return null;
  // Of two that saw it free, one has it.
  const [claimed] = await db.rows<Row & { attempts: number }>(
    'claim_inquiry',
    `
    update inquiry
    set status = 'RUNNING', token = $2, lease_until = $4, attempts = inquiry.attempts + 1, units_done = 0, units_total = null
    where inquiry.inquiry_id = $1
      and (inquiry.status = 'QUEUED' or (inquiry.status = 'RUNNING' and inquiry.lease_until < $3))
    returning ${INQUIRY}, inquiry.attempts
    `,
    [oldest.id, token, now, leaseUntil],
  );
  return claimed ? { inquiry: inquiryOf(claimed), token, attempts: claimed.attempts } : null;
}

/** Notes how far a run has come and that it lives; false when the inquiry is another's by now. */
export async function noteProgress(
  db: Database,
  { inquiry, token }: Claim,
  { done, total, leaseUntil }: { readonly done: number; readonly total: number; readonly leaseUntil: Date },
): Promise<boolean> {
  const rows = await db.rows(
    'note_progress_of_inquiry',
    `
    update inquiry set units_done = $3, units_total = $4, lease_until = $5
    where inquiry.inquiry_id = $1 and inquiry.token = $2
    returning inquiry.inquiry_id
    `,
    [inquiry.id, token, done, total, leaseUntil],
  );
  return rows.length > 0;
}

/** Notes that a run lives. One that has lost its lease hears of it with its next progress. */
export async function renewLease(db: Database, { inquiry, token }: Claim, leaseUntil: Date): Promise<void> {
  await db.rows(
    'renew_lease_of_inquiry',
    'update inquiry set lease_until = $3 where inquiry.inquiry_id = $1 and inquiry.token = $2',
    [inquiry.id, token, leaseUntil],
  );
}

/** What became of a run: an answer, the reason for there being none, or neither: then another run tries. */
export interface Ending {
  readonly answer: BatchWhereabouts | null;
  readonly failure: string | null;
  /** It was told to stop, so that it does not count as an attempt. */
  readonly stopped?: boolean;
  readonly now: Date;
}

export async function endRun(
  db: Database,
  { inquiry, token }: Claim,
  { answer, failure, stopped = false, now }: Ending,
): Promise<void> {
  const status = answer ? 'DONE' : failure === null ? 'QUEUED' : 'FAILED';
  await db.rows(
    'end_run_of_inquiry',
    `
    update inquiry
    set status = $3, answer = $4::jsonb, failure = $5, finished_at = $6, token = null, lease_until = null,
      attempts = inquiry.attempts - $8::integer,
      units_done = coalesce($7::integer, inquiry.units_done), units_total = coalesce($7::integer, inquiry.units_total)
    where inquiry.inquiry_id = $1 and inquiry.token = $2
    `,
    [
      inquiry.id,
      token,
      status,
      answer && JSON.stringify(answer),
      failure,
      status === 'QUEUED' ? null : now,
      answer?.units ?? null,
      stopped ? 1 : 0,
    ],
  );
}

export async function deleteInquiriesFinishedBefore(db: Database, time: Date): Promise<void> {
  await db.rows('delete_old_inquiries', 'delete from inquiry where inquiry.finished_at < $1', [time]);
}
