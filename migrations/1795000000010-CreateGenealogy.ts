import type { MigrationInterface, QueryRunner } from 'typeorm';

const PLACE_KINDS = `'AT_LOCATION', 'IN_TRANSIT', 'DELIVERED', 'DESTROYED', 'PACKED'`;
const STOCK_TABLES = ['stock_entry', 'voided_stock_entry'];

export class CreateGenealogy1795000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What came out of a transformation; and of which batch a unit is said to be that goods are built into.
      alter table movement add column outputs jsonb, add column container_batch_id uuid;
      comment on column movement.outputs is 'Of a transform: { units: [{ unitId, batchId }], quantities: [{ batchId, quantity, uom }] }.';
      comment on column movement.container_id is 'A logistic unit, or the serialised unit that goods are built into.';
      comment on column movement.container_batch_id is
        'The batch that the sender said the unit is of that goods are built into.';

      -- By what goods are found in the movements that make goods of goods. Append-only; what a correction voids is left out
      -- when it is read. What went in and came out stands in the movement.
      create table genealogy_entry (
        goods_id uuid not null,
        movement_id uuid not null,
        role text not null check (role in ('INPUT', 'OUTPUT', 'COMPONENT', 'ASSEMBLY')),
        primary key (goods_id, movement_id, role)
      );
      comment on column genealogy_entry.goods_id is 'A unit, or the batch of a quantity.';

      -- A container that was emptied: its own link names itself.
      create index goods_movement_emptying on goods_movement (goods_id) where container_id = goods_id;

      -- Units that were once said to be of a batch, for what was known then.
      create index voided_goods_movement_by_batch on voided_goods_movement (batch_id) where batch_id is not null;

      -- What of a batch is at a place, to see when more leaves than came.
      create index stock_entry_by_place on stock_entry (batch_id, location_id) where place_kind = 'AT_LOCATION';
    `);
    for (const table of STOCK_TABLES) {
      await runner.query(`
        alter table ${table} drop constraint ${table}_place_kind_check;
        alter table ${table} add constraint ${table}_place_kind_check
          check (place_kind in (${PLACE_KINDS}, 'TRANSFORMED')) not valid;
        alter table ${table} validate constraint ${table}_place_kind_check;
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of STOCK_TABLES) {
      await runner.query(`
        alter table ${table} drop constraint ${table}_place_kind_check;
        alter table ${table} add constraint ${table}_place_kind_check check (place_kind in (${PLACE_KINDS}));
      `);
    }
    await runner.query(`
      drop index stock_entry_by_place, voided_goods_movement_by_batch, goods_movement_emptying;
      drop table genealogy_entry;
      alter table movement drop column container_batch_id, drop column outputs;
    `);
  }
}
