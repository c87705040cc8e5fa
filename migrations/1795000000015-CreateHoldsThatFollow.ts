import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHoldsThatFollow1795000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hold add column follows_making boolean not null default true;
      comment on column hold.follows_making is 'Whether what is made of the goods is held too.';
      update hold set follows_making = false
      from recall
      where recall.recall_id = hold.recall_id and (recall.scope ->> 'onlyNamed')::boolean;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table hold drop column follows_making`);
  }
}
