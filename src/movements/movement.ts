import type { BatchNumber, Gln, Gtin, Serial, Sscc } from '../gs1/index.js';
import type { MovementKind } from './movement-kind.rule.js';

/** A movement that has passed the door: every code parsed, every id derived, nothing looked up yet. */
export interface Movement {
  readonly movementId: string;
  /** The sender's own id. */
  readonly sourceRef: string;
  readonly kind: MovementKind;
  readonly sequence: number;
  readonly occurredAt: Date;
  /** The sender's offset from UTC, in minutes: what their clock on the wall said. */
  readonly offsetMinutes: number;
  readonly place: NamedPlace | null;
  readonly destination: NamedPlace | null;
  readonly carrier: { readonly carrierId: string; readonly code: string } | null;
  readonly consignee: { readonly customerId: string; readonly number: string } | null;
  /** The customer who passed the goods on, of a ship or deliver that they report; null: the goods were ours. */
  readonly consignor: { readonly customerId: string; readonly number: string } | null;
  readonly container: MovedLogisticUnit | null;
  /** The serialised unit that goods are built into, or taken out of: a container too, which is a product itself. */
  readonly assembly: MovedUnit | null;
  readonly orderRef: string | null;
  readonly shipmentRef: string | null;
  readonly device: string | null;
  readonly goods: Goods;
  /** What came out of a transform, into which `goods` went; of other kinds nothing. */
  readonly outputs: Goods;
  readonly declaration: Declaration | null;
  /** The batch that is declared, where it need not be registered yet. */
  readonly declaredBatch: NamedBatch | null;
  /** What labels say that logistic units hold, and this does not record: to warn of, and not part of the ledger. */
  readonly labels: readonly LabelContent[];
  readonly fingerprint: string;
}

export interface NamedPlace {
  readonly locationId: string;
  readonly gln: Gln;
}

export interface Goods {
  readonly units: readonly MovedUnit[];
  readonly logisticUnits: readonly MovedLogisticUnit[];
  readonly quantities: readonly MovedQuantity[];
}

export interface MovedUnit {
  readonly unitId: string;
  readonly productId: string;
  readonly gtin: Gtin;
  readonly serial: Serial;
  /** The batch that the sender said it is of. */
  readonly batch: NamedBatch | null;
}

export interface NamedBatch {
  readonly batchId: string;
  readonly gtin: Gtin;
  readonly number: BatchNumber;
}

export interface MovedLogisticUnit {
  readonly logisticUnitId: string;
  readonly sscc: Sscc;
}

/** What the label of a logistic unit says that it holds (AI 02, 37 and 10). */
export interface LabelContent extends MovedLogisticUnit {
  readonly gtin: Gtin;
  readonly productId: string;
  /** Null: the label says only of which product. */
  readonly batch: NamedBatch | null;
  readonly count: number | undefined;
}

export interface MovedQuantity {
  readonly batch: NamedBatch;
  /** An exact decimal, greater than zero; of an adjust, what there is more or, below zero, less. */
  readonly quantity: string;
  /** UN/ECE Recommendation 20; H87 is a piece. */
  readonly uom: string;
}

/** What a batch is said to be, without having been seen: quantity and dates. */
export interface Declaration {
  readonly batchId: string;
  readonly quantity: string | null;
  readonly uom: string | null;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
  readonly supplierBatch: string | null;
}
