import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FreezeWhatIsOnlyPossible1795000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What may hold goods of the recall, and may not: of that nobody can tell. Recalls launched before called it affected.
      alter table recall_goods add column is_certain boolean not null default true;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table recall_goods drop column is_certain`);
  }
}
