import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import type { BatchQuery } from '../../platform/load.js';
import type { Progress } from '../progress.js';
import type { GoodsScope, Traced } from '../scope.js';
import { type FindInLevels, type InLevels, pagesInMemory } from './in-levels.js';
import { levelsFrom } from './levels-from.js';
import { walkGenealogy } from './walk-genealogy.js';
import type { Direction, Genealogy, Making } from './walked.js';

/** How much there is of what one batch or unit was made of, or of what was made of it. */
export interface GenealogySums {
  readonly levels: number;
  /** Without itself. */
  readonly batchCount: number;
  readonly unitCount: number;
  readonly makingCount: number;
  readonly truncated: string | null;
}

export type MakingInLevels = InLevels & Making;

/** All of it: as a walk has found it. */
export interface FoundGenealogy extends GenealogySums {
  readonly goodsId: string;
  readonly direction: Direction;
  readonly makings: readonly MakingInLevels[];
  /** By how many makings they are away; not itself. */
  readonly batches: readonly InLevels[];
  /** Everything that it went through, itself too. */
  readonly traced: Traced;
}

/** All of it, to be read some at a time: found a moment ago, or kept since it was found. */
export interface GenealogyInPages extends GenealogySums {
  /** Says of what, and is another for others. */
  readonly name: string;
  readonly findMakings: FindInLevels<MakingInLevels>;
  readonly findBatches: FindInLevels<InLevels>;
  readonly readTraced: () => Promise<Traced>;
}

type Kind = 'batch' | 'unit';

/** Begins with one batch or unit, and may take long. */
export function walkFrom(
  db: Queryable,
  kind: Kind,
  goodsId: string,
  direction: Direction,
  progress: Progress,
): Promise<Genealogy> {
  return walkGenealogy(db, startAt(kind, [goodsId]), direction, { progress });
}

/** Of all that are asked about in one tick, read together. */
export async function loadGenealogy(
  { load }: Context,
  kind: Kind,
  goodsId: string,
  direction: Direction,
): Promise<GenealogyInPages | null> {
  const found = await load(QUERIES[kind][direction], goodsId);
  return found && inPages(found);
}

function startAt(kind: Kind, goodsIds: readonly string[]): GoodsScope {
  return kind === 'batch' ? { batchIds: goodsIds, unitIds: [] } : { batchIds: [], unitIds: goodsIds };
}

const QUERIES = {
  batch: { BACKWARD: genealogies('batch', 'BACKWARD'), FORWARD: genealogies('batch', 'FORWARD') },
  unit: { BACKWARD: genealogies('unit', 'BACKWARD'), FORWARD: genealogies('unit', 'FORWARD') },
};

function genealogies(kind: Kind, direction: Direction): BatchQuery<FoundGenealogy> {
  return {
    async find(db, goodsIds) {
      const walk = await walkGenealogy(db, startAt(kind, goodsIds), direction);
      return goodsIds.map((goodsId) => genealogyFrom(goodsId, direction, walk));
    },
    keyOf: ({ goodsId }) => goodsId,
  };
}

function inPages({ makings, batches, traced, ...found }: FoundGenealogy): GenealogyInPages {
  return {
    ...found,
    name: `${found.direction} ${found.goodsId}`,
    findMakings: pagesInMemory(makings),
    findBatches: pagesInMemory(batches),
    readTraced: () => Promise.resolve(traced),
  };
}

/** The part of a walk that begins with one of the goods. */
export function genealogyFrom(goodsId: string, direction: Direction, walk: Genealogy): FoundGenealogy {
  const reached = levelsFrom(goodsId, walk);
  const makings: MakingInLevels[] = [];
  const batches: InLevels[] = [];
  const unitIds: string[] = [];
  for (const [id, level] of reached) {
    const making = walk.makings.get(id);
    if (making) makings.push({ ...making, id, level });
    else if (id !== goodsId && walk.batches.has(id)) batches.push({ id, level });
    else if (id !== goodsId && walk.units.has(id)) unitIds.push(id);
  }
  const { truncated } = walk;
  const itself = walk.batches.has(goodsId) ? 'batchIds' : 'unitIds';
  const traced = { batchIds: batches.map(({ id }) => id), unitIds, truncated };
  return {
    goodsId,
    direction,
    makings,
    batches,
    levels: makings.reduce((most, { level }) => Math.max(most, level), 0),
    batchCount: batches.length,
    unitCount: unitIds.length,
    makingCount: makings.length,
    truncated,
    traced: { ...traced, [itself]: [goodsId, ...traced[itself]] },
  };
}
