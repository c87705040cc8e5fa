import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRebuild1795000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Everything that the state needs is in the ledger, this too.
      alter table movement add column container_batch_id uuid;
      comment on column movement.container_batch_id is
        'The batch that the sender said the unit is of that goods are built into.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table movement drop column container_batch_id;
    `);
  }
}
