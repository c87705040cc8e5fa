import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import { groupsOf } from '../../platform/groups-of.js';
import type { Link } from '../fold.rule.js';

const COLUMNS = new BulkColumns<Link>([
  ['goods_id', 'uuid', (link) => link.goodsId],
  ['movement_id', 'uuid', (link) => link.movementId],
  ['occurred_at', 'timestamptz', (link) => link.occurredAt],
  ['kind', 'movement_kind', (link) => link.kind],
  ['source_sequence', 'bigint', (link) => link.sequence],
  ['location_id', 'uuid', (link) => link.locationId],
  ['destination_id', 'uuid', (link) => link.destinationId],
  ['carrier_id', 'uuid', (link) => link.carrierId],
  ['consignee_id', 'uuid', (link) => link.consigneeId],
  ['consignor_id', 'uuid', (link) => link.consignorId],
  ['container_id', 'uuid', (link) => link.containerId],
  ['batch_id', 'uuid', (link) => link.batchId],
]);

/** What counts, and what a correction has voided; the second is history. */
type LinkTable = 'goods_movement' | 'voided_goods_movement';

/** Stores what each movement did to each of its goods. The movements are new, so the links are. */
export function insertLinks(tx: Transaction, links: readonly Link[], table: LinkTable = 'goods_movement'): void {
  if (links.length === 0) return;
  tx.send(
    `insert_links_into_${table}`,
    `
    insert into ${table} (${COLUMNS.names})
    select ${COLUMNS.selected}
    from ${COLUMNS.unnested}
    on conflict do nothing
    `,
    COLUMNS.values(links),
  );
}

/** The columns of a `link` as the fold has them. */
export const LINK_COLUMNS = `
  link.goods_id as "goodsId", link.movement_id as "movementId", link.occurred_at as "occurredAt", link.kind,
  link.source_sequence as "sequence", link.location_id as "locationId", link.destination_id as "destinationId",
  link.carrier_id as "carrierId", link.consignee_id as "consigneeId", link.consignor_id as "consignorId",
  link.container_id as "containerId", link.batch_id as "batchId"`;

/** Takes the links of a movement out of what counts, and answers them. */
export async function removeLinks(tx: Transaction, movementId: string, goodsIds: readonly string[]): Promise<Link[]> {
  if (goodsIds.length === 0) return [];
  return tx.rows<Link>(
    'remove_links',
    `
    delete from goods_movement as link
    where link.movement_id = $1
      and link.goods_id = any($2::uuid[])
    returning ${LINK_COLUMNS}
    `,
    [movementId, plainArrayLiteral(goodsIds)],
  );
}

/** Every link of these units and logistic units, by goods; within one, in no order. */
export async function linksOf(db: Queryable, goodsIds: readonly string[]): Promise<Map<string, Link[]>> {
  if (goodsIds.length === 0) return new Map();
  const links = await db.rows<Link>(
    'links_of_goods',
    `
    select ${LINK_COLUMNS}
    from goods_movement as link
    where link.goods_id = any($1::uuid[])
    `,
    [plainArrayLiteral(goodsIds)],
  );
  return groupsOf(links, ({ goodsId }) => goodsId);
}
