import type { Queryable } from '../../platform/database/database.js';
import { NO_GOODS } from '../goods.rule.js';
import type { LedgerGoods, LedgerMovement } from '../ledger-movement.js';
import type { MovementKind } from '../movement-kind.rule.js';
import { SHADOW } from './derived-tables.js';

/** A movement as the ledger has it, and whether a correction has voided it. */
export interface LedgerEntry {
  readonly movement: LedgerMovement;
  readonly isVoided: boolean;
}

/** Some movements after a key: no more than so many, and no more goods than so many unless a single movement has more. */
export interface PageOf {
  readonly after: string;
  readonly movements: number;
  readonly goods: number;
}

/** Movements of captures that were known by a time. */
export function knownMovements(db: Queryable, page: PageOf, knownThrough: Date): Promise<LedgerEntry[]> {
  return readPage(
    db,
    'known_ledger_page',
    `
    from movement
    where movement.movement_id > $1
      and exists (
        select from knowledge where knowledge.capture_id = movement.capture_id and knowledge.known_at <= $4
      )
    `,
    page,
    [knownThrough],
  );
}

/** Movements that came late, or were voided since. */
export function lateMovements(db: Queryable, page: PageOf): Promise<LedgerEntry[]> {
  return readPage(
    db,
    'late_ledger_page',
    `
    from ${SHADOW}.late_movement as late
    join movement on movement.movement_id = late.movement_id
    where late.movement_id > $1
    `,
    page,
    [],
  );
}

const SIZE = `1 + coalesce(cardinality(movement.unit_ids), 0) + coalesce(cardinality(movement.logistic_unit_ids), 0)
  + coalesce(jsonb_array_length(movement.quantities), 0) + coalesce(jsonb_array_length(movement.outputs -> 'units'), 0)`;

async function readPage(
  db: Queryable,
  name: string,
  which: string,
  { after, movements, goods }: PageOf,
  values: readonly unknown[],
): Promise<LedgerEntry[]> {
  const rows = await db.rows<LedgerRow>(
    name,
    `
    with page as materialized (
      select movement.movement_id, movement.part, ${SIZE} as size
      ${which}
        and movement.kind is not null
      order by movement.movement_id
      limit $2
    ),
    sized as (
      select page.movement_id, page.part, sum(page.size) over (order by page.movement_id) - page.size as before
      from page
    )
    select
      movement.movement_id as "movementId", movement.kind, movement.source_sequence as sequence,
      movement.occurred_at as "occurredAt", movement.location_id as "locationId",
      movement.destination_id as "destinationId", movement.carrier_id as "carrierId",
      movement.consignee_id as "consigneeId", movement.consignor_id as "consignorId",
      movement.container_id as "containerId",
      movement.container_batch_id as "containerBatchId",
      movement.container_id is not null
        and exists (select from unit where unit.unit_id = movement.container_id) as "isAssembly",
      array_to_string(movement.unit_ids, ',') as "unitIds", movement.unit_batch_ids as "unitBatchIds",
      movement.logistic_unit_ids as "logisticUnitIds", movement.quantities, movement.outputs,
      exists (select from correction where correction.movement_id = movement.movement_id) as "isVoided"
    from sized
    join movement on movement.movement_id = sized.movement_id and movement.part = sized.part
    where sized.before < $3
    order by movement.movement_id
    `,
    [after, movements, goods, ...values],
  );
  return rows.map((row) => ({ movement: movementOf(row), isVoided: row.isVoided }));
}

interface LedgerRow {
  readonly movementId: string;
  readonly kind: MovementKind;
  readonly sequence: number;
  readonly occurredAt: Date;
  readonly locationId: string | null;
  readonly destinationId: string | null;
  readonly carrierId: string | null;
  readonly consigneeId: string | null;
  readonly consignorId: string | null;
  readonly containerId: string | null;
  readonly containerBatchId: string | null;
  readonly isAssembly: boolean;
  /** Joined, since there can be thousands. */
  readonly unitIds: string | null;
  readonly unitBatchIds: readonly (string | null)[] | null;
  readonly logisticUnitIds: readonly string[] | null;
  readonly quantities: readonly StoredQuantity[] | null;
  readonly outputs: {
    readonly units: readonly { readonly unitId: string; readonly batchId: string | null }[];
    readonly quantities: readonly StoredQuantity[];
  } | null;
  readonly isVoided: boolean;
}

interface StoredQuantity {
  readonly batchId: string;
  readonly quantity: string;
  readonly uom: string;
}

function movementOf(row: LedgerRow): LedgerMovement {
  const { movementId, kind, sequence, occurredAt, containerId, isAssembly } = row;
  return {
    movementId,
    kind,
    sequence,
    occurredAt,
    place: row.locationId === null ? null : { locationId: row.locationId },
    destination: row.destinationId === null ? null : { locationId: row.destinationId },
    carrier: row.carrierId === null ? null : { carrierId: row.carrierId },
    consignee: row.consigneeId === null ? null : { customerId: row.consigneeId },
    consignor: row.consignorId === null ? null : { customerId: row.consignorId },
    container: containerId === null || isAssembly ? null : { logisticUnitId: containerId },
    assembly: containerId !== null && isAssembly ? { unitId: containerId, batch: batchOf(row.containerBatchId) } : null,
    goods: goodsOf(row),
    outputs: outputsOf(row),
  };
}

function goodsOf({ unitIds, unitBatchIds, logisticUnitIds, quantities }: LedgerRow): LedgerGoods {
  const claims = unitBatchIds ?? [];
  return {
    units: (unitIds?.split(',') ?? []).map((unitId, i) => ({
      unitId,
      // One claim is for all units.
      batch: batchOf((claims.length === 1 ? claims[0] : claims[i]) ?? null),
    })),
    logisticUnits: (logisticUnitIds ?? []).map((logisticUnitId) => ({ logisticUnitId })),
    quantities: (quantities ?? []).map(quantityOf),
  };
}

function outputsOf({ outputs }: LedgerRow): LedgerGoods {
  if (!outputs) return NO_GOODS;
  return {
    units: outputs.units.map(({ unitId, batchId }) => ({ unitId, batch: batchOf(batchId) })),
    logisticUnits: [],
    quantities: outputs.quantities.map(quantityOf),
  };
}

function quantityOf({ batchId, quantity, uom }: StoredQuantity) {
  return { batch: { batchId }, quantity, uom };
}

function batchOf(batchId: string | null) {
  return batchId === null ? null : { batchId };
}
