import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';

/** How far what is known was searched for gaps. */
export interface Watch {
  readonly position: number;
  readonly overdueThrough: Date;
}

/** The row that says it, held: of two who search, the second goes on from where the first has come. */
export async function lockWatch(tx: Transaction): Promise<Watch> {
  const [watch] = await tx.rows<Watch>(
    'lock_gap_watch',
    `
    select gap_watch.position, gap_watch.overdue_through as "overdueThrough"
    from gap_watch
    for update
    `,
  );
  if (!watch) throw new Error('The row of gap_watch is missing.');
  return watch;
}

export async function moveWatch(tx: Transaction, position: number): Promise<void> {
  await tx.rows('move_gap_watch', 'update gap_watch set position = $1', [position]);
}

export async function moveOverdueThrough(tx: Transaction, overdueThrough: Date): Promise<void> {
  await tx.rows(
    'move_overdue_through',
    'update gap_watch set overdue_through = greatest(gap_watch.overdue_through, $1)',
    [overdueThrough],
  );
}

/** What is searched, and the last instant of knowledge up to which it was; null while nothing was. */
export async function readWatch(
  db: Queryable,
): Promise<Watch & { readonly isBehind: boolean; readonly checkedThrough: Date | null }> {
  const [watch] = await db.rows<Watch & { isBehind: boolean; checkedThrough: Date | null }>(
    'read_gap_watch',
    `
    select
      gap_watch.position, gap_watch.overdue_through as "overdueThrough",
      exists (select from knowledge where knowledge.position > gap_watch.position)
        or exists (select from knowledge_pending) as "isBehind",
      (
        select knowledge.known_at
        from knowledge
        where knowledge.position <= gap_watch.position
        order by knowledge.position desc
        limit 1
      ) as "checkedThrough"
    from gap_watch
    `,
  );
  if (!watch) throw new Error('The row of gap_watch is missing.');
  return watch;
}

/** What one actor's requests for one source recorded together, at its place in what is known. */
export interface Capture {
  readonly captureId: string;
  readonly position: number;
  readonly recordedAt: Date;
}

/** Captures after a position, in their order. */
export function capturesAfter(tx: Transaction, position: number, limit: number): Promise<Capture[]> {
  return tx.rows<Capture>(
    'captures_after',
    `
    select knowledge.capture_id as "captureId", knowledge.position, capture.recorded_at as "recordedAt"
    from knowledge
    join capture on capture.capture_id = knowledge.capture_id
    where knowledge.position > $1
    order by knowledge.position
    limit $2
    `,
    [position, limit],
  );
}

/**
 * Goods that were shipped, by a scan of their own, in a span of time, and of which no place was said since. In key order.
 * That they were then taken out of something at no place said, the state keeps over the shipment, and says no place.
 */
export async function goodsOnTheirWay(
  db: Queryable,
  { from, to, after, limit }: { from: Date; to: Date; after: string; limit: number },
): Promise<{ readonly goodsIds: string[]; readonly last: string | null }> {
  const [page] = await db.rows<{ goodsIds: string[] | null; last: string | null }>(
    'goods_on_their_way',
    `
    select
      array_agg(page.goods_id) filter (
        where page.placed_kind in ('ship', 'return') and page.placed_at > $1 and page.placed_at <= $2
          or page.placed_kind = 'unpack' and page.location_id is null and exists (
            select from goods_movement as link
            where link.goods_id = page.goods_id
              and link.kind in ('ship', 'return')
              and link.occurred_at > $1
              and link.occurred_at <= $2
          )
      ) as "goodsIds",
      (array_agg(page.goods_id order by page.goods_id desc))[1] as last
    from (
      select state.goods_id, state.placed_kind, state.placed_at, state.location_id
      from goods_state as state
      where state.goods_id > $3
      order by state.goods_id
      limit $4
    ) as page
    `,
    [from, to, after, limit],
  );
  return { goodsIds: page?.goodsIds ?? [], last: page?.last ?? null };
}

/** Batches of which quantities were shipped in a span of time, in key order. */
export async function batchesOnTheirWay(
  db: Queryable,
  { from, to, after, limit }: { from: Date; to: Date; after: string; limit: number },
): Promise<string[]> {
  const rows = await db.rows<{ batchId: string }>(
    'batches_on_their_way',
    `
    select distinct entry.batch_id as "batchId"
    from stock_entry as entry
    where entry.place_kind = 'IN_TRANSIT'
      and entry.quantity > 0
      and entry.occurred_at > $1
      and entry.occurred_at <= $2
      and entry.batch_id > $3
    order by entry.batch_id
    limit $4
    `,
    [from, to, after, limit],
  );
  return rows.map(({ batchId }) => batchId);
}

/** Containers in which these goods were ever packed, and that were emptied at any time. Almost none ever was. */
export async function emptiedContainersOf(db: Queryable, goodsIds: readonly string[]): Promise<string[]> {
  const rows = await db.rows<{ containerId: string }>(
    'emptied_containers_of_goods',
    `
    select distinct link.container_id as "containerId"
    from goods_movement as link
    join goods_movement as emptying
      on emptying.goods_id = link.container_id and emptying.container_id = emptying.goods_id
    where link.goods_id = any($1::uuid[])
      and link.kind = 'pack'
    `,
    [plainArrayLiteral(goodsIds)],
  );
  return rows.map(({ containerId }) => containerId);
}
