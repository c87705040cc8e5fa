import type { Goods, Movement } from './movement.js';

export const NO_GOODS: Goods = { units: [], logisticUnits: [], quantities: [] };

/** How many goods these are; the bounds and the counts are in these. */
export function sizeOf({ units, logisticUnits, quantities }: Goods): number {
  return units.length + logisticUnits.length + quantities.length;
}

/** What goods are put into or taken out of. */
export function containerIdOf({ container, assembly }: Pick<Movement, 'container' | 'assembly'>): string | null {
  return container?.logisticUnitId ?? assembly?.unitId ?? null;
}

/** Everything that a movement names and an open conflict would put in doubt: units, logistic units, batches. */
export function goodsIdsOf({ goods, outputs }: Pick<Movement, 'goods' | 'outputs'>): string[] {
  return [...idsOf(goods), ...idsOf(outputs)];
}

/** Units, logistic units, and the batches of quantities. */
export function idsOf({ units, logisticUnits, quantities }: Goods): string[] {
  return [
    ...units.map(({ unitId }) => unitId),
    ...logisticUnits.map(({ logisticUnitId }) => logisticUnitId),
    ...quantities.map(({ batch }) => batch.batchId),
  ];
}
