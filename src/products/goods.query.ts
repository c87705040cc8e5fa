import type { Gtin, Sscc } from '../gs1/index.js';
import type { BatchQuery } from '../platform/load.js';
import { cached } from '../platform/reference-cache.js';

export interface BatchRow {
  readonly id: string;
  readonly productId: string;
  readonly gtin: Gtin;
  readonly number: string;
  readonly conforming: boolean;
  readonly declaredQuantity: string | null;
  readonly uom: string | null;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
  readonly supplierBatch: string | null;
}

export interface UnitRow {
  readonly id: string;
  readonly productId: string;
  readonly gtin: Gtin;
  readonly serial: string;
  readonly conforming: boolean;
}

export interface LogisticUnitRow {
  readonly id: string;
  readonly sscc: Sscc;
}

const batchesById: BatchQuery<BatchRow> = {
  find: (db, ids) =>
    db.rows<BatchRow>(
      'batches_by_id',
      `
      select batch.batch_id as id, batch.product_id as "productId", product.gtin, batch.number, batch.conforming,
        batch.quantity::text as "declaredQuantity", batch.uom, batch.produced_on as "producedOn",
        batch.expires_on as "expiresOn", batch.supplier_batch as "supplierBatch"
      from batch
      join product on product.product_id = batch.product_id
      where batch.batch_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (batch) => batch.id,
};

/** From memory while it is seconds old; who changes a batch's declaration forgets it. */
export const batchById = cached(batchesById);

export const unitById: BatchQuery<UnitRow> = {
  find: (db, ids) =>
    db.rows<UnitRow>(
      'units_by_id',
      `
      select unit.unit_id as id, unit.product_id as "productId", product.gtin, unit.serial, unit.conforming
      from unit
      join product on product.product_id = unit.product_id
      where unit.unit_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (unit) => unit.id,
};

export const logisticUnitById: BatchQuery<LogisticUnitRow> = {
  find: (db, ids) =>
    db.rows<LogisticUnitRow>(
      'logistic_units_by_id',
      `
      select logistic_unit.logistic_unit_id as id, logistic_unit.sscc
      from logistic_unit
      where logistic_unit.logistic_unit_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (logisticUnit) => logisticUnit.id,
};
