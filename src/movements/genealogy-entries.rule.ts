import { idsOf } from './goods.rule.js';
import type { LedgerMovement } from './ledger-movement.js';

/**
 * INPUT went into a transform, OUTPUT came out of it; COMPONENT was built into a serialised unit, the ASSEMBLY, and a HOLDER is a
 * logistic unit that was, with what it held.
 */
export type GenealogyRole = 'INPUT' | 'OUTPUT' | 'COMPONENT' | 'HOLDER' | 'ASSEMBLY';

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
  const { logisticUnits } = goods;
  return [
    ...idsOf({ ...goods, logisticUnits: [] }).map(entry('COMPONENT')),
    ...logisticUnits.map(({ logisticUnitId }) => entry('HOLDER')(logisticUnitId)),
    entry('ASSEMBLY')(assembly.unitId),
  ];
}
