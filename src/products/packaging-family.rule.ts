import type { PackagingLevelRow } from './packaging.query.js';

/** Each product with all that it is packed into or holds, directly or not, and itself, in key order. */
export function familiesOf(
  productIds: readonly string[],
  levels: readonly PackagingLevelRow[],
): Map<string, readonly string[]> {
  const beside = new Map<string, string[]>();
  const link = (from: string, to: string) => {
    const others = beside.get(from);
    if (others) others.push(to);
    else beside.set(from, [to]);
  };
  for (const { productId, containedProductId } of levels) {
    link(productId, containedProductId);
    link(containedProductId, productId);
  }
  const families = new Map<string, readonly string[]>();
  for (const productId of productIds) {
    if (families.has(productId)) continue;
    const family = new Set([productId]);
    // A set that grows while it is walked: each member is visited once.
    for (const member of family) for (const other of beside.get(member) ?? []) family.add(other);
    const members = [...family].sort();
    for (const member of members) families.set(member, members);
  }
  return families;
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
