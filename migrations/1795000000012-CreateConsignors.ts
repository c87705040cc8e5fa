import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateConsignors1795000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A customer who passed goods on. What of a movement names none is as it was: its digest and its state do not change.
      alter table movement add column consignor_id uuid;
      comment on column movement.consignor_id is 'The customer whom the goods left for the consignee; null: they were ours.';
      create index movement_by_consignor on movement (consignor_id) where consignor_id is not null;

      alter table goods_movement add column consignor_id uuid;
      alter table voided_goods_movement add column consignor_id uuid;

      alter table recall_recipient drop constraint recall_recipient_basis_check;
      alter table recall_recipient add constraint recall_recipient_basis_check
        check (basis in ('DELIVERED', 'SHIPPED', 'ONWARD')) not valid;
      alter table recall_recipient validate constraint recall_recipient_basis_check;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table recall_recipient drop constraint recall_recipient_basis_check;
      alter table recall_recipient add constraint recall_recipient_basis_check check (basis in ('DELIVERED', 'SHIPPED'));
      alter table voided_goods_movement drop column consignor_id;
      alter table goods_movement drop column consignor_id;
      drop index movement_by_consignor;
      alter table movement drop column consignor_id;
    `);
  }
}
