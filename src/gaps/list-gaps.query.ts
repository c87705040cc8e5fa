import type { Queryable } from '../platform/database/database.js';
import type { GapKind, GapState } from './gap-kind.rule.js';
import type { Gap } from './gap.js';
import { GAP_COLUMNS } from './gap.query.js';

/** Only what meets all that is given. */
export interface GapFilter {
  readonly states: readonly GapState[];
  readonly kinds: readonly GapKind[] | null;
  readonly ownerId: string | null;
  readonly productId: string | null;
  /** Of the batch itself, and of its units. */
  readonly batchId: string | null;
  readonly goodsId: string | null;
}

/** A page of the queue: what came about first comes first. Of each combination of filters a statement of its own. */
export function listGaps(
  db: Queryable,
  filter: GapFilter,
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<Gap[]> {
  const conditions = conditionsOf(filter);
  const values: Condition['value'][] = conditions.map(({ value }) => value).filter((value) => value !== undefined);
  const shape = conditions.map(({ name }) => name).join('_');
  const where = conditions.map(({ sql, value }) => sql(`$${values.indexOf(value) + 4}`)).join('\n      and ');
  return db.rows<Gap>(
    `list_gaps_${shape}`,
    `
    select ${GAP_COLUMNS}
    from gap
    where ($2::timestamptz is null or (gap.since, gap.gap_id) > ($2, $3::uuid))
      and ${where}
    order by gap.since, gap.gap_id
    limit $1
    `,
    [limit, after?.[0] ?? null, after?.[1] ?? null, ...values],
  );
}

interface Condition {
  /** By which the statement is told apart from those of other filters. */
  readonly name: string;
  readonly sql: (parameter: string) => string;
  readonly value?: string | readonly string[];
}

/** Said in so many words, so that the index of what is open serves. */
const OPEN: Condition = { name: 'open', sql: () => `gap.state = 'OPEN'` };

const OF_BATCH = (batchId: string) => `(
        gap.goods_id = ${batchId}::uuid
        or exists (
          select from goods_state as state
          where state.goods_id = gap.goods_id
            and (state.batch_id = ${batchId}::uuid or state.other_batch_ids @> array[${batchId}::uuid])
        )
      )`;

function conditionsOf({ states, kinds, ownerId, productId, batchId, goodsId }: GapFilter): Condition[] {
  const inState = { name: 'states', sql: (p: string) => `gap.state = any(${p}::text[])`, value: states };
  const ofKinds = kinds && { name: 'kinds', sql: (p: string) => `gap.kind = any(${p}::text[])`, value: kinds };
  return [
    states.join() === 'OPEN' ? OPEN : inState,
    ...(ofKinds ? [ofKinds] : []),
    ...equals('owner_id', ownerId),
    ...equals('product_id', productId),
    ...equals('goods_id', goodsId),
    ...(batchId === null ? [] : [{ name: 'batch', sql: OF_BATCH, value: batchId }]),
  ];
}

function equals(column: string, value: string | null): Condition[] {
  return value === null ? [] : [{ name: column, sql: (p) => `gap.${column} = ${p}::uuid`, value }];
}
