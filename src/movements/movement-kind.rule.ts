/**
 * The kinds of movement in the order of their rank, which decides between movements of one instant: senders' clocks are
 * coarse, and what is received at noon can be packed and shipped at noon, not the other way round. The database's type
 * `movement_kind` has the same order.
 */
export const MOVEMENT_KINDS = [
  'declare',
  'commission',
  'receive',
  'unpack',
  'transform',
  'pack',
  'ship',
  'deliver',
  'return',
  'destroy',
  'observe',
  'adjust',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

export function rankOf(kind: MovementKind): number {
  return MOVEMENT_KINDS.indexOf(kind);
}

/** What a sender may record. The others are made by Retrace (`declare`) or wait for the engine (`transform`, `adjust`). */
export const RECORDED_KINDS = [
  'commission',
  'pack',
  'unpack',
  'ship',
  'receive',
  'deliver',
  'return',
  'observe',
  'destroy',
] as const satisfies readonly MovementKind[];
export type RecordedKind = (typeof RECORDED_KINDS)[number];

export function isRecordedKind(text: string): text is RecordedKind {
  return (RECORDED_KINDS as readonly string[]).includes(text);
}

/** The fields of a movement of which at least one must be given, for each thing that must be known. */
type Requirement = readonly ('place' | 'carrier' | 'consignee' | 'container')[];

export const REQUIRED_FIELDS: Readonly<Record<RecordedKind, readonly Requirement[]>> = {
  commission: [['place']],
  pack: [['container']],
  unpack: [['container']],
  ship: [['place']],
  receive: [['place']],
  deliver: [['consignee', 'place']],
  return: [['place', 'carrier']],
  observe: [['place']],
  destroy: [],
};
