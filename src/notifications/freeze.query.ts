import type { Queryable, Transaction } from '../platform/database/database.js';
import type { Recipient } from './notification.js';

interface WaveRow {
  readonly recallId: string;
  readonly wave: string;
  readonly recipients: number;
  readonly at: Date;
}

/** Two launches of one wave meet on this row: the second waits, and then finds it. */
export async function insertWave(tx: Transaction, { recallId, wave, recipients, at }: WaveRow) {
  const inserted = await tx.rows(
    'insert_notification_wave',
    `
    insert into notification_wave (recall_id, wave, recipients, frozen_at) values ($1, $2, $3, $4)
    on conflict (recall_id, wave) do nothing
    returning recall_id
    `,
    [recallId, wave, recipients, at],
  );
  if (inserted.length > 0) return { recipients, isNew: true };
  const [before] = await tx.rows<{ recipients: number }>(
    'notification_wave_recipients',
    `select recipients from notification_wave where recall_id = $1 and wave = $2`,
    [recallId, wave],
  );
  return { recipients: before?.recipients ?? 0, isNew: false };
}

export interface NotificationDraft extends Recipient {
  readonly id: string;
  readonly lane: number;
  readonly linkHash: Buffer;
}

interface NewNotifications {
  readonly recallId: string;
  readonly wave: string;
  readonly drafts: readonly NotificationDraft[];
  readonly at: Date;
  readonly dueAt: Date;
  readonly answerableUntil: Date;
}

/** What cannot go by e-mail is on a person's list at once. */
export async function insertNotifications(tx: Transaction, wave: NewNotifications): Promise<void> {
  const { recallId, drafts, at, dueAt } = wave;
  await tx.rows(
    'insert_notifications',
    `
    insert into notification (
      lane, notification_id, recall_id, wave, party_kind, party_id, channel, language, link_hash,
      state, state_at, state_reason, queued_at, due_at, answerable_until
    )
    select draft.lane, draft.id, $8, $9, draft.party_kind, draft.party_id, draft.channel, draft.language, draft.link_hash,
      case draft.channel when 'EMAIL' then 'QUEUED' else 'MANUAL' end,
      $10,
      case draft.channel when 'PHONE' then 'By phone.' when 'POST' then 'By letter.' end,
      $10,
      case draft.channel when 'EMAIL' then $11::timestamptz end,
      $12
    from unnest($1::smallint[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::bytea[])
      as draft (lane, id, party_kind, party_id, channel, language, link_hash)
    on conflict (lane, notification_id) do nothing
    `,
    [
      drafts.map(({ lane }) => lane),
      drafts.map(({ id }) => id),
      drafts.map(({ partyKind }) => partyKind),
      drafts.map(({ partyId }) => partyId),
      drafts.map(({ channel }) => channel),
      drafts.map(({ language }) => language),
      drafts.map(({ linkHash }) => linkHash),
      recallId,
      wave.wave,
      at,
      dueAt,
      wave.answerableUntil,
    ],
  );
}

/** Whether someone of the company's own has not even been tried yet. */
export async function internalOnesAwaitAnAttempt(db: Queryable, recallId: string): Promise<boolean> {
  const [found] = await db.rows(
    'internal_ones_await_an_attempt',
    `
    select 1 from notification
    where notification.recall_id = $1 and notification.wave like 'INTERNAL%'
      and (notification.state, notification.attempts) in (('QUEUED', 0), ('SENDING', 1))
    limit 1
    `,
    [recallId],
  );
  return found !== undefined;
}

/** Lets the waves that waited for the internal one go. */
export async function releaseWaitingWaves(db: Queryable, recallId: string, now: Date): Promise<void> {
  await db.rows(
    'release_waiting_waves',
    `
    update notification set due_at = $2
    where notification.recall_id = $1 and notification.wave not like 'INTERNAL%'
      and notification.state = 'QUEUED' and notification.attempts = 0 and notification.due_at > $2
    `,
    [recallId, now],
  );
}
