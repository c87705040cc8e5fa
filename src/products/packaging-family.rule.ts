import type { PackagingLevelRow } from './packaging.query.js';

/** From a product to those beside it. */
type Beside = (productId: string) => Iterable<string>;

/**
 * Some products in every packaging level, in key order: what they hold, directly or not, and all that holds some of it. Two
 * products that are only packed together, in a mixed display, are not the same goods: the way never goes down from a holder.
 */
export function familyOf(productIds: Iterable<string>, levels: readonly PackagingLevelRow[]): string[] {
  const { contentsOf, holdersOf } = besideEachOther(levels);
  return [...reachedFrom(reachedFrom(productIds, contentsOf), holdersOf)].sort();
}

/** That there is some of `contentId` in `productId`, or that they are the same. */
export interface Holding {
  readonly productId: string;
  readonly contentId: string;
}

export interface Holdings {
  /** Of the products that were asked about: everything that they hold. */
  readonly own: readonly Holding[];
  /** Of everything that these hold: all that holds it. */
  readonly others: readonly Holding[];
}

/** ONE_KIND leaves out what holds other things besides: what a mixed display was made of went perhaps into those. */
export type Holders = 'ALL' | 'ONE_KIND';

/** By what products are the same goods, packed otherwise: that there is something in both of them. */
export function holdingsAround(
  productIds: readonly string[],
  levels: readonly PackagingLevelRow[],
  holders: Holders,
): Holdings {
  const { contentsOf, holdersOf } = besideEachOther(levels);
  const isAsked = (productId: string) => holders === 'ALL' || contentsOf(productId).length === 1;
  const askedHoldersOf: Beside = (productId) => holdersOf(productId).filter(isAsked);
  const own = [...new Set(productIds)].flatMap((productId) =>
    [...reachedFrom([productId], contentsOf)].map((contentId) => ({ productId, contentId })),
  );
  const others = [...new Set(own.map(({ contentId }) => contentId))].flatMap((contentId) =>
    [...reachedFrom([contentId], askedHoldersOf)].map((productId) => ({ productId, contentId })),
  );
  return { own, others };
}

function besideEachOther(levels: readonly PackagingLevelRow[]) {
  const contents = new Map<string, string[]>();
  const holders = new Map<string, string[]>();
  for (const { productId, containedProductId } of levels) {
    add(contents, productId, containedProductId);
    add(holders, containedProductId, productId);
  }
  return {
    contentsOf: (productId: string) => contents.get(productId) ?? [],
    holdersOf: (productId: string) => holders.get(productId) ?? [],
  };
}

function add(lists: Map<string, string[]>, key: string, one: string): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

/** Some products and all that there is a way to from them. */
function reachedFrom(productIds: Iterable<string>, beside: Beside): Set<string> {
  const reached = new Set(productIds);
  // A set that grows while it is walked: each member is visited once.
  for (const member of reached) for (const other of beside(member)) reached.add(other);
  return reached;
}

/** What one of a product is, counted in the lowest packaging level. */
export interface InLowestLevel {
  readonly productId: string;
  readonly pieces: bigint;
}

/**
 * How many pieces of the lowest packaging level one of a product holds: 60, for a pallet of 5 cases of 12. A product that
 * holds nothing is a piece itself. So is one whose pieces cannot be told: it holds different things, or itself.
 */
export function inLowestLevel(
  productId: string,
  contentsOf: (productId: string) => readonly PackagingLevelRow[],
): InLowestLevel {
  const seen = new Set<string>();
  let [lowest, pieces] = [productId, 1n];
  while (!seen.has(lowest)) {
    seen.add(lowest);
    const contents = contentsOf(lowest);
    const [only] = contents;
    if (!only) return { productId: lowest, pieces };
    if (contents.length > 1) break;
    lowest = only.containedProductId;
    pieces *= BigInt(only.quantity);
  }
  return { productId, pieces: 1n };
}
