import { idsOf } from './goods.rule.js';
import type { LedgerMovement } from './ledger-movement.js';

/** INPUT went into a transform, OUTPUT came out of it; COMPONENT was built into a serialised unit, the ASSEMBLY. */
export type GenealogyRole = 'INPUT' | 'OUTPUT' | 'COMPONENT' | 'ASSEMBLY';

/** That goods took part in making others. A unit stands for itself; a quantity for its batch. */
export interface GenealogyEntry {
  readonly goodsId: string;
  readonly movementId: string;
  readonly role: GenealogyRole;
}

/** By what the goods of a movement that makes goods of goods are found again; of other movements nothing. */
export function genealogyEntriesOf({ movementId, kind, goods, outputs, assembly }: LedgerMovement): GenealogyEntry[] {
  const entry = (role: GenealogyRole) => (goodsId: string) => ({ goodsId, movementId, role });
  if (kind === 'transform') return [...idsOf(goods).map(entry('INPUT')), ...idsOf(outputs).map(entry('OUTPUT'))];
  if (kind !== 'pack' || !assembly) return [];
  return [...idsOf(goods).map(entry('COMPONENT')), entry('ASSEMBLY')(assembly.unitId)];
}
