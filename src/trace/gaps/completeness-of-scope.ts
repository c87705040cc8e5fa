import type { Database, Queryable } from '../../platform/database/database.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import type { Traced } from '../scope.js';
import { scoreOf } from './completeness.rule.js';
import type { Completeness } from './completeness.js';
import { readWatch } from './gap-watch.query.js';
import {
  batchesByQuantity,
  containersAround,
  countOpenGaps,
  goodsWithOpenGaps,
  openGapsOf,
  unitsByContainer,
} from './scope-gaps.query.js';

/**
 * Of batches with all their units, and of units by themselves: by the queue, which may be a little behind what is known. Their
 * own gaps count, those of the units, and those of the containers that the units are in now, at any depth. Which containers
 * a million units were in before is not asked. A few statements, however many the goods are; `name` says what they are.
 */
export async function completenessOfScope(db: Database, traced: Traced, name: string): Promise<Completeness> {
  const { containersWithGaps, ...counted } = await inOnePicture(db, (tx) => countedIn(tx, traced));
  return {
    ...counted,
    truncated: traced.truncated,
    scope: `open gaps of ${name}`,
    countGaps: () => inOnePicture(db, (tx) => countOpenGaps(tx, traced, containersWithGaps)),
    findGaps: (limit, after) => inOnePicture(db, (tx) => openGapsOf(tx, traced, containersWithGaps, limit, after)),
  };
}

/** So that what is counted by several statements agrees; each may take as long as a request. */
function inOnePicture<Result>(db: Database, read: (tx: Queryable) => Promise<Result>): Promise<Result> {
  return db.transaction(read, { snapshot: true, statementTimeoutMs: BOUNDS.executionMs });
}

async function countedIn(db: Queryable, traced: Traced) {
  const watch = await readWatch(db);
  const groups = await unitsByContainer(db, traced);
  const inner = groups.flatMap(({ containerId }) => containerId ?? []);
  const outer = await containersOutside(db, inner);
  const containerIds = [...outer.keys()];
  const withGaps = containerIds.length === 0 ? new Set<string>() : await goodsWithOpenGaps(db, containerIds);
  const { gaps, entries, knownUnits } = await batchesByQuantity(db, traced);

  const units = sumOf(groups.map((group) => group.units));
  const inDoubt = groups.map((group) =>
    chainOf(group.containerId, outer).some((id) => withGaps.has(id)) ? group.units : group.withGaps,
  );
  const neverHeardOf = traced.unitIds.length - knownUnits;
  const isChecked = !watch.isBehind && traced.truncated === null;
  return {
    score: scoreOf({ onRecord: units + entries, inDoubt: sumOf(inDoubt), gaps: gaps + neverHeardOf, isChecked }),
    checkedThrough: watch.checkedThrough,
    neverHeardOf,
    containersWithGaps: [...withGaps],
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
