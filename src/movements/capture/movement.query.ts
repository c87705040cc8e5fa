import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Transaction } from '../../platform/database/database.js';
import { FINGERPRINT_VERSION } from '../fingerprint.js';
import { containerIdOf, sizeOf } from '../goods.rule.js';
import type { Goods, MovedUnit, Movement } from '../movement.js';

/** Who sent movements, and in which request. */
export interface Origin {
  readonly captureId: string;
  readonly sourceId: string;
  readonly actorId: string;
  readonly recordedAt: Date;
}

/** The request, and that it waits for its place in what is known (`knowledge/seal-knowledge.ts`). */
export function insertCapture(tx: Transaction, origin: Origin): void {
  tx.send(
    'insert_capture',
    `
    with new as (
      insert into capture (capture_id, source_id, actor_id, recorded_at)
      values ($1, $2, $3, $4)
      on conflict do nothing
      returning capture.capture_id
    )
    insert into knowledge_pending (capture_id)
    select new.capture_id
    from new
    on conflict do nothing
    `,
    [origin.captureId, origin.sourceId, origin.actorId, origin.recordedAt],
  );
}

const COLUMNS = new BulkColumns<Movement>([
  ['movement_id', 'uuid', ({ movementId }) => movementId],
  ['kind', 'movement_kind', ({ kind }) => kind],
  ['source_ref', 'text', ({ sourceRef }) => sourceRef],
  ['source_sequence', 'bigint', ({ sequence }) => sequence],
  ['occurred_at', 'timestamptz', ({ occurredAt }) => occurredAt],
  ['occurred_offset', 'smallint', ({ offsetMinutes }) => offsetMinutes],
  ['location_id', 'uuid', ({ place }) => place?.locationId ?? null],
  ['destination_id', 'uuid', ({ destination }) => destination?.locationId ?? null],
  ['carrier_id', 'uuid', ({ carrier }) => carrier?.carrierId ?? null],
  ['consignee_id', 'uuid', ({ consignee }) => consignee?.customerId ?? null],
  ['consignor_id', 'uuid', (movement) => consignorIdOf(movement)],
  ['container_id', 'uuid', containerIdOf],
  ['container_batch_id', 'uuid', ({ assembly }) => assembly?.batch?.batchId ?? null],
  ['order_ref', 'text', ({ orderRef }) => orderRef],
  ['shipment_ref', 'text', ({ shipmentRef }) => shipmentRef],
  ['device', 'text', ({ device }) => device],
  ['unit_ids', 'uuid[]', ({ goods }) => nullIfNone(goods.units.map(({ unitId }) => unitId))],
  ['unit_batch_ids', 'uuid[]', ({ goods }) => batchClaims(goods.units)],
  ['logistic_unit_ids', 'uuid[]', ({ goods }) => nullIfNone(goods.logisticUnits.map((unit) => unit.logisticUnitId))],
  ['quantities', 'jsonb', ({ goods }) => (goods.quantities.length === 0 ? null : JSON.stringify(quantitiesOf(goods)))],
  ['outputs', 'jsonb', ({ outputs }) => (sizeOf(outputs) === 0 ? null : outputsOf(outputs))],
  ['declaration', 'jsonb', ({ declaration }) => declaration && JSON.stringify(declaration)],
  ['fingerprint', 'uuid', ({ fingerprint }) => fingerprint],
]);

/** Where a movement stands under its id: beside the mark of a correction that came before it, or alone. */
export const PART = { ALONE: 0, AFTER_ITS_CORRECTION: 1 } as const;

/**
 * Writes movements to the ledger and answers the ids of those that were new. Sorted by key, so that two requests with
 * the same movements wait for each other and never lock each other out.
 */
export async function insertMovements(
  tx: Transaction,
  origin: Origin,
  movements: readonly Movement[],
  part: (typeof PART)[keyof typeof PART] = PART.ALONE,
): Promise<Set<string>> {
  if (movements.length === 0) return new Set();
  const sorted = movements.toSorted((a, b) => (a.movementId < b.movementId ? -1 : 1));
  const { next } = COLUMNS;
  const rows = await tx.rows<{ movementId: string }>(
    'insert_movements',
    `
    insert into movement (${COLUMNS.names}, source_id, recorded_at, capture_id, fingerprint_version, part)
    select ${COLUMNS.selected}, $${next}, $${next + 1}, $${next + 2}, $${next + 3}, $${next + 4}
    from ${COLUMNS.unnested}
    on conflict do nothing
    returning movement.movement_id as "movementId"
    `,
    [...COLUMNS.values(sorted), origin.sourceId, origin.recordedAt, origin.captureId, FINGERPRINT_VERSION, part],
  );
  return new Set(rows.map(({ movementId }) => movementId));
}

/** A version that was kept in a conflict before there were consignors has none. */
function consignorIdOf({ consignor }: { readonly consignor?: Movement['consignor'] }): string | null {
  return consignor?.customerId ?? null;
}

function nullIfNone(ids: readonly string[]): readonly string[] | null {
  return ids.length === 0 ? null : ids;
}

/** Null when no batch was said, one element when it is the same for all units, else one for each. */
function batchClaims(units: readonly MovedUnit[]): readonly (string | null)[] | null {
  const claims = units.map(({ batch }) => batch?.batchId ?? null);
  const distinct = new Set(claims);
  if (distinct.size === 0 || (distinct.size === 1 && distinct.has(null))) return null;
  return distinct.size === 1 ? claims.slice(0, 1) : claims;
}

function quantitiesOf({ quantities }: Goods) {
  return quantities.map(({ batch, quantity, uom }) => ({ batchId: batch.batchId, quantity, uom }));
}

function outputsOf(outputs: Goods): string {
  const units = outputs.units.map(({ unitId, batch }) => ({ unitId, batchId: batch?.batchId ?? null }));
  return JSON.stringify({ units, quantities: quantitiesOf(outputs) });
}

/** The batches of the quantities that went into a movement and came out of it, as an array. */
const BATCHES_OF_QUANTITIES = `array(
  select (line ->> 'batchId')::uuid
  from jsonb_array_elements(coalesce(movement.quantities, '[]') || coalesce(movement.outputs -> 'quantities', '[]')) as line
)`;

/** The units that came out of a movement, as an array. */
const UNITS_MADE = `array(
  select (line ->> 'unitId')::uuid from jsonb_array_elements(coalesce(movement.outputs -> 'units', '[]')) as line
)`;

const CONTAINER = `array_remove(array[movement.container_id], null)`;

/** What the ledger holds under an id: enough to tell a resend from a conflict, and to name the goods of both. */
export interface StoredMovement {
  readonly movementId: string;
  readonly fingerprint: string;
  readonly goodsIds: readonly string[];
}

export async function storedMovements(
  db: Pick<Transaction, 'rows'>,
  movementIds: readonly string[],
): Promise<Map<string, StoredMovement>> {
  if (movementIds.length === 0) return new Map();
  const rows = await db.rows<StoredMovement>(
    'stored_movements',
    `
    select
      movement.movement_id as "movementId",
      movement.fingerprint,
      coalesce(movement.unit_ids, '{}') || coalesce(movement.logistic_unit_ids, '{}')
        || ${UNITS_MADE} || ${BATCHES_OF_QUANTITIES} || ${CONTAINER} as "goodsIds"
    from movement
    where movement.movement_id = any($1::uuid[])
    and movement.kind is not null
    `,
    [plainArrayLiteral(movementIds)],
  );
  return new Map(rows.map((row) => [row.movementId, row]));
}

/**
 * Marks the key of a movement that is not there, for its correction; answers whether it was free. Whoever brings the
 * movement waits for this key, so one of the two always sees the other (`architecture.md` 2.6).
 */
export async function markForCorrection(
  tx: Transaction,
  origin: Origin,
  { movementId, sourceRef }: { readonly movementId: string; readonly sourceRef: string | null },
): Promise<boolean> {
  const rows = await tx.rows(
    'mark_movement_for_correction',
    `
    insert into movement (movement_id, part, source_id, source_ref, recorded_at, capture_id)
    values ($1, 0, $2, $3, $4, $5)
    on conflict do nothing
    returning movement.movement_id
    `,
    [movementId, origin.sourceId, sourceRef, origin.recordedAt, origin.captureId],
  );
  return rows.length > 0;
}

/** What a movement touched: everything that must be put right when it is voided. */
export interface TouchedGoods {
  /** Units, logistic units and the container. */
  readonly goodsIds: readonly string[];
  readonly batchIds: readonly string[];
  readonly declaredBatchId: string | null;
}

export async function goodsTouchedBy(tx: Transaction, movementId: string): Promise<TouchedGoods | null> {
  const [row] = await tx.rows<TouchedGoods>(
    'goods_touched_by_movement',
    `
    select
      coalesce(movement.unit_ids, '{}') || coalesce(movement.logistic_unit_ids, '{}')
        || ${UNITS_MADE} || ${CONTAINER} as "goodsIds",
      ${BATCHES_OF_QUANTITIES} as "batchIds",
      (movement.declaration ->> 'batchId')::uuid as "declaredBatchId"
    from movement
    where movement.movement_id = $1
      and movement.kind is not null
    `,
    [movementId],
  );
  return row ?? null;
}
