/** For each product, what one of it holds. */
export type Packaging = ReadonlyMap<string, readonly string[]>;

/** No pallet of mixed displays of cases of packs comes near it; a graph that does is a mistake, or an attack. */
const MOST_STEPS = 1_000;

/** Why a product may not hold what `packaging` says, directly and inside that, or null. */
export function flawOfPackaging(packaging: Packaging, productId: string): string | null {
  const seen = new Set<string>();
  const open = [...(packaging.get(productId) ?? [])];
  for (let steps = 0; open.length > 0; steps++) {
    if (steps >= MOST_STEPS) return `has more than ${MOST_STEPS} products inside each other`;
    const inside = open.pop() ?? '';
    if (inside === productId) return 'would put the product inside itself';
    if (seen.has(inside)) continue;
    seen.add(inside);
    open.push(...(packaging.get(inside) ?? []));
  }
  return null;
}
