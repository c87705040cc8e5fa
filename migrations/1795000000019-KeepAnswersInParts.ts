import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepAnswersInParts1795000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What goods were made of, or made into, may take longer to find than a request may take.
      alter table inquiry add column kind text;
      update inquiry set kind = case when scope is null then 'WHEREABOUTS' else 'RECIPIENTS' end;
      alter table inquiry alter column kind set not null;
      alter table inquiry add column unit_id uuid;
      alter table inquiry add column direction text check (direction in ('BACKWARD', 'FORWARD'));
      alter table inquiry drop constraint inquiry_is_about_a_batch_or_a_scope;
      alter table inquiry add constraint inquiry_is_about_what_its_kind_asks check (
        case kind
          when 'WHEREABOUTS' then batch_id is not null and num_nonnulls(unit_id, scope, direction) = 0
          when 'RECIPIENTS' then scope is not null and num_nonnulls(batch_id, unit_id, direction) = 0
          when 'GENEALOGY' then num_nonnulls(batch_id, unit_id) = 1 and scope is null and direction is not null
          else false
        end
      );
      comment on column inquiry.scope is 'Whose recipients are asked for.';

      -- Who asked may change their mind.
      alter table inquiry drop constraint inquiry_status_check;
      alter table inquiry add constraint inquiry_status_check
        check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'));
      alter table inquiry drop constraint inquiry_is_finished_at_a_time;
      alter table inquiry add constraint inquiry_is_finished_at_a_time
        check ((status in ('DONE', 'FAILED', 'CANCELLED')) = (finished_at is not null));

      -- And may lose its id.
      create index inquiry_of_one_newest_first on inquiry (asked_by, asked_at desc, inquiry_id desc);
      create index inquiry_newest_first on inquiry (asked_at desc, inquiry_id desc);

      -- An answer may hold a million entries, of which a page is read at a time.
      create table inquiry_part (
        inquiry_id uuid not null,
        run uuid not null,
        kind text not null check (kind in ('MAKING', 'BATCH', 'RECIPIENT', 'TRACED')),
        level integer not null,
        part_id uuid not null,
        part jsonb,
        primary key (inquiry_id, run, kind, level, part_id)
      );
      comment on column inquiry_part.run is 'The token of the run that wrote it. Parts of a run that came to no end are nobody''s.';
      alter table inquiry add column answered_by uuid;
      comment on column inquiry.answered_by is 'The run whose parts belong to the answer.';
      update inquiry set answered_by = inquiry_id where status = 'DONE';
      alter table inquiry add constraint inquiry_is_answered_by_a_run check ((status = 'DONE') = (answered_by is not null));

      -- What was kept in one piece until now.
      insert into inquiry_part (inquiry_id, run, kind, level, part_id, part)
      select inquiry.inquiry_id, inquiry.answered_by, 'RECIPIENT', 0, (recipient ->> 'customerId')::uuid, recipient
      from inquiry
      cross join lateral jsonb_array_elements(inquiry.answer -> 'recipients') as recipient
      where inquiry.kind = 'RECIPIENTS' and inquiry.status = 'DONE'
      on conflict do nothing;
      insert into inquiry_part (inquiry_id, run, kind, level, part_id, part)
      select inquiry.inquiry_id, inquiry.answered_by, 'TRACED', 0, inquiry.inquiry_id, (inquiry.answer -> 'traced') - 'truncated'
      from inquiry
      where inquiry.kind = 'RECIPIENTS' and inquiry.status = 'DONE'
      on conflict do nothing;
      update inquiry set answer = jsonb_build_object('truncated', answer -> 'traced' -> 'truncated')
      where kind = 'RECIPIENTS' and status = 'DONE';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- An answer can be had again by asking again.
      delete from inquiry where kind = 'GENEALOGY' or status = 'CANCELLED' or (kind = 'RECIPIENTS' and status = 'DONE');
      drop table inquiry_part;
      drop index inquiry_of_one_newest_first;
      drop index inquiry_newest_first;
      alter table inquiry drop constraint inquiry_is_about_what_its_kind_asks;
      alter table inquiry drop constraint inquiry_is_answered_by_a_run;
      alter table inquiry drop constraint inquiry_is_finished_at_a_time;
      alter table inquiry drop constraint inquiry_status_check;
      alter table inquiry drop column kind, drop column unit_id, drop column direction, drop column answered_by;
      alter table inquiry add constraint inquiry_is_about_a_batch_or_a_scope check ((batch_id is null) <> (scope is null));
      alter table inquiry add constraint inquiry_is_finished_at_a_time
        check ((status in ('DONE', 'FAILED')) = (finished_at is not null));
      alter table inquiry add constraint inquiry_status_check check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED'));
      comment on column inquiry.scope is 'Whose recipients are asked for; null: where the batch is.';
    `);
  }
}
