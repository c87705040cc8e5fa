import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { GoodsState } from '../fold.rule.js';

/** The state that new links alone make of one unit or logistic unit, and whether one step can add it to what is known. */
export interface StateChange {
  readonly state: GoodsState;
  /** Several links at once, or a kind that reads the state before it: folded from the first link on instead. */
  readonly refold: boolean;
}

const COLUMNS = new BulkColumns<GoodsState>([
  ['goods_id', 'uuid', (state) => state.goodsId],
  ['seen_at', 'timestamptz', (state) => state.seenAt],
  ['seen_kind', 'movement_kind', (state) => state.seenKind],
  ['seen_sequence', 'bigint', (state) => state.seenSequence],
  ['seen_movement_id', 'uuid', (state) => state.seenMovementId],
  ['placed_at', 'timestamptz', (state) => state.placedAt],
  ['placed_kind', 'movement_kind', (state) => state.placedKind],
  ['location_id', 'uuid', (state) => state.locationId],
  ['carrier_id', 'uuid', (state) => state.carrierId],
  ['consignee_id', 'uuid', (state) => state.consigneeId],
  ['left_container_id', 'uuid', (state) => state.leftContainerId],
  ['packed_at', 'timestamptz', (state) => state.packedAt],
  ['container_id', 'uuid', (state) => state.containerId],
  ['placed_after_packed', 'boolean', (state) => state.placedAfterPacked],
  ['batch_id', 'uuid', (state) => state.batchId],
  ['other_batch_ids', 'uuid[]', (state) => state.otherBatchIds],
]);

/** Takes the new place if the link speaks of one, else keeps what is known. */
const placeStep = ['placed_at', 'placed_kind', 'location_id', 'carrier_id', 'consignee_id', 'left_container_id'].map(
  (name) => `${name} = case when excluded.placed_at is null then goods_state.${name} else excluded.${name} end`,
);

/**
 * One step of the fold for links that arrive in order (`fold.rule.ts`), for many goods at once. Answers the goods that it
 * could not step: their link is late, or must be folded with what came before. Their rows are locked by it all the same
 * (ON CONFLICT locks also what its WHERE leaves out), so that they can be folded again without a rival.
 */
export async function stepStates(tx: Transaction, changes: readonly StateChange[]): Promise<string[]> {
  if (changes.length === 0) return [];
  const sorted = changes.toSorted((a, b) => (a.state.goodsId < b.state.goodsId ? -1 : 1));
  const rows = await tx.rows<{ goodsId: string }>(
    'step_goods_states',
    `
    insert into goods_state (${COLUMNS.names})
    select ${COLUMNS.selected}
    from ${COLUMNS.unnested}
    on conflict (goods_id) do update set
      seen_at = excluded.seen_at,
      seen_kind = excluded.seen_kind,
      seen_sequence = excluded.seen_sequence,
      seen_movement_id = excluded.seen_movement_id,
      ${placeStep.join(',\n      ')},
      packed_at = coalesce(excluded.packed_at, goods_state.packed_at),
      container_id = coalesce(excluded.container_id, goods_state.container_id),
      placed_after_packed = case
        when excluded.packed_at is not null then false
        else excluded.placed_after_packed or goods_state.placed_after_packed
      end,
      batch_id = coalesce(goods_state.batch_id, excluded.batch_id)
    where (excluded.seen_at, excluded.seen_kind, excluded.seen_sequence, excluded.seen_movement_id)
        > (goods_state.seen_at, goods_state.seen_kind, goods_state.seen_sequence, goods_state.seen_movement_id)
      and excluded.goods_id not in (select unnest($${COLUMNS.next}::uuid[]))
      and (excluded.batch_id is null or goods_state.batch_id is null or goods_state.batch_id = excluded.batch_id)
    returning goods_state.goods_id as "goodsId"
    `,
    [
      ...COLUMNS.values(sorted.map(({ state }) => state)),
      plainArrayLiteral(sorted.flatMap(({ state, refold }) => (refold ? state.goodsId : []))),
    ],
  );
  const stepped = new Set(rows.map(({ goodsId }) => goodsId));
  return sorted.map(({ state }) => state.goodsId).filter((goodsId) => !stepped.has(goodsId));
}

/** Replaces states that were folded again. Their rows are locked by the caller. */
export async function replaceStates(tx: Transaction, states: readonly GoodsState[]): Promise<void> {
  if (states.length === 0) return;
  await tx.rows(
    'replace_goods_states',
    `
    insert into goods_state (${COLUMNS.names})
    select ${COLUMNS.selected}
    from ${COLUMNS.unnested}
    on conflict (goods_id) do update set
      ${COLUMNS.names
        .split(', ')
        .slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(',\n      ')}
    `,
    COLUMNS.values(states),
  );
}

/** Forgets the states of goods of which nothing is left on record. Their rows are locked by the caller. */
export async function deleteStates(tx: Transaction, goodsIds: readonly string[]): Promise<void> {
  if (goodsIds.length === 0) return;
  await tx.rows('delete_goods_states', 'delete from goods_state where goods_state.goods_id = any($1::uuid[])', [
    plainArrayLiteral(goodsIds),
  ]);
}

/** What of a state can contradict a movement. */
export type Standing = Pick<
  GoodsState,
  'goodsId' | 'seenAt' | 'placedAt' | 'placedKind' | 'locationId' | 'consigneeId' | 'containerId' | 'batchId'
>;

/**
 * Of these goods, those that are not simply where a movement says they are, or are of another batch than it says: the ones that it
 * may contradict. Almost none, so little travels.
 */
export async function standingsElsewhere(
  db: Queryable,
  claims: readonly { readonly goodsId: string; readonly locationId: string | null; readonly batchId: string | null }[],
): Promise<Map<string, Standing>> {
  const standings = await db.rows<Standing>(
    'standings_elsewhere',
    `
    select
      state.goods_id as "goodsId", state.seen_at as "seenAt", state.placed_at as "placedAt",
      state.placed_kind as "placedKind", state.location_id as "locationId", state.consignee_id as "consigneeId",
      state.container_id as "containerId", state.batch_id as "batchId"
    from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as claim (goods_id, location_id, batch_id)
    join goods_state as state on state.goods_id = claim.goods_id
    where state.placed_kind in ('destroy', 'deliver', 'transform')
      or (state.container_id is null and state.location_id <> claim.location_id)
      or state.batch_id <> claim.batch_id
    `,
    [
      plainArrayLiteral(claims.map(({ goodsId }) => goodsId)),
      plainArrayLiteral(claims.map(({ locationId }) => locationId)),
      plainArrayLiteral(claims.map(({ batchId }) => batchId)),
    ],
  );
  return new Map(standings.map((standing) => [standing.goodsId, standing]));
}
