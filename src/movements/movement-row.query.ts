import { plainArrayLiteral } from '../platform/database/array-literal.js';
import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import type { MovementKind } from './movement-kind.rule.js';
import type { Declaration } from './movement.js';

/** A movement as it is read: everything but its serials, of which there can be thousands. */
export interface MovementRow {
  readonly id: string;
  readonly kind: MovementKind;
  readonly sourceId: string;
  readonly sourceRef: string | null;
  readonly occurredAt: Date;
  readonly offsetMinutes: number;
  readonly recordedAt: Date;
  readonly locationId: string | null;
  readonly destinationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly consignorId: string | null;
  readonly containerId: string | null;
  readonly order: string | null;
  readonly shipment: string | null;
  readonly device: string | null;
  readonly unitCount: number;
  readonly logisticUnitCount: number;
  readonly declaration: Declaration | null;
  readonly quantities: readonly QuantityRow[];
  /** Of a transform. */
  readonly outputs: { readonly unitCount: number; readonly quantities: readonly QuantityRow[] } | null;
}

interface QuantityRow {
  readonly batchId: string;
  readonly quantity: string;
  readonly uom: string;
}

const COLUMNS = `
  movement.movement_id as id, movement.kind, movement.source_id as "sourceId", movement.source_ref as "sourceRef",
  movement.occurred_at as "occurredAt", movement.occurred_offset as "offsetMinutes",
  movement.recorded_at as "recordedAt", movement.location_id as "locationId",
  movement.destination_id as "destinationId", movement.carrier_id as "carrierId",
  movement.consignee_id as "consigneeId", movement.consignor_id as "consignorId",
  movement.container_id as "containerId", movement.order_ref as "order",
  movement.shipment_ref as "shipment", movement.device, cardinality(coalesce(movement.unit_ids, '{}')) as "unitCount",
  cardinality(coalesce(movement.logistic_unit_ids, '{}')) as "logisticUnitCount",
  movement.declaration, coalesce(movement.quantities, '[]') as quantities,
  case when movement.outputs is not null then jsonb_build_object(
    'unitCount', jsonb_array_length(movement.outputs -> 'units'), 'quantities', movement.outputs -> 'quantities'
  ) end as outputs`;

export const movementById: BatchQuery<MovementRow> = {
  find: (db, ids) =>
    db.rows<MovementRow>(
      'movements_by_id',
      `
      select ${COLUMNS}
      from movement
      where movement.movement_id = any($1::uuid[])
      and movement.kind is not null
      `,
      [plainArrayLiteral(ids)],
    ),
  keyOf: (movement) => movement.id,
};

/** What was declared of a batch, the first first, what was voided among it. */
export const declarationsOfBatch: BatchQuery<{ readonly batchId: string; readonly movements: readonly MovementRow[] }> =
  {
    async find(db, batchIds) {
      const rows = await db.rows<MovementRow>(
        'declarations_of_batches',
        `
      select ${COLUMNS}
      from movement
      where movement.declaration ->> 'batchId' = any($1::text[])
      order by movement.occurred_at, movement.movement_id
      `,
        [batchIds],
      );
      return batchIds.map((batchId) => ({
        batchId,
        movements: rows.filter(({ declaration }) => declaration?.batchId === batchId),
      }));
    },
    keyOf: ({ batchId }) => batchId,
  };

/** Which field of a movement a reference number stands in. */
export type ReferenceKind = 'order' | 'shipment';

/** The movements that name this order or shipment, in whatever letter case, oldest first. */
export function movementsByReference(
  db: Queryable,
  kind: ReferenceKind,
  reference: string,
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<MovementRow[]> {
  const column = kind === 'order' ? 'order_ref' : 'shipment_ref';
  return db.rows<MovementRow>(
    `movements_by_${kind}`,
    `
    select ${COLUMNS}
    from movement
    where upper(movement.${column}) = upper($1)
      and movement.kind is not null
      and ($3::timestamptz is null or (movement.occurred_at, movement.movement_id) > ($3, $4::uuid))
    order by movement.occurred_at, movement.movement_id
    limit $2
    `,
    [reference, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
}
