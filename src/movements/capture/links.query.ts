import { arrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { Link } from '../fold.rule.js';

/** Stores what each movement did to each of its goods. The movements are new, so the links are. */
export async function insertLinks(tx: Transaction, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  const column = (of: (link: Link) => string | number | Date | null) => arrayLiteral(links.map(of));
  await tx.rows(
    'insert_links',
    `
    insert into goods_movement (
      goods_id, movement_id, occurred_at, kind, source_sequence, location_id, destination_id, carrier_id, consignee_id,
      container_id, batch_id
    )
    select
      new.goods_id, new.movement_id, new.occurred_at, new.kind, new.sequence, new.location_id,
      new.destination_id, new.carrier_id, new.consignee_id, new.container_id, new.batch_id
    from unnest(
      $1::uuid[], $2::uuid[], $3::timestamptz[], $4::movement_kind[], $5::bigint[], $6::uuid[], $7::uuid[],
      $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[]
    ) as new (
      goods_id, movement_id, occurred_at, kind, sequence, location_id, destination_id, carrier_id, consignee_id,
      container_id, batch_id
    )
    on conflict do nothing
    `,
    [
      column(({ goodsId }) => goodsId),
      column(({ movementId }) => movementId),
      column(({ occurredAt }) => occurredAt),
      column(({ kind }) => kind),
      column(({ sequence }) => sequence),
      column(({ locationId }) => locationId),
      column(({ destinationId }) => destinationId),
      column(({ carrierId }) => carrierId),
      column(({ consigneeId }) => consigneeId),
      column(({ containerId }) => containerId),
      column(({ batchId }) => batchId),
    ],
  );
}

/** Every link of these units and logistic units, by goods; within one, in no order. */
export async function linksOf(db: Queryable, goodsIds: readonly string[]): Promise<Map<string, Link[]>> {
  const byGoods = new Map<string, Link[]>();
  if (goodsIds.length === 0) return byGoods;
  const links = await db.rows<Link>(
    'links_of_goods',
    `
    select
      link.goods_id as "goodsId", link.movement_id as "movementId", link.occurred_at as "occurredAt", link.kind,
      link.source_sequence as "sequence", link.location_id as "locationId",
      link.destination_id as "destinationId", link.carrier_id as "carrierId",
      link.consignee_id as "consigneeId", link.container_id as "containerId", link.batch_id as "batchId"
    from goods_movement as link
    where link.goods_id = any($1::uuid[])
    `,
    [arrayLiteral(goodsIds)],
  );
  for (const link of links) {
    const known = byGoods.get(link.goodsId);
    if (known) known.push(link);
    else byGoods.set(link.goodsId, [link]);
  }
  return byGoods;
}
