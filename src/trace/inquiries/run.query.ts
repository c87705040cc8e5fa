import type { Database } from '../../platform/database/database.js';
import type { Inquiry, InquiryAnswer, Question } from './inquiry.js';

/** A run of an inquiry: only by this token are progress and answer taken. */
export interface Claim {
  readonly inquiry: Question & Pick<Inquiry, 'id'>;
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
  const [claimed] = await db.rows<Claim['inquiry'] & { attempts: number }>(
    'claim_inquiry',
    `
    update inquiry
    set status = 'RUNNING', token = $2, lease_until = $4, attempts = inquiry.attempts + 1, units_done = 0, units_total = null
    where inquiry.inquiry_id = $1
      and (inquiry.status = 'QUEUED' or (inquiry.status = 'RUNNING' and inquiry.lease_until < $3))
    returning inquiry.inquiry_id as id, inquiry.kind, inquiry.batch_id as "batchId", inquiry.unit_id as "unitId",
      inquiry.scope, inquiry.direction, inquiry.recall_id as "recallId",
      inquiry.recall_version as "recallVersion", inquiry.as_of as "asOf", inquiry.as_known_at as "asKnownAt", inquiry.attempts
    `,
    [oldest.id, token, now, leaseUntil],
  );
  if (!claimed) return null;
  const { attempts, ...inquiry } = claimed;
  return { inquiry, token, attempts };
}

/** Notes how far a run has come and that it lives; false when the inquiry is another's by now, or was cancelled. */
export async function noteProgress(
  db: Database,
  { inquiry, token }: Claim,
  { done, total, leaseUntil }: { readonly done: number; readonly total: number | null; readonly leaseUntil: Date },
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

/** Notes that a run lives; false when the inquiry is another's by now, or was cancelled. */
export async function renewLease(db: Database, { inquiry, token }: Claim, leaseUntil: Date): Promise<boolean> {
  const rows = await db.rows(
    'renew_lease_of_inquiry',
    `
    update inquiry set lease_until = $3 where inquiry.inquiry_id = $1 and inquiry.token = $2
    returning inquiry.inquiry_id
    `,
    [inquiry.id, token, leaseUntil],
  );
  return rows.length > 0;
}

/** What became of a run: an answer, the reason for there being none, or neither: then another run tries. */
export interface Ending {
  readonly answer: InquiryAnswer['answer'] | null;
  /** How many units the answer is about, where that was not known before. */
  readonly units?: number | null;
  readonly failure: string | null;
  /** It was told to stop, so that it does not count as an attempt. */
  readonly stopped?: boolean;
  readonly now: Date;
}

/** False when the inquiry is another's by now, or was cancelled: then nothing came of it. */
export async function endRun(
  db: Database,
  { inquiry, token }: Claim,
  { answer, units = null, failure, stopped = false, now }: Ending,
): Promise<boolean> {
  const status = answer ? 'DONE' : failure === null ? 'QUEUED' : 'FAILED';
  const rows = await db.rows(
    'end_run_of_inquiry',
    `
    update inquiry
    set status = $3, answer = $4::jsonb, answered_by = $9::uuid, failure = $5, finished_at = $6, token = null,
      lease_until = null, attempts = inquiry.attempts - $8::integer,
      units_done = coalesce($7::integer, inquiry.units_done), units_total = coalesce($7::integer, inquiry.units_total)
    where inquiry.inquiry_id = $1 and inquiry.token = $2
    returning inquiry.inquiry_id
    `,
    [
      inquiry.id,
      token,
      status,
      answer && JSON.stringify(answer),
      failure,
      status === 'QUEUED' ? null : now,
      units,
      stopped ? 1 : 0,
      answer && token,
    ],
  );
  return rows.length > 0;
}
