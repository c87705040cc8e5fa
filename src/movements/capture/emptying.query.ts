import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { Link } from '../fold.rule.js';
import { LINK_COLUMNS } from './links.query.js';

/**
 * Holds containers that something is put into or that are emptied, in key order: of two movements at once, one that packs
 * and one that empties, the second sees the first. An upsert that changes nothing locks its rows.
 */
export async function lockContainers(tx: Transaction, containerIds: readonly string[]): Promise<void> {
  if (containerIds.length === 0) return;
  for (const [table, columns] of [
    ['logistic_unit', 'logistic_unit_id, sscc'],
    ['unit', 'unit_id, product_id, serial, conforming'],
  ] as const) {
    const id = `${table}_id`;
    await tx.rows(
      `lock_containers_in_${table}`,
      `
      insert into ${table} (${columns})
      select ${columns}
      from ${table} as container
      where container.${id} = any($1::uuid[])
      order by container.${id}
      on conflict (${id}) do update set ${id} = excluded.${id} where false
      `,
      [plainArrayLiteral(containerIds)],
    );
  }
}

/** The times these containers were emptied, by container. Almost none ever was. */
export async function emptyingsOf(db: Queryable, containerIds: readonly string[]): Promise<Map<string, Link[]>> {
  const byContainer = new Map<string, Link[]>();
  if (containerIds.length === 0) return byContainer;
  const links = await db.rows<Link>(
    'emptyings_of_containers',
    `
    select ${LINK_COLUMNS}
    from goods_movement as link
    where link.goods_id = any($1::uuid[])
      and link.container_id = link.goods_id
      and link.kind = 'unpack'
    `,
    [plainArrayLiteral([...new Set(containerIds)])],
  );
  for (const link of links) byContainer.set(link.goodsId, [...(byContainer.get(link.goodsId) ?? []), link]);
  return byContainer;
}

/** What emptied containers may have held then, each with the emptying of its container. */
export async function goodsEmptiedOut(db: Queryable, emptyings: readonly Link[]): Promise<Map<string, Link>> {
  if (emptyings.length === 0) return new Map();
  const rows = await db.rows<{ goodsId: string; place: number }>(
    'goods_emptied_out',
    `
    select distinct on (packing.child_id) packing.child_id as "goodsId", (emptying.place - 1)::integer as place
    from unnest($1::uuid[], $2::timestamptz[]) with ordinality as emptying (container_id, occurred_at, place)
    join packing_by_parent as packing on packing.parent_id = emptying.container_id
    where packing.packed_at <= emptying.occurred_at
      and (packing.unpacked_at is null or packing.unpacked_at >= emptying.occurred_at)
    order by packing.child_id
    `,
    [
      plainArrayLiteral(emptyings.map(({ goodsId }) => goodsId)),
      plainArrayLiteral(emptyings.map(({ occurredAt }) => occurredAt.toISOString())),
    ],
  );
  return new Map(
    rows.flatMap(({ goodsId, place }): [string, Link][] => {
      const emptying = emptyings[place];
      return emptying ? [[goodsId, emptying]] : [];
    }),
  );
}
