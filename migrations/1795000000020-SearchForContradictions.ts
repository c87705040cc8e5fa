import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SearchForContradictions1795000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Containers that are in themselves, declarations of a batch that differ, and what arrived before it was shipped, are gaps now. The watch goes through
      -- everything once more, behind those who record, and finds those that were there before.
      update gap_watch set position = 0;
    `);
  }

  async down(): Promise<void> {
    // What was searched needs no forgetting.
  }
}
