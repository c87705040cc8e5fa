import { stockFrom } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import { IS_KNOWN_AT } from '../known-records.query.js';
import { GROUPS_OF_STOCK, type StockOfProduct } from './whereabouts.query.js';

/** Every unit that is said to be of a batch today, or ever was: those of which it was said at some time are among them. */
export async function unitsEverOfBatch(db: Queryable, batchId: string): Promise<string[]> {
  const rows = await db.rows<{ unitId: string }>(
    'units_ever_of_batch',
    `
    select state.goods_id as "unitId" from goods_state as state where state.batch_id = $1::uuid
    union
    select state.goods_id from goods_state as state where state.other_batch_ids @> array[$1::uuid]
    union
    select link.goods_id from voided_goods_movement as link where link.batch_id = $1::uuid
    order by 1
    `,
    [batchId],
  );
  return rows.map(({ unitId }) => unitId);
}

const STOCK_KNOWN_AT = `
  select entry.*
  from (
    select * from stock_entry where stock_entry.batch_id = $1
    union all
    select * from voided_stock_entry where voided_stock_entry.batch_id = $1
  ) as entry
  join movement on movement.movement_id = entry.movement_id and movement.kind is not null
  where ${IS_KNOWN_AT}
    and entry.occurred_at <= $3`;

const EMPTYINGS_KNOWN_AT = `(
  select link.*
  from (select * from goods_movement union all select * from voided_goods_movement) as link
  join movement on movement.movement_id = link.movement_id and movement.kind is not null
  where ${IS_KNOWN_AT}
    and link.occurred_at <= $3
)`;

/** The stock of a batch up to `asOf` by what was known at a time, what was voided later counted in. */
export function groupStockKnownAt(
  db: Queryable,
  batchId: string,
  { asOf, asKnownAt }: { readonly asOf: Date; readonly asKnownAt: Date },
): Promise<StockOfProduct[]> {
  return db.rows<StockOfProduct>(
    'group_stock_known_at',
    `
    with ${stockFrom(STOCK_KNOWN_AT, EMPTYINGS_KNOWN_AT)}
    ${GROUPS_OF_STOCK}
    `,
    [batchId, asKnownAt, asOf],
  );
}

export interface MadeRow {
  readonly quantity: string;
  readonly uom: string;
}

/** How much is declared to have been made by these declarations that came before a time: of several, what was said first. */
const firstDeclared = (asOf: string, which: string) => `
    select movement.declaration ->> 'quantity' as quantity, movement.declaration ->> 'uom' as uom
    from movement
    where movement.declaration ->> 'batchId' = any($1::text[])
      and movement.declaration ->> 'quantity' is not null
      and movement.occurred_at <= ${asOf}
      and ${which}
    order by movement.occurred_at, movement.movement_id
    limit 1`;

/** What was declared of a batch by a time, by all that is on record. */
export async function madeAsOf(db: Queryable, batchId: string, asOf: Date): Promise<MadeRow | null> {
  const [row] = await db.rows<MadeRow>(
    'made_as_of',
    firstDeclared('$2', 'not exists (select from correction where correction.movement_id = movement.movement_id)'),
    [plainArrayLiteral([batchId]), asOf],
  );
  return row ?? null;
}

/** The same as it was known at a time. */
export async function madeAsKnownAt(
  db: Queryable,
  batchId: string,
  { asOf, asKnownAt }: { readonly asOf: Date; readonly asKnownAt: Date },
): Promise<MadeRow | null> {
  const values = [plainArrayLiteral([batchId]), asKnownAt, asOf];
  const [row] = await db.rows<MadeRow>('made_as_known_at', firstDeclared('$3', IS_KNOWN_AT), values);
  return row ?? null;
}
