import { arrayLiteral } from '../../platform/database/array-literal.js';
import type { Transaction } from '../../platform/database/database.js';
import type { Movement } from '../movement.js';
import { type StockPlace, transferOf } from '../stock.rule.js';

interface Entry {
  readonly movement: Movement;
  readonly batchId: string;
  readonly line: number;
  readonly place: StockPlace;
  readonly quantity: string;
  readonly uom: string;
}

/** Books what movements did to goods counted by quantity. */
export async function insertStockEntries(tx: Transaction, movements: readonly Movement[]): Promise<void> {
  const entries = movements.flatMap(entriesOf);
  if (entries.length === 0) return;
  const column = (of: (entry: Entry) => string | number | Date | null) => arrayLiteral(entries.map(of));
  await tx.rows(
    'insert_stock_entries',
    `
    insert into stock_entry (
      batch_id, movement_id, line, occurred_at, kind, place_kind, location_id, carrier_id, consignee_id, container_id,
      quantity, uom
    )
    select
      new.batch_id, new.movement_id, new.line, new.occurred_at, new.kind, new.place_kind, new.location_id,
      new.carrier_id, new.consignee_id, new.container_id, new.quantity, new.uom
    from unnest(
      $1::uuid[], $2::uuid[], $3::integer[], $4::timestamptz[], $5::movement_kind[], $6::text[], $7::uuid[],
      $8::uuid[], $9::uuid[], $10::uuid[], $11::numeric[], $12::text[]
    ) as new (
      batch_id, movement_id, line, occurred_at, kind, place_kind, location_id, carrier_id, consignee_id, container_id,
      quantity, uom
    )
    on conflict do nothing
    `,
    [
      column(({ batchId }) => batchId),
      column(({ movement }) => movement.movementId),
      column(({ line }) => line),
      column(({ movement }) => movement.occurredAt),
      column(({ movement }) => movement.kind),
      column(({ place }) => place.placeKind),
      column(({ place }) => place.locationId ?? null),
      column(({ place }) => place.carrierId ?? null),
      column(({ place }) => place.consigneeId ?? null),
      column(({ place }) => place.containerId ?? null),
      column(({ quantity }) => quantity),
      column(({ uom }) => uom),
    ],
  );
}

/** A movement that names a batch in two units of measure books both, so the line tells them apart. */
function entriesOf(movement: Movement): Entry[] {
  const { from, to } = transferOf({
    kind: movement.kind,
    locationId: movement.place?.locationId ?? null,
    carrierId: movement.carrier?.carrierId ?? null,
    consigneeId: movement.consignee?.customerId ?? null,
    containerId: movement.container?.logisticUnitId ?? null,
  });
  return movement.goods.quantities.flatMap(({ batch, quantity, uom }, i) => {
    const entry = { movement, batchId: batch.batchId, uom };
    return [
      ...(from ? [{ ...entry, line: 2 * i, place: from, quantity: `-${quantity}` }] : []),
      ...(to ? [{ ...entry, line: 2 * i + 1, place: to, quantity }] : []),
    ];
  });
}
