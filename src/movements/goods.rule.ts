import type { LedgerGoods, LedgerMovement } from './ledger-movement.js';
import type { Goods } from './movement.js';

export const NO_GOODS: Goods = { units: [], logisticUnits: [], quantities: [] };

/** How many goods these are; the bounds and the counts are in these. */
export function sizeOf({ units, logisticUnits, quantities }: LedgerGoods): number {
  return units.length + logisticUnits.length + quantities.length;
}

/** What goods are put into or taken out of. */
export function containerIdOf({ container, assembly }: Pick<LedgerMovement, 'container' | 'assembly'>): string | null {
  return container?.logisticUnitId ?? assembly?.unitId ?? null;
}

/** Everything that a movement names as its goods: units, logistic units, batches. */
export function goodsIdsOf({ goods, outputs }: Pick<LedgerMovement, 'goods' | 'outputs'>): string[] {
  return [...idsOf(goods), ...idsOf(outputs)];
}

/** Units, logistic units, and the batches of quantities. */
export function idsOf({ units, logisticUnits, quantities }: LedgerGoods): string[] {
  return [
    ...units.map(({ unitId }) => unitId),
    ...logisticUnits.map(({ logisticUnitId }) => logisticUnitId),
    ...quantities.map(({ batch }) => batch.batchId),
  ];
}
