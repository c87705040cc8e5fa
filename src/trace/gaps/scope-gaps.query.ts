import { type Gap, GAP_COLUMNS, type GapKind } from '../../gaps/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { GoodsScope } from '../scope.js';
import { claimsBesides } from '../units-in-scope.query.js';

/** Units of a scope in one container, or in none. */
export interface UnitsTogether {
  readonly containerId: string | null;
  readonly units: number;
  /** Of these, how many have open gaps of their own. */
  readonly withGaps: number;
}

/** Each unit once. A scope may name a hundred thousand batches, so that they are joined and not compared one by one. */
export function unitsByContainer(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<UnitsTogether[]> {
  const claims = claimsBesides({ batchIds });
  return db.rows<UnitsTogether>(
    `units_of_scope_by_container_of_${claims.size}_batches`,
    `
    select unit.container_id as "containerId", count(*) as units, count(open.goods_id) as "withGaps"
    from (
      select state.goods_id, state.container_id
      from unnest($1::uuid[]) as wanted (batch_id)
      join goods_state as state on state.batch_id = wanted.batch_id
      union all
      (
        select state.goods_id, state.container_id
        from (${claims.sql}) as claim
        join goods_state as state on state.goods_id = claim.goods_id
        where ${isNotIn('$1', 'state.batch_id')}
        union
        select state.goods_id, state.container_id
        from unnest($2::uuid[]) as named (unit_id)
        join goods_state as state on state.goods_id = named.unit_id
        where ${isNotIn('$1', 'state.batch_id')}
      )
    ) as unit
    left join (select distinct gap.goods_id from gap where gap.state = 'OPEN') as open on open.goods_id = unit.goods_id
    group by unit.container_id
    `,
    [plainArrayLiteral(batchIds), plainArrayLiteral(unitIds)],
  );
}

function isNotIn(ids: string, column: string): string {
  return `not exists (select from unnest(${ids}::uuid[]) as other (id) where other.id = ${column})`;
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

/** Of the batches as such: their open gaps, and how many entries there are of them, of stock and declared. Of the units, how many are on record. */
export async function batchesByQuantity(
  db: Queryable,
  { batchIds, unitIds }: GoodsScope,
): Promise<{ readonly gaps: number; readonly entries: number; readonly knownUnits: number }> {
  const [counted] = await db.rows<{ gaps: number; entries: number; knownUnits: number }>(
    'gaps_and_entries_of_batches',
    `
    select
      (select count(*) from gap where gap.goods_id = any($1::uuid[]) and gap.state = 'OPEN') as gaps,
      (select count(*) from stock_entry as entry where entry.batch_id = any($1::uuid[]))
        + (select count(*) from batch where batch.batch_id = any($1::uuid[]) and batch.declared_by is not null) as entries,
      (select count(*) from goods_state as state where state.goods_id = any($2::uuid[])) as "knownUnits"
    `,
    [plainArrayLiteral(batchIds), plainArrayLiteral(unitIds)],
  );
  return counted ?? { gaps: 0, entries: 0, knownUnits: 0 };
}

/** Open gaps of batches, of units and of containers (`$1`), and of all units of the batches (`$2`), each once. */
const OPEN_GAPS_OF_SCOPE = `
    from (
      select gap.goods_id, gap.gap_id
      from unnest($1::uuid[]) as wanted (goods_id)
      join gap on gap.goods_id = wanted.goods_id
      where gap.state = 'OPEN'
      union
      select gap.goods_id, gap.gap_id
      from gap
      join goods_state as state on state.goods_id = gap.goods_id
      join unnest($2::uuid[]) as wanted (batch_id) on wanted.batch_id = state.batch_id
      where gap.state = 'OPEN'
      union
      select gap.goods_id, gap.gap_id
      from gap
      join goods_state as state on state.goods_id = gap.goods_id
      cross join lateral unnest(state.other_batch_ids) as other (batch_id)
      join unnest($2::uuid[]) as wanted (batch_id) on wanted.batch_id = other.batch_id
      where gap.state = 'OPEN'
    ) as found
    join gap on gap.goods_id = found.goods_id and gap.gap_id = found.gap_id`;

function goodsOf({ batchIds, unitIds }: GoodsScope, containerIds: readonly string[]): string[] {
  return [plainArrayLiteral([...batchIds, ...unitIds, ...containerIds]), plainArrayLiteral(batchIds)];
}

export interface GapCount {
  readonly kind: GapKind;
  readonly gaps: number;
}

/** How many open gaps there are of a scope and of these containers; the most frequent kind first. */
export function countOpenGaps(
  db: Queryable,
  scope: GoodsScope,
  containerIds: readonly string[],
): Promise<readonly GapCount[]> {
  return db.rows<GapCount>(
    'count_open_gaps_of_scope',
    `
    select gap.kind, count(*) as gaps
    ${OPEN_GAPS_OF_SCOPE}
    group by gap.kind
    order by gaps desc, gap.kind
    `,
    goodsOf(scope, containerIds),
  );
}

/** Open gaps of a scope and of these containers, oldest first, after a place in that order. */
export function openGapsOf(
  db: Queryable,
  scope: GoodsScope,
  containerIds: readonly string[],
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<Gap[]> {
  return db.rows<Gap>(
    'open_gaps_of_scope',
    `
    select ${GAP_COLUMNS}
    ${OPEN_GAPS_OF_SCOPE}
    where ($4::timestamptz is null or (gap.since, gap.gap_id) > ($4, $5::uuid))
    order by gap.since, gap.gap_id
    limit $3
    `,
    [...goodsOf(scope, containerIds), limit, after?.[0] ?? null, after?.[1] ?? null],
  );
}
