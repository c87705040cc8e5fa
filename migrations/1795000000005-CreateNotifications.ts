import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1795000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How many recipients a wave had when it was frozen: what the states of its notifications must add up to.
      create table notification_wave (
        recall_id uuid not null,
        wave text not null check (wave ~ '^[A-Z][A-Z0-9_-]{0,39}$'),
        recipients integer not null check (recipients >= 0),
        frozen_at timestamptz(3) not null,
        primary key (recall_id, wave)
      );

      -- One message to one recipient by one channel. No address: it is looked up at each attempt.
      create table notification (
        lane smallint not null check (lane between 0 and 63),
        notification_id uuid not null,
        recall_id uuid not null,
        wave text not null,
        party_kind text not null check (party_kind in ('CUSTOMER', 'CARRIER', 'INTERNAL')),
        party_id uuid not null,
        channel text not null check (channel in ('EMAIL', 'PHONE', 'POST')),
        language text not null check (language ~ '^[a-z]{2}$'),
        state text not null check (state in (
          'QUEUED', 'SENDING', 'UNKNOWN', 'ACCEPTED', 'KEPT', 'BOUNCED', 'EXPIRED', 'MANUAL', 'CONTACTED', 'SUPPRESSED', 'ANSWERED'
        )),
        state_at timestamptz(3) not null,
        state_reason text check (length(state_reason) <= 2000),
        queued_at timestamptz(3) not null,
        due_at timestamptz(3),
        claim_token uuid,
        lease_until timestamptz(3),
        attempts integer not null default 0,
        failures integer not null default 0,
        possible_duplicate boolean not null default false,
        link_hash bytea not null,
        answerable_until timestamptz(3) not null,
        primary key (lane, notification_id),
        constraint notification_waiting_is_due check ((due_at is not null) = (state in ('QUEUED', 'UNKNOWN'))),
        constraint notification_sending_is_claimed
          check ((claim_token is not null and lease_until is not null) = (state = 'SENDING'))
      );
      comment on column notification.failures is 'Attempts that count towards the retry schedule since it was last queued.';
      create index notification_due on notification (lane, due_at) where state in ('QUEUED', 'UNKNOWN');
      create index notification_leased on notification (lease_until) where state = 'SENDING';
      create index notification_by_recall on notification (recall_id, wave, notification_id);
      create index notification_needs_a_person on notification (state_at, notification_id)
        where state in ('MANUAL', 'BOUNCED', 'EXPIRED');
      create index notification_by_party on notification (party_id);
      create index notification_by_link on notification (link_hash);

      -- One try at a notification, written before the mail server is called. Its result is written once; what a dispatcher
      -- reports that was taken for dead is kept beside it.
      create table notification_attempt (
        lane smallint not null,
        notification_id uuid not null,
        attempt_no integer not null,
        claim_token uuid not null,
        started_at timestamptz(3) not null,
        possible_duplicate boolean not null,
        result text check (result in (
          'ACCEPTED', 'KEPT', 'BOUNCED', 'DEFERRED', 'UNAVAILABLE', 'UNKNOWN', 'NO_ADDRESS', 'NOT_WRITTEN'
        )),
        reply text,
        finished_at timestamptz(3),
        late_result text,
        late_reply text,
        late_at timestamptz(3),
        primary key (lane, notification_id, attempt_no),
        constraint notification_attempt_finishes_with_a_result check ((result is null) = (finished_at is null))
      );

      -- The kill switch: nothing of a recall that stands here is sent.
      create table sending_pause (
        recall_id uuid primary key,
        paused_at timestamptz(3) not null,
        paused_by uuid not null
      );

      -- Since when the mail server cannot be used, and what it says.
      create table mail_outage (
        mail_outage_id smallint primary key default 1 check (mail_outage_id = 1),
        since timestamptz(3) not null,
        seen_at timestamptz(3) not null,
        reason text not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table mail_outage, sending_pause, notification_attempt, notification, notification_wave`);
  }
}
