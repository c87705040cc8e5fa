import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindEverySupplierBatch1795000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A batch that was made up of two of the supplier's is declared with both numbers, of which its row has the first.
      create index movement_by_supplier_batch on movement (upper(declaration ->> 'supplierBatch'))
        where declaration ->> 'supplierBatch' is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index movement_by_supplier_batch');
  }
}
