import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AskForPreviews1795000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The preview of a recall of a million packed units takes longer than a request may.
      alter table inquiry add column recall_id uuid, add column recall_version integer;
      comment on column inquiry.recall_id is 'Whose preview is asked for.';
      comment on column inquiry.recall_version is 'The version of its content when it was asked for: of another one, other things would be said.';
      alter table inquiry drop constraint inquiry_is_about_what_its_kind_asks;
      alter table inquiry add constraint inquiry_is_about_what_its_kind_asks check (
        case kind
          when 'WHEREABOUTS' then batch_id is not null and num_nonnulls(unit_id, scope, direction, recall_id) = 0
          when 'RECIPIENTS' then scope is not null and num_nonnulls(batch_id, unit_id, direction, recall_id) = 0
          when 'GENEALOGY' then num_nonnulls(batch_id, unit_id) = 1 and num_nonnulls(scope, recall_id) = 0 and direction is not null
          when 'PREVIEW' then num_nonnulls(recall_id, recall_version) = 2 and num_nonnulls(batch_id, unit_id, scope, direction) = 0
          else false
        end
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- An answer can be had again by asking again.
      delete from inquiry_part using inquiry where inquiry.inquiry_id = inquiry_part.inquiry_id and inquiry.kind = 'PREVIEW';
      delete from inquiry where kind = 'PREVIEW';
      alter table inquiry drop constraint inquiry_is_about_what_its_kind_asks;
      alter table inquiry drop column recall_id, drop column recall_version;
      alter table inquiry add constraint inquiry_is_about_what_its_kind_asks check (
        case kind
          when 'WHEREABOUTS' then batch_id is not null and num_nonnulls(unit_id, scope, direction) = 0
          when 'RECIPIENTS' then scope is not null and num_nonnulls(batch_id, unit_id, direction) = 0
          when 'GENEALOGY' then num_nonnulls(batch_id, unit_id) = 1 and scope is null and direction is not null
          else false
        end
      );
    `);
  }
}
