import type { MovementKind } from './movement-kind.rule.js';

/** What of a movement its effects are made from: everything by id, as the ledger keeps it. */
export interface LedgerMovement {
  readonly movementId: string;
  readonly kind: MovementKind;
  readonly sequence: number;
  readonly occurredAt: Date;
  readonly place: { readonly locationId: string } | null;
  readonly destination: { readonly locationId: string } | null;
  readonly carrier: { readonly carrierId: string } | null;
  readonly consignee: { readonly customerId: string } | null;
  /** The customer whom the goods left. */
  readonly consignor: { readonly customerId: string } | null;
  readonly container: { readonly logisticUnitId: string } | null;
  readonly assembly: LedgerUnit | null;
  readonly goods: LedgerGoods;
  readonly outputs: LedgerGoods;
}

export interface LedgerGoods {
  readonly units: readonly LedgerUnit[];
  readonly logisticUnits: readonly { readonly logisticUnitId: string }[];
  readonly quantities: readonly LedgerQuantity[];
}

export interface LedgerUnit {
  readonly unitId: string;
  readonly batch: { readonly batchId: string } | null;
}

export interface LedgerQuantity {
  readonly batch: { readonly batchId: string };
  readonly quantity: string;
  readonly uom: string;
}
