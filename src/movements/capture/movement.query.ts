import { arrayLiteral } from '../../platform/database/array-literal.js';
import type { Transaction } from '../../platform/database/database.js';
import { FINGERPRINT_VERSION } from '../fingerprint.js';
import type { MovedUnit, Movement } from '../movement.js';

/** Who sent movements, and in which request. */
export interface Origin {
  readonly captureId: string;
  readonly sourceId: string;
  readonly actorId: string;
  readonly recordedAt: Date;
}

export async function insertCapture(tx: Transaction, origin: Origin): Promise<void> {
  await tx.rows(
    'insert_capture',
    `insert into capture (capture_id, source_id, actor_id, recorded_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [origin.captureId, origin.sourceId, origin.actorId, origin.recordedAt],
  );
}

/**
 * Writes movements to the ledger and answers the ids of those that were new. Sorted by key, so that two requests with
 * the same movements wait for each other and never lock each other out.
 */
export async function insertMovements(
  tx: Transaction,
  origin: Origin,
  movements: readonly Movement[],
): Promise<Set<string>> {
  const sorted = movements.toSorted((a, b) => (a.movementId < b.movementId ? -1 : 1));
  const column = (of: (movement: Movement) => string | number | Date | null) => arrayLiteral(sorted.map(of));
  const rows = await tx.rows<{ movementId: string }>(
    'insert_movements',
    `
    insert into movement (
      movement_id, kind, source_id, source_ref, source_sequence, occurred_at, occurred_offset, recorded_at, capture_id,
      location_id, destination_id, carrier_id, consignee_id, container_id, order_ref, shipment_ref, device,
      unit_ids, unit_batch_ids, logistic_unit_ids, quantities, declaration, fingerprint, fingerprint_version
    )
    select
      new.movement_id, new.kind, $19, new.source_ref, new.sequence, new.occurred_at, new.occurred_offset, $20, $21,
      new.location_id, new.destination_id, new.carrier_id, new.consignee_id, new.container_id, new.order_ref,
      new.shipment_ref, new.device, new.unit_ids::uuid[], new.unit_batch_ids::uuid[], new.logistic_unit_ids::uuid[],
      new.quantities::jsonb, new.declaration::jsonb, new.fingerprint, $22
    from unnest(
      $1::uuid[], $2::movement_kind[], $3::text[], $4::bigint[], $5::timestamptz[], $6::smallint[], $7::uuid[],
      $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::text[], $14::text[], $15::text[],
      $16::text[], $17::text[], $18::text[], $23::text[], $24::uuid[]
    ) as new (
      movement_id, kind, source_ref, sequence, occurred_at, occurred_offset, location_id, destination_id, carrier_id,
      consignee_id, container_id, order_ref, shipment_ref, device, unit_ids, unit_batch_ids, logistic_unit_ids,
      quantities, declaration, fingerprint
    )
    on conflict do nothing
    returning movement.movement_id as "movementId"
    `,
    [
      column(({ movementId }) => movementId),
      column(({ kind }) => kind),
      column(({ sourceRef }) => sourceRef),
      column(({ sequence }) => sequence),
      column(({ occurredAt }) => occurredAt),
      column(({ offsetMinutes }) => offsetMinutes),
      column(({ place }) => place?.locationId ?? null),
      column(({ destination }) => destination?.locationId ?? null),
      column(({ carrier }) => carrier?.carrierId ?? null),
      column(({ consignee }) => consignee?.customerId ?? null),
      column(({ container }) => container?.logisticUnitId ?? null),
      column(({ orderRef }) => orderRef),
      column(({ shipmentRef }) => shipmentRef),
      column(({ device }) => device),
      column(({ goods }) => idsOrNull(goods.units.map(({ unitId }) => unitId))),
      column(({ goods }) => batchClaims(goods.units)),
      column(({ goods }) => idsOrNull(goods.logisticUnits.map(({ logisticUnitId }) => logisticUnitId))),
      column(quantitiesOf),
      origin.sourceId,
      origin.recordedAt,
      origin.captureId,
      FINGERPRINT_VERSION,
      column(({ declaration }) => (declaration === null ? null : JSON.stringify(declaration))),
      column(({ fingerprint }) => fingerprint),
    ],
  );
  return new Set(rows.map(({ movementId }) => movementId));
}

function idsOrNull(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : arrayLiteral(ids);
}

/** Null when no batch was said, one element when it is the same for all units, else one for each. */
function batchClaims(units: readonly MovedUnit[]): string | null {
  const claims = units.map(({ batch }) => batch?.batchId ?? null);
  const distinct = new Set(claims);
  if (distinct.size === 0 || (distinct.size === 1 && distinct.has(null))) return null;
  return arrayLiteral(distinct.size === 1 ? claims.slice(0, 1) : claims);
}

function quantitiesOf({ goods }: Movement): string | null {
  if (goods.quantities.length === 0) return null;
  return JSON.stringify(
    goods.quantities.map(({ batch, quantity, uom }) => ({ batchId: batch.batchId, quantity, uom })),
  );
}

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
  const rows = await db.rows<StoredMovement>(
    'stored_movements',
    `
    select
      movement.movement_id as "movementId",
      movement.fingerprint,
      coalesce(movement.unit_ids, '{}') || coalesce(movement.logistic_unit_ids, '{}')
        || array(
          select (line ->> 'batchId')::uuid
          from jsonb_array_elements(coalesce(movement.quantities, '[]')) as line
        ) as "goodsIds"
    from movement
    where movement.movement_id = any($1::uuid[])
    and movement.kind is not null
    `,
    [arrayLiteral(movementIds)],
  );
  return new Map(rows.map((row) => [row.movementId, row]));
}
