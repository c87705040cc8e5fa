import { plainArrayLiteral } from '../platform/database/array-literal.js';
import { BulkColumns } from '../platform/database/bulk-columns.js';
import type { Queryable, Transaction } from '../platform/database/database.js';
import type { FoundGap, GapKind } from './gap-kind.rule.js';
import { gapIdOf } from './gap.js';

/** A gap as it was found, and the product of its goods, by which it is listed. */
export interface GapToKeep extends FoundGap {
  readonly productId: string | null;
}

const COLUMNS = new BulkColumns<GapToKeep>([
  ['goods_id', 'uuid', ({ goodsId }) => goodsId],
  ['gap_id', 'uuid', gapIdOf],
  ['kind', 'text', ({ kind }) => kind],
  ['goods_kind', 'text', ({ goodsKind }) => goodsKind],
  ['product_id', 'uuid', ({ productId }) => productId],
  ['movement_id', 'uuid', ({ movementId }) => movementId],
  ['location_id', 'uuid', ({ locationId }) => locationId],
  ['carrier_id', 'uuid', ({ carrierId }) => carrierId],
  ['since', 'timestamptz', ({ since }) => since],
  ['explanation', 'text', ({ explanation }) => explanation],
  ['difference', 'numeric', ({ difference }) => difference ?? null],
]);

/**
 * Of a quantity at a place or on its way, and shown by no one movement: another quantity there is not what was explained.
 * The numbers of a QUANTITY_IN_NOT_OUT change with each shipment though no more is missing, so that what counts there is by how much
 * they differ.
 */
const EXPLAINED_AS_A_QUANTITY: readonly GapKind[] = [
  'NEGATIVE_STOCK',
  'SHIPPED_NEVER_RECEIVED',
  'RECEIVED_NEVER_SHIPPED',
  'DELIVERED_WITHOUT_SHIPMENT',
];

/** Whether a gap that someone has resolved, and that is found again, is another than they explained, or what proved it is corrected. */
const isNotExplained = (found: string, ofQuantities: string) => `(
        exists (select from correction where correction.movement_id = gap.evidence_movement_id)
        or (
          gap.movement_id is null
          and gap.kind = any(${ofQuantities}::text[])
          and (gap.explanation <> ${found}.explanation or (gap.kind = 'NEGATIVE_STOCK' and gap.since <> ${found}.since))
        )
        or (
          gap.kind = 'QUANTITY_IN_NOT_OUT'
          and (
            gap.difference is null
            or sign(gap.difference) <> sign(${found}.difference)
            or abs(gap.difference) < abs(${found}.difference)
          )
        )
      )`;

/** Of gaps that were found, by id, those that someone has explained as they are. */
export async function explainedOf(db: Queryable, found: readonly GapToKeep[]): Promise<Set<string>> {
  const rows = await db.rows<{ id: string }>(
    'explained_gaps',
    `
    select gap.gap_id as id
    from ${COLUMNS.unnested}
    join gap on gap.goods_id = new.goods_id and gap.gap_id = new.gap_id
    where gap.state = 'RESOLVED' and not ${isNotExplained('new', `$${COLUMNS.next}`)}
    `,
    [...COLUMNS.values(found), plainArrayLiteral(EXPLAINED_AS_A_QUANTITY)],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Brings the queue up to what was found of these goods: what is new or was closed is opened, and what is open and was not
 * found again is closed. What someone has resolved stays so, until the movement that proved it is corrected or it is another
 * quantity; of what came in and did not go out, more. In key order, so that two who meet wait for each other.
 */
export async function keepGaps(
  tx: Transaction,
  goodsIds: readonly string[],
  found: readonly GapToKeep[],
  now: Date,
): Promise<void> {
  const sorted = found.toSorted((a, b) => compare(a.goodsId, b.goodsId) || compare(gapIdOf(a), gapIdOf(b)));
  await openGaps(tx, sorted, now);
  await closeAllBut(tx, goodsIds, sorted, now);
}

async function openGaps(tx: Transaction, found: readonly GapToKeep[], now: Date): Promise<void> {
  if (found.length === 0) return;
  await tx.rows(
    'open_gaps',
    `
    insert into gap (${COLUMNS.names}, state, found_at)
    select ${COLUMNS.selected}, 'OPEN', $${COLUMNS.next}
    from ${COLUMNS.unnested}
    on conflict (goods_id, gap_id) do update
    set state = 'OPEN', closed_at = null, found_at = case when gap.state = 'OPEN' then gap.found_at else excluded.found_at end,
      resolved_at = null, resolved_by = null, resolution_reason = null, evidence_movement_id = null,
      location_id = excluded.location_id, carrier_id = excluded.carrier_id, since = excluded.since,
      explanation = excluded.explanation, difference = excluded.difference
    where gap.state = 'CLOSED'
      or (gap.state = 'RESOLVED' and ${isNotExplained('excluded', `$${COLUMNS.next + 1}`)})
      or (
        gap.state = 'OPEN'
        and (gap.location_id, gap.carrier_id, gap.since, gap.explanation, gap.difference) is distinct from
          (excluded.location_id, excluded.carrier_id, excluded.since, excluded.explanation, excluded.difference)
      )
    `,
    [...COLUMNS.values(found), now, plainArrayLiteral(EXPLAINED_AS_A_QUANTITY)],
  );
}

async function closeAllBut(
  tx: Transaction,
  goodsIds: readonly string[],
  found: readonly GapToKeep[],
  now: Date,
): Promise<void> {
  await tx.rows(
    'close_gaps',
    `
    update gap
    set state = 'CLOSED', closed_at = $3
    where gap.goods_id = any($1::uuid[])
      and gap.state = 'OPEN'
      and not gap.gap_id = any($2::uuid[])
    `,
    [plainArrayLiteral(goodsIds), plainArrayLiteral(found.map(gapIdOf)), now],
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
