/** Everything that can be missing in the record, or wrong with it. */
export const GAP_KINDS = [
  'SHIPPED_NEVER_RECEIVED',
  'RECEIVED_NEVER_SHIPPED',
  'DELIVERED_WITHOUT_SHIPMENT',
  'TWO_PLACES_AT_ONCE',
  'FASTER_THAN_POSSIBLE',
  'ACTION_AFTER_DESTRUCTION',
  'LEFT_CONTAINER_UNSEEN',
  'UNPACKED_WITHOUT_CHILDREN',
  'CONTAINER_IN_ITSELF',
  'UNIT_WITHOUT_BATCH',
  'UNIT_IN_TWO_BATCHES',
  'BATCH_DECLARED_DIFFERENTLY',
  'QUANTITY_IN_NOT_OUT',
  'NEGATIVE_STOCK',
  'OPEN_CONFLICT',
] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export const GOODS_KINDS = ['UNIT', 'LOGISTIC_UNIT', 'BATCH'] as const;
export type GoodsKind = (typeof GOODS_KINDS)[number];

/** OPEN: it is there. CLOSED: what came later has filled it. RESOLVED: someone has explained it. */
export const GAP_STATES = ['OPEN', 'CLOSED', 'RESOLVED'] as const;
export type GapState = (typeof GAP_STATES)[number];

/** A hole or contradiction as the rules find it in the record. */
export interface FoundGap {
  readonly kind: GapKind;
  readonly goodsId: string;
  readonly goodsKind: GoodsKind;
  /** Tells apart gaps of one kind of the same goods, and is the same whenever this one is found. */
  readonly mark: string;
  /** The movement that shows it, where one does. */
  readonly movementId: string | null;
  readonly locationId: string | null;
  readonly carrierId: string | null;
  /** When it came about, by the clocks of the senders. */
  readonly since: Date;
  /** What is wrong, in a sentence. */
  readonly explanation: string;
  /** Of QUANTITY_IN_NOT_OUT, by how much: above zero there is too much, below zero too little. Of no other kind. */
  readonly difference?: string;
}
