import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInquiries1795000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Questions that take longer than a request may: answered by whichever Retrace is free, and kept to be fetched.
      create table inquiry (
        inquiry_id uuid primary key,
        batch_id uuid not null,
        as_of timestamptz(3) not null,
        as_known_at timestamptz(3),
        asked_by uuid not null,
        asked_at timestamptz(3) not null,
        status text not null check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
        attempts smallint not null default 0,
        token uuid,
        lease_until timestamptz(3),
        units_done integer not null default 0,
        units_total integer,
        answer jsonb,
        failure text,
        finished_at timestamptz(3),
        constraint inquiry_is_answered_when_done check ((status = 'DONE') = (answer is not null)),
        constraint inquiry_says_why_it_failed check ((status = 'FAILED') = (failure is not null)),
        constraint inquiry_is_finished_at_a_time check ((status in ('DONE', 'FAILED')) = (finished_at is not null)),
        constraint inquiry_runs_by_a_lease check ((status = 'RUNNING') = (token is not null and lease_until is not null))
      );
      comment on column inquiry.token is 'Of the run that may write progress and answer; who lost its lease has another.';
      create index inquiry_open_in_order on inquiry (asked_at, inquiry_id) where status in ('QUEUED', 'RUNNING');
      create index inquiry_finished on inquiry (finished_at) where finished_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inquiry;');
  }
}
