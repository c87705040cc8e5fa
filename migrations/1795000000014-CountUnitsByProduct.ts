import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountUnitsByProduct1795000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table recall_recipient add column units_by_product jsonb;
      comment on column recall_recipient.units_by_product is 'Null: launched before it was counted; units is of all products together.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table recall_recipient drop column units_by_product`);
  }
}
