import { arrayLiteral } from '../../platform/database/array-literal.js';
import type { Transaction } from '../../platform/database/database.js';
import type { MovedLogisticUnit, MovedUnit } from '../movement.js';

/** Registers units that were never seen before, and answers their ids. */
export async function insertUnits(tx: Transaction, units: readonly MovedUnit[]): Promise<Set<string>> {
  const sorted = distinctBy(units, ({ unitId }) => unitId);
  if (sorted.length === 0) return new Set();
  const rows = await tx.rows<{ id: string }>(
    'insert_units',
    `
    insert into unit (unit_id, product_id, serial, conforming)
    select new.unit_id, new.product_id, new.serial, new.conforming
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) as new (unit_id, product_id, serial, conforming)
    on conflict do nothing
    returning unit.unit_id as id
    `,
    [
      arrayLiteral(sorted.map(({ unitId }) => unitId)),
      arrayLiteral(sorted.map(({ productId }) => productId)),
      arrayLiteral(sorted.map(({ serial }) => serial.text)),
      arrayLiteral(sorted.map(({ serial }) => serial.conforming)),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Registers logistic units that were never seen before, and answers their ids. */
export async function insertLogisticUnits(
  tx: Transaction,
  logisticUnits: readonly MovedLogisticUnit[],
): Promise<Set<string>> {
  const sorted = distinctBy(logisticUnits, ({ logisticUnitId }) => logisticUnitId);
  if (sorted.length === 0) return new Set();
  const rows = await tx.rows<{ id: string }>(
    'insert_logistic_units',
    `
    insert into logistic_unit (logistic_unit_id, sscc)
    select new.logistic_unit_id, new.sscc
    from unnest($1::uuid[], $2::text[]) as new (logistic_unit_id, sscc)
    on conflict do nothing
    returning logistic_unit.logistic_unit_id as id
    `,
    [arrayLiteral(sorted.map(({ logisticUnitId }) => logisticUnitId)), arrayLiteral(sorted.map(({ sscc }) => sscc))],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Each once and in key order, in which all requests lock. */
function distinctBy<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[] {
  const byId = new Map(items.map((item) => [idOf(item), item]));
  return [...byId.values()].toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
