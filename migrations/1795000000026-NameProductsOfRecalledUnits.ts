import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameProductsOfRecalledUnits1795000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table recall_product add column of_batches boolean not null default true;
      alter table recall_product add column of_units boolean not null default false;
      comment on table recall_product is null;
      comment on column recall_product.of_batches is 'A batch of it is in the scope, of every packaging level, or one of its units was made of goods of it.';
      comment on column recall_product.of_units is 'A unit of it is in the scope by its serial number.';

      insert into recall_product (recall_id, product_id, of_batches, of_units)
      select goods.recall_id, unit.product_id, false, true
      from recall_goods as goods
      join unit on unit.unit_id = goods.goods_id
      where goods.kind = 'UNIT'
      union
      select recall.recall_id, product.product_id, false, true
      from recall
      cross join lateral (
        select jsonb_array_elements(recall.scope -> 'serials') ->> 'gtin' as gtin
        union
        select jsonb_array_elements(recall.scope -> 'ranges') ->> 'gtin'
      ) as named
      join product on product.gtin = named.gtin
      where exists (select from recall_wave where recall_wave.recall_id = recall.recall_id)
      on conflict (recall_id, product_id) do update set of_units = true;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from recall_product where not of_batches;
      alter table recall_product drop column of_batches, drop column of_units;
      comment on table recall_product is 'Products with a batch in the scope, of every packaging level.';
    `);
  }
}
