import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindObservedQuantities1795000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Seeing a quantity moves no stock, so by its batch it is found in the ledger alone.
      create index movement_by_observed_batch on movement using gin (quantities jsonb_path_ops)
        where kind = 'observe' and quantities is not null;

      -- What was handed over and then received by the customer counts once now. The watch goes through everything once more,
      -- behind those who record: where more seemed to have arrived than was shipped, the gap closes.
      update gap_watch set position = 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index movement_by_observed_batch`);
  }
}
