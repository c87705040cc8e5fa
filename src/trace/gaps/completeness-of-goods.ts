import { explainedOf, type FoundGap, type Gap, gapIdOf, type GapKind, gapsOfGoods, newGap } from '../../gaps/index.js';
import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import { groupsOf } from '../../platform/groups-of.js';
import type { BatchQuery } from '../../platform/load.js';
import { scoreOf } from './completeness.rule.js';
import type { Completeness } from './completeness.js';
import { findGapsOnRecord } from './find-gaps.js';
import type { GoodsOnRecord } from './goods-on-record.js';
import { overdueAt } from './overdue.rule.js';
import { readGoodsOnRecord } from './read-goods-on-record.js';
import type { GapCount } from './scope-gaps.query.js';

interface OpenGaps {
  readonly goodsId: string;
  readonly steps: number;
  /** Oldest first. */
  readonly gaps: readonly Gap[];
}

const queries = new WeakMap<Context, BatchQuery<OpenGaps>>();

/**
 * Of a unit or logistic unit, found anew whenever it is asked for, so that it is never behind; of all that are asked for at once
 * together. The gaps of a container count where its scan is a step of the goods.
 */
export async function completenessOfGoods(context: Context, goodsId: string): Promise<Completeness> {
  const now = context.now();
  let query = queries.get(context);
  if (!query) {
    query = { find: (db, goodsIds) => openGapsOf(db, goodsIds, now), keyOf: (open) => open.goodsId };
    queries.set(context, query);
  }
  const { steps, gaps } = (await context.load(query, goodsId)) ?? { steps: 0, gaps: [] };
  return {
    score: scoreOf({ onRecord: steps, gaps: gaps.length }),
    checkedThrough: now,
    neverHeardOf: steps === 0 ? 1 : 0,
    truncated: null,
    scope: `open gaps of goods ${goodsId}`,
    countGaps: () => Promise.resolve(countsOf(gaps)),
    findGaps: (limit, after) =>
      Promise.resolve(gaps.filter((gap) => after === null || isAfter(gap, after)).slice(0, limit)),
  };
}

async function openGapsOf(db: Queryable, goodsIds: readonly string[], now: Date): Promise<OpenGaps[]> {
  const onRecord = await readGoodsOnRecord(db, goodsIds, { withContainers: true });
  const found = groupsOf(await findGapsOnRecord(db, onRecord, overdueAt(now)), (gap) => gap.goodsId);
  const kept = new Map((await gapsOfGoods(db, [...found.keys()])).map((gap) => [gap.id, gap]));
  const productOf = ({ goodsId }: FoundGap) => onRecord.get(goodsId)?.productId ?? null;
  const explained = await explainedOf(
    db,
    [...found.values()].flat().map((gap) => ({ ...gap, productId: productOf(gap) })),
  );

  const stateOf = (gap: FoundGap): Gap[] => {
    const id = gapIdOf(gap);
    const inQueue = kept.get(id);
    if (explained.has(id)) return [];
    if (inQueue?.state === 'OPEN') return [inQueue];
    return [{ ...newGap(gap, productOf(gap), now), ownerId: inQueue?.ownerId ?? null }];
  };
  return goodsIds.flatMap((goodsId): OpenGaps[] => {
    const goods = onRecord.get(goodsId);
    if (!goods) return [];
    const concerning = [...(found.get(goodsId) ?? []), ...gapsOfContainers(goods, found)];
    return [{ goodsId, steps: goods.steps.length, gaps: concerning.flatMap(stateOf).sort(byAge) }];
  });
}

/** These put in doubt where everything in a container is, whenever that went into it. */
const OF_ALL_INSIDE: readonly GapKind[] = ['OPEN_CONFLICT', 'CONTAINER_IN_ITSELF'];

/** Of the containers that goods are or were in, what their steps show, and what is wrong with the container as such. */
function gapsOfContainers(
  { goodsId, steps, containerIds }: GoodsOnRecord,
  found: ReadonlyMap<string, readonly FoundGap[]>,
): FoundGap[] {
  const movementsVia = new Map(containerIds.map((id) => [id, new Set<string>()]));
  for (const { viaId, link } of steps) {
    if (viaId !== null) movementsVia.set(viaId, (movementsVia.get(viaId) ?? new Set()).add(link.movementId));
  }
  // In a circle they are in themselves.
  movementsVia.delete(goodsId);
  return [...movementsVia].flatMap(([containerId, movementIds]) => {
    const gaps = found.get(containerId) ?? [];
    return gaps.filter(({ kind, movementId }) => OF_ALL_INSIDE.includes(kind) || movementIds.has(movementId ?? ''));
  });
}

/** The most frequent kind first. */
function countsOf(gaps: readonly Gap[]): GapCount[] {
  return [...groupsOf(gaps, ({ kind }) => kind)]
    .map(([kind, { length }]) => ({ kind, gaps: length }))
    .sort((a, b) => b.gaps - a.gaps || (a.kind < b.kind ? -1 : 1));
}

function byAge(a: Gap, b: Gap): number {
  return a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1);
}

function isAfter({ since, id }: Gap, [lastSince, lastId]: readonly (string | number)[]): boolean {
  const text = since.toISOString();
  return text > String(lastSince) || (text === lastSince && id > String(lastId));
}
