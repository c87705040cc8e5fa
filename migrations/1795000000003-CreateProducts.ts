import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProducts1795000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table product (
        product_id uuid primary key,
        gtin text not null check (gtin ~ '^[0-9]{14}$'),
        name text check (length(name) between 1 and 200),
        description text,
        brand text,
        category text,
        registered_at timestamptz(3),
        constraint product_gtin_is_unique unique (gtin)
      );
      comment on column product.registered_at is 'Null while the product is known from movements only.';

      -- A case GTIN holds 12 of an each GTIN.
      create table packaging_level (
        product_id uuid not null references product,
        contained_product_id uuid not null references product,
        quantity integer not null check (quantity > 0),
        primary key (product_id, contained_product_id),
        constraint packaging_level_holds_another_product check (product_id <> contained_product_id)
      );
      create index packaging_level_by_contained on packaging_level (contained_product_id);

      -- Identity, and what the ledger's declarations say of it as of now: a projection of the "declare" movements.
      create table batch (
        batch_id uuid primary key,
        product_id uuid not null references product,
        number text not null,
        conforming boolean not null default true,
        quantity numeric check (quantity >= 0),
        uom text,
        produced_on date,
        expires_on date,
        supplier_batch text,
        declared_by uuid,
        constraint batch_number_is_unique_per_product unique (product_id, number, conforming)
      );
      create index batch_by_number_folded on batch (upper(number));
      create index batch_by_supplier_batch_folded on batch (upper(supplier_batch)) where supplier_batch is not null;

      create table unit (
        unit_id uuid primary key,
        product_id uuid not null,
        serial text not null,
        conforming boolean not null default true
      );
      create index unit_by_serial_folded on unit (upper(serial));

      create table logistic_unit (
        logistic_unit_id uuid primary key,
        sscc text not null check (sscc ~ '^[0-9]{18}$')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table logistic_unit, unit, batch, packaging_level, product`);
  }
}
