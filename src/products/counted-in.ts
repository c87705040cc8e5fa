import { Decimal, baseUnitOf, type Gtin, PIECE } from '../gs1/index.js';
import type { Queryable } from '../platform/database/database.js';
import { groupsOf } from '../platform/groups-of.js';
import { inLowestLevel } from './packaging-family.rule.js';
import type { PackagingLevelRow } from './packaging.query.js';
import { packagingAround } from './packaging-walk.query.js';
import { productById } from './product.query.js';

/** So much of a product in one unit of measure. */
export interface ProductQuantity {
  readonly productId: string;
  readonly quantity: string;
  readonly uom: string;
}

/** A quantity and the product that it is counted in. */
export interface CountedQuantity {
  readonly quantity: string;
  readonly uom: string;
  readonly gtin: Gtin | null;
}

export type Count = (quantity: ProductQuantity) => CountedQuantity;

/**
 * How quantities of several packaging levels are added up: pieces are counted in the lowest level, by what is registered
 * that each level holds, and other units of measure as they are. Of a level whose contents are not registered, are of
 * several kinds or go round in a circle, quantities stay that level's own; where there are more levels than are followed,
 * all do, since no level is known to hold only what was found. Only quantities of one GTIN may be added up.
 */
export async function countingInLowestLevel(
  db: Queryable,
  productIds: readonly string[],
  mostProducts?: number,
): Promise<Count> {
  const ids = [...new Set(productIds)];
  const { levels, truncated } = await packagingAround(db, ids, mostProducts);
  const contentsOf = contentsByHolder(truncated === null ? levels : []);
  const lowest = new Map(ids.map((productId) => [productId, inLowestLevel(productId, contentsOf)]));
  const named = [...new Set([...lowest.values()].map(({ productId }) => productId))];
  const gtins = new Map((await productById.find(db, named)).map(({ id, gtin }) => [id, gtin]));
  return ({ productId, quantity, uom }) => {
    const level = lowest.get(productId) ?? { productId, pieces: 1n };
    const pieces = new Decimal(quantity).times(level.pieces.toString()).toFixed();
    return { quantity: baseUnitOf(uom) === PIECE ? pieces : quantity, uom, gtin: gtins.get(level.productId) ?? null };
  };
}

function contentsByHolder(levels: readonly PackagingLevelRow[]): (productId: string) => readonly PackagingLevelRow[] {
  const contents = groupsOf(levels, ({ productId }) => productId);
  return (productId) => contents.get(productId) ?? [];
}
