import type { Queryable } from '../../platform/database/database.js';
import {
  batchByQuantity,
  containersAround,
  goodsWithOpenGaps,
  openGapsAround,
  unitsByContainer,
} from './batch-gaps.query.js';
import { scoreOf } from './completeness.rule.js';
import type { Completeness } from './completeness.js';
import { readWatch } from './gap-watch.query.js';

/**
 * Of a batch, by the queue, which may be a little behind what is known: its own gaps, those of its units, and those of the
 * containers that the units are in now, at any depth. Which containers a million units were in before is not asked.
 */
export async function completenessOfBatch(db: Queryable, batchId: string): Promise<Completeness> {
  const watch = await readWatch(db);
  const groups = await unitsByContainer(db, batchId);
  const outer = await containersOutside(
    db,
    groups.flatMap(({ containerId }) => containerId ?? []),
  );
  const containerIds = [...outer.keys()];
  const withGaps = containerIds.length === 0 ? new Set<string>() : await goodsWithOpenGaps(db, containerIds);
  const { gaps, entries } = await batchByQuantity(db, batchId);

  const units = sumOf(groups.map((group) => group.units));
  const inDoubt = groups.map((group) =>
    chainOf(group.containerId, outer).some((id) => withGaps.has(id)) ? group.units : group.withGaps,
  );
  return {
    score: scoreOf({ onRecord: units + entries, inDoubt: sumOf(inDoubt), gaps, isChecked: !watch.isBehind }),
    checkedThrough: watch.checkedThrough,
    scope: `open gaps of batch ${batchId}`,
    findGaps: (limit, after) => openGapsAround(db, batchId, [...withGaps], limit, after),
  };
}

/** By container, what it is in; null for those that are in nothing. Set by set, each once, so that circles end. */
async function containersOutside(db: Queryable, inner: readonly string[]): Promise<Map<string, string | null>> {
  const outer = new Map<string, string | null>(inner.map((id) => [id, null]));
  for (let level: readonly string[] = inner; level.length > 0;) {
    const next = new Set<string>();
    for (const { goodsId, containerId } of await containersAround(db, level)) {
      outer.set(goodsId, containerId);
      if (!outer.has(containerId)) next.add(containerId);
    }
    for (const id of next) outer.set(id, null);
    level = [...next];
  }
  return outer;
}

function chainOf(containerId: string | null, outer: ReadonlyMap<string, string | null>): string[] {
  const chain = new Set<string>();
  for (let id = containerId; id !== null && !chain.has(id); id = outer.get(id) ?? null) chain.add(id);
  return [...chain];
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
