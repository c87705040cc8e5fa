import { type Link, linksOf } from '../movements/index.js';
import type { Queryable } from '../platform/database/database.js';
import { Journeys } from './journey.js';

/** Packing deeper than this, or wider, is a mistake in the record; what was found until then is used. */
const DEEPEST = 20;

/**
 * The journeys of these goods up to `until`: one statement for their links, and one for each level of containers that
 * they were ever in.
 */
export async function loadJourneys(db: Queryable, goodsIds: readonly string[], until: Date): Promise<Journeys> {
  const links = new Map<string, Link[]>();
  await loadLinks(db, goodsIds, links);
  return new Journeys(links, until);
}

/** Adds the links of goods and of their containers, level by level, to what is loaded; what is there is not asked again. */
export async function loadLinks(
  db: Queryable,
  goodsIds: readonly string[],
  loaded: Map<string, Link[]>,
): Promise<void> {
  let wanted = [...new Set(goodsIds)].filter((goodsId) => !loaded.has(goodsId));
  for (let depth = 0; wanted.length > 0 && depth <= DEEPEST; depth++) {
    const found = await linksOf(db, wanted);
    for (const goodsId of wanted) loaded.set(goodsId, found.get(goodsId) ?? []);
    wanted = containersIn(found.values()).filter((containerId) => !loaded.has(containerId));
  }
}

function containersIn(links: Iterable<readonly Link[]>): string[] {
  const containers = new Set<string>();
  for (const ofGoods of links) {
    for (const { kind, containerId } of ofGoods)
      if (kind === 'pack' && containerId !== null) containers.add(containerId);
  }
  return [...containers];
}
