import type { Transaction } from '../platform/database/database.js';
import { Rejection } from '../platform/registration/registration.js';
import { lockPackaging, packagingBelow, type PackagingLevelRow } from './packaging.query.js';
import { flawOfPackaging } from './packaging.rule.js';

/** What a product holds: GTINs' ids and how many of each. */
export interface GivenPackaging {
  readonly productId: string;
  readonly contains: readonly { readonly productId: string; readonly quantity: number }[];
}

/** What is to be written: the products whose packaging changes, and all of their levels. */
export interface PackagingPlan {
  readonly changed: ReadonlySet<string>;
  readonly levels: readonly PackagingLevelRow[];
  readonly rejections: ReadonlyMap<string, Rejection>;
}

/**
 * Compares the packaging of these products with what is there. One that would put a product inside itself is rejected;
 * where two of one request do so together, the later one is.
 */
export async function planPackaging(tx: Transaction, given: readonly GivenPackaging[]): Promise<PackagingPlan> {
  const changed = new Set<string>();
  const planned: PackagingLevelRow[] = [];
  const rejections = new Map<string, Rejection>();
  if (given.length === 0) return { changed, levels: planned, rejections };

  await lockPackaging(tx);
  const present = await presentPackaging(tx, given);
  const packaging = new Map([...present].map(([productId, levels]) => [productId, namesOf(levels)]));

  for (const { productId, contains } of given) {
    const before = present.get(productId) ?? [];
    const levels = contains.map((inside) => ({
      productId,
      containedProductId: inside.productId,
      quantity: inside.quantity,
    }));
    if (isSame(before, levels)) continue;

    packaging.set(productId, namesOf(levels));
    const flaw = flawOfPackaging(packaging, productId);
    if (flaw) {
      packaging.set(productId, namesOf(before));
      rejections.set(productId, new Rejection('PACKAGING_CIRCLE', 'contains', `contains ${flaw}.`));
    } else {
      changed.add(productId);
      planned.push(...levels);
    }
  }
  return { changed, levels: planned, rejections };
}

async function presentPackaging(tx: Transaction, given: readonly GivenPackaging[]) {
  const named = given.flatMap(({ productId, contains }) => [productId, ...contains.map((inside) => inside.productId)]);
  return groupByProduct(await packagingBelow(tx, [...new Set(named)]));
}

function groupByProduct(levels: readonly PackagingLevelRow[]): Map<string, PackagingLevelRow[]> {
  const byProduct = new Map<string, PackagingLevelRow[]>();
  for (const level of levels) {
    const found = byProduct.get(level.productId);
    if (found) found.push(level);
    else byProduct.set(level.productId, [level]);
  }
  return byProduct;
}

const namesOf = (levels: readonly PackagingLevelRow[]) => levels.map(({ containedProductId }) => containedProductId);

function isSame(before: readonly PackagingLevelRow[], after: readonly PackagingLevelRow[]): boolean {
  const quantities = new Map(before.map(({ containedProductId, quantity }) => [containedProductId, quantity]));
  return (
    before.length === after.length &&
    after.every(({ containedProductId, quantity }) => quantities.get(containedProductId) === quantity)
  );
}
