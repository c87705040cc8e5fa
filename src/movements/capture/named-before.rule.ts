import { comparePositions } from '../fold.rule.js';
import { containerIdOf, goodsIdsOf } from '../goods.rule.js';
import type { Movement } from '../movement.js';

/**
 * Of movements that come together, the goods that another of them names earlier in the ledger's order: of these, what was
 * known before all of them tells nothing about the later ones.
 */
export function namedBefore(movements: readonly Movement[]): ReadonlyMap<Movement, ReadonlySet<string>> {
  const namesOf = (movement: Movement) => [...goodsIdsOf(movement), containerIdOf(movement) ?? []].flat();
  const named = new Set<string>();
  const before = new Map<Movement, ReadonlySet<string>>();
  for (const movement of movements.toSorted(comparePositions)) {
    const names = namesOf(movement);
    const known = names.filter((goodsId) => named.has(goodsId));
    if (known.length > 0) before.set(movement, new Set(known));
    for (const goodsId of names) named.add(goodsId);
  }
  return before;
}
