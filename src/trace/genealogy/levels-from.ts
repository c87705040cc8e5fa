import type { SameGoods } from '../../products/index.js';
import type { Genealogy } from './walked.js';

/** Every id that the walk came to from this one, goods and makings, itself too, with how many makings it is away. */
export function levelsFrom(start: string, { next, packedOtherwise, makings, alike }: Genealogy): Map<string, number> {
  const levels = new Map([[start, 0]]);
  const onlyPacked = new Set<string>();
  const groups = new Set<SameGoods>();
  let frontier = [start];
  for (let level = 0; frontier.length > 0; level++) {
    // The same goods packed otherwise are as far away as these; the array grows while it is walked.
    const beyond: string[] = [];
    for (const id of frontier) {
      for (const other of next.get(id) ?? []) {
        if (levels.has(other) && !onlyPacked.delete(other)) continue;
        const isMaking = makings.has(other);
        if (!levels.has(other)) levels.set(other, isMaking ? level + 1 : level);
        (isMaking ? beyond : frontier).push(other);
      }
      for (const group of onlyPacked.has(id) ? [] : (packedOtherwise.get(id) ?? [])) {
        if (groups.has(group)) continue;
        groups.add(group);
        for (const other of group.to) {
          if (levels.has(other)) continue;
          levels.set(other, level);
          onlyPacked.add(other);
          frontier.push(other);
        }
      }
    }
    frontier = beyond;
  }
  for (const [node, level] of [...levels]) {
    const batch = alike.get(node);
    if (batch && !levels.has(batch.batchId)) levels.set(batch.batchId, level);
  }
  return levels;
}
