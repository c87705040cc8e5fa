import type { Queryable } from '../../platform/database/database.js';
import type { GoodsScope } from '../scope.js';
import { isSome, Walk } from './walk.js';
import type { Direction, Genealogy, Manner } from './walked.js';

/*
 * # Genealogy
 *
 * A **making** is a movement that made goods of goods: a transform, or a pack that built goods into a serialised unit. Goods
 * are units, and batches of which a quantity went in or came out. The walk goes from goods to the makings that they took
 * part in and on to what came out of these (forward), or went into them (backward), level by level. Each of the goods and
 * each making is visited once, so diamonds cost no more than their rows and circles end; a making of 100 inputs and 100
 * outputs is one node, not 10,000 edges (`architecture.md` 2.17).
 *
 * Who goes on from what: a batch stands for everything of it, its units too. Units that came out of a making by their
 * serials are followed by themselves, so what was made of other units of their batch is left alone. Backward, a unit that
 * came out of nothing by its serial came out of what its batch as such came out of. What other units of the batch came out
 * of, or were built of, is at most a guess: on record is that these did, and of this one nothing.
 *
 * The batches of one number in all packaging levels are the same goods: what was met as such is not asked for its own other
 * levels, since a mixed display would lead to goods that it is only packed with. Backward, what a mixed display was made of
 * is not said of what it holds.
 */
export async function walkGenealogy(
  db: Queryable,
  start: GoodsScope,
  direction: Direction,
  manner: Manner = {},
): Promise<Genealogy> {
  const walk = new Walk(db, direction, manner);
  let frontier = walk.begin(start);
  for (let level = 1; isSome(frontier); level++) {
    frontier = await walk.step(frontier, level);
  }
  walk.nameAlike();
  return walk;
}
