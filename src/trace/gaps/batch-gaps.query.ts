import { type Gap, GAP_COLUMNS } from '../../gaps/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

const OF_BATCH = `(state.batch_id = $1::uuid or state.other_batch_ids @> array[$1::uuid])`;

/** Units of a batch in one container, or in none. */
export interface UnitsTogether {
  readonly containerId: string | null;
  readonly units: number;
  /** Of these, how many have open gaps of their own. */
  readonly withGaps: number;
}

export function unitsByContainer(db: Queryable, batchId: string): Promise<UnitsTogether[]> {
  return db.rows<UnitsTogether>(
    'units_of_batch_by_container',
    `
    select state.container_id as "containerId", count(*) as units, count(open.goods_id) as "withGaps"
    from goods_state as state
    left join (select distinct gap.goods_id from gap where gap.state = 'OPEN') as open on open.goods_id = state.goods_id
    where ${OF_BATCH}
    group by state.container_id
    `,
    [batchId],
  );
}

/** Each of these containers with what it is in itself, if it is. */
export function containersAround(
  db: Queryable,
  containerIds: readonly string[],
): Promise<{ readonly goodsId: string; readonly containerId: string }[]> {
  return db.rows(
    'containers_around',
    `
    select state.goods_id as "goodsId", state.container_id as "containerId"
    from goods_state as state
    where state.goods_id = any($1::uuid[])
      and state.container_id is not null
    `,
    [plainArrayLiteral(containerIds)],
  );
}

export async function goodsWithOpenGaps(db: Queryable, goodsIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows<{ goodsId: string }>(
    'goods_with_open_gaps',
    `
    select distinct gap.goods_id as "goodsId"
    from gap
    where gap.goods_id = any($1::uuid[])
      and gap.state = 'OPEN'
    `,
    [plainArrayLiteral(goodsIds)],
  );
  return new Set(rows.map(({ goodsId }) => goodsId));
}

/** Of the batch as such: its open gaps, and how many entries its stock has. */
export async function batchByQuantity(
  db: Queryable,
  batchId: string,
): Promise<{ readonly gaps: number; readonly entries: number }> {
  const [counted] = await db.rows<{ gaps: number; entries: number }>(
    'gaps_and_entries_of_batch',
    `
    select
      (select count(*) from gap where gap.goods_id = $1 and gap.state = 'OPEN') as gaps,
      (select count(*) from stock_entry as entry where entry.batch_id = $1) as entries
    `,
    [batchId],
  );
  return counted ?? { gaps: 0, entries: 0 };
}

/** Open gaps of a batch, of its units and of these containers, oldest first, after a place in that order. */
export function openGapsAround(
  db: Queryable,
  batchId: string,
  containerIds: readonly string[],
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<Gap[]> {
  return db.rows<Gap>(
    'open_gaps_around_batch',
    `
    select ${GAP_COLUMNS}
    from gap
    left join goods_state as state on state.goods_id = gap.goods_id
    where gap.state = 'OPEN'
      and (gap.goods_id = $1 or gap.goods_id = any($2::uuid[]) or ${OF_BATCH})
      and ($4::timestamptz is null or (gap.since, gap.gap_id) > ($4, $5::uuid))
    order by gap.since, gap.gap_id
    limit $3
    `,
    [batchId, plainArrayLiteral(containerIds), limit, after?.[0] ?? null, after?.[1] ?? null],
  );
}
