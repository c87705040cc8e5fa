import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellReturnsFromDeliveries1795000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who gave goods back is not whom they are for.
      update goods_state set consignee_id = null where placed_kind = 'return' and consignee_id is not null;

      -- What a customer receives that was delivered to them is no gap any more, and a return of what had never left is one.
      -- The watch goes through everything once more, behind those who record.
      update gap_watch set position = 0;
    `);
  }

  async down(): Promise<void> {
    // What the state was derived from is in the ledger; what was searched needs no forgetting.
  }
}
