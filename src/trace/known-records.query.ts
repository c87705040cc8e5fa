import { type Link, LINK_COLUMNS } from '../movements/index.js';
import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';

/** A movement was known at `$2`, and no correction of it was. */
export const IS_KNOWN_AT = `
  exists (
    select from knowledge where knowledge.capture_id = movement.capture_id and knowledge.known_at <= $2
  )
  and not exists (
    select from correction
    join knowledge as correction_known on correction_known.capture_id = correction.capture_id
    where correction.movement_id = movement.movement_id
      and correction_known.known_at <= $2
  )`;

/** The links of these units and logistic units that were known at a time, what was voided later among them. */
export function linksKnownAt(db: Queryable, goodsIds: readonly string[], knownAt: Date): Promise<Link[]> {
  return db.rows<Link>(
    'links_known_at',
    `
    select ${LINK_COLUMNS}
    from (
      select * from goods_movement where goods_movement.goods_id = any($1::uuid[])
      union all
      select * from voided_goods_movement where voided_goods_movement.goods_id = any($1::uuid[])
    ) as link
    join movement on movement.movement_id = link.movement_id and movement.kind is not null
    where ${IS_KNOWN_AT}
    `,
    [plainArrayLiteral(goodsIds), knownAt],
  );
}

/** Conflicts that were known at a time, and that by what was known then neither a decision nor a correction had settled. */
export const OPEN_CONFLICTS_AT = (knownAt: string) => `
    select conflict.movement_id, conflict.goods_ids
    from movement_conflict as conflict
    join knowledge on knowledge.capture_id = conflict.capture_id and knowledge.known_at <= ${knownAt}
    where not exists (
      select from knowledge as settled
      where settled.known_at <= ${knownAt}
        and (
          settled.capture_id = conflict.resolution_capture_id
          or settled.capture_id in (
            select correction.capture_id from correction where correction.movement_id = conflict.movement_id
          )
        )
    )`;

/** Those of the goods that a conflict put in doubt which nobody had decided by then. */
export async function goodsInConflictAt(
  db: Queryable,
  goodsIds: readonly string[],
  knownAt: Date,
): Promise<Set<string>> {
  const rows = await db.rows<{ goodsId: string }>(
    'goods_in_conflict_at',
    `
    select distinct wanted.goods_id as "goodsId"
    from unnest($1::uuid[]) as wanted (goods_id)
    join (${OPEN_CONFLICTS_AT('$2')}) as conflict on conflict.goods_ids @> array[wanted.goods_id]
    `,
    [plainArrayLiteral(goodsIds), knownAt],
  );
  return new Set(rows.map(({ goodsId }) => goodsId));
}

/** The last instant up to `at` at which something was sealed; null when nothing was known then. */
export async function knownThrough(db: Queryable, at: Date): Promise<Date | null> {
  const [row] = await db.rows<{ knownThrough: Date }>(
    'known_through',
    `
    select knowledge.known_at as "knownThrough"
    from knowledge
    where knowledge.known_at <= $1
    order by knowledge.known_at desc
    limit 1
    `,
    [at],
  );
  return row?.knownThrough ?? null;
}
