import { CONFLICT_IS_OPEN, type Link } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import { shared } from '../../platform/database/shared-reads.js';

/** What is on record of one unit or logistic unit. */
export interface GoodsRecord {
  readonly goodsId: string;
  /** In no order. */
  readonly links: readonly Link[];
  /** Whether an open conflict between two contents of one movement puts it in doubt. */
  readonly inConflict: boolean;
}

type Row = Omit<GoodsRecord, 'links'> & (Link | { readonly movementId: null });

/** Every link of a unit or logistic unit, and whether it is in doubt: what a lookup asks, in one statement. */
export const recordOfGoods = shared<GoodsRecord>({ find: recordsOf, keyOf: ({ goodsId }) => goodsId });

async function recordsOf(db: Queryable, goodsIds: readonly string[]): Promise<GoodsRecord[]> {
  const rows = await db.rows<Row>(
    'records_of_goods',
    `
    select
      wanted.goods_id as "goodsId", known.in_conflict as "inConflict",
      link.movement_id as "movementId", link.occurred_at as "occurredAt", link.kind,
      link.source_sequence as "sequence", link.location_id as "locationId",
      link.destination_id as "destinationId", link.carrier_id as "carrierId",
      link.consignee_id as "consigneeId", link.consignor_id as "consignorId", link.container_id as "containerId",
      link.batch_id as "batchId"
    from unnest($1::uuid[]) as wanted (goods_id)
    cross join lateral (
      select exists (
        select from movement_conflict as conflict
        where conflict.goods_ids @> array[wanted.goods_id] and ${CONFLICT_IS_OPEN}
      ) as in_conflict
    ) as known
    left join goods_movement as link on link.goods_id = wanted.goods_id
    `,
    [plainArrayLiteral(goodsIds)],
  );
  const records = new Map<string, GoodsRecord & { readonly links: Link[] }>();
  for (const row of rows) {
    const { goodsId, inConflict } = row;
    const record = records.get(goodsId) ?? { goodsId, inConflict, links: [] };
    records.set(goodsId, record);
    if (row.movementId !== null) record.links.push(row);
  }
  return [...records.values()];
}
