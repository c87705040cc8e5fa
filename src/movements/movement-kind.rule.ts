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

export function isMovementKind(text: string): text is MovementKind {
  return (MOVEMENT_KINDS as readonly string[]).includes(text);
}

/** The fields of a movement of which at least one must be given, for each thing that must be known. */
type Requirement = readonly ('place' | 'carrier' | 'consignee' | 'consignor' | 'container')[];

export const REQUIRED_FIELDS: Readonly<Record<MovementKind, readonly Requirement[]>> = {
  declare: [],
  commission: [['place']],
  transform: [['place']],
  pack: [['container']],
  unpack: [['container']],
  ship: [['place', 'consignor']],
  receive: [['place']],
  deliver: [['consignee', 'place']],
  return: [['place', 'carrier']],
  observe: [['place']],
  destroy: [],
  adjust: [['place']],
};
