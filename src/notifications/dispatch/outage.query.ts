import type { Queryable } from '../../platform/database/database.js';

/** Why nothing is being sent. */
export interface MailOutage {
  readonly since: Date;
  readonly reason: string;
}

/** Twice the breaker's longest pause: an outage that nobody has seen for that long belongs to a process that is gone. */
const STALE_MS = 600_000;

/** Each probe that fails says so again. */
export async function recordOutage(db: Queryable, reason: string, now: Date): Promise<void> {
  await db.rows(
    'record_mail_outage',
    `
    insert into mail_outage (since, reason, seen_at) values ($1, $2, $1)
    on conflict (mail_outage_id) do update
    set reason = $2, seen_at = $1, since = case when mail_outage.seen_at < $3 then $1 else mail_outage.since end
    `,
    [now, reason, staleAt(now)],
  );
}

export async function clearOutage(db: Queryable): Promise<void> {
  await db.rows('clear_mail_outage', `delete from mail_outage`);
}

export async function findOutage(db: Queryable, now: Date): Promise<MailOutage | null> {
  const [outage] = await db.rows<MailOutage>(
    'find_mail_outage',
    `select mail_outage.since, mail_outage.reason from mail_outage where mail_outage.seen_at >= $1`,
    [staleAt(now)],
  );
  return outage ?? null;
}

const staleAt = (now: Date) => new Date(now.getTime() - STALE_MS);
