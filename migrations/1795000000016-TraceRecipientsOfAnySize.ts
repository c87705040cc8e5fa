import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TraceRecipientsOfAnySize1795000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Asked whenever recipients are looked for; few goods are of no batch, and finding them read all there are.
      create index goods_state_without_batch on goods_state (goods_id) where batch_id is null;

      -- Whom a scope reached may take longer to find than a request may take.
      alter table inquiry alter column batch_id drop not null;
      alter table inquiry add column scope jsonb;
      comment on column inquiry.scope is 'Whose recipients are asked for; null: where the batch is.';
      alter table inquiry add constraint inquiry_is_about_a_batch_or_a_scope check ((batch_id is null) <> (scope is null));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from inquiry where batch_id is null;
      alter table inquiry drop constraint inquiry_is_about_a_batch_or_a_scope;
      alter table inquiry drop column scope;
      alter table inquiry alter column batch_id set not null;
      drop index goods_state_without_batch;
    `);
  }
}
