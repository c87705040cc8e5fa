import type { Context } from '../../platform/context.js';
import type { BatchQuery } from '../../platform/load.js';
import { type Direction, type Genealogy, levelsFrom, type Making, walkGenealogy } from './walk-genealogy.js';

/** What one batch or unit was made of, or what was made of it. */
export interface GenealogyOf {
  readonly goodsId: string;
  readonly direction: Direction;
  readonly makings: readonly Making[];
  /** Batches by how many makings they are away; not itself. */
  readonly batches: ReadonlyMap<string, number>;
  readonly levels: number;
  readonly batchCount: number;
  readonly unitCount: number;
  readonly makingCount: number;
  readonly truncated: string | null;
}

/** Of all that are asked about in one tick, read together. */
export function loadGenealogy(
  { load }: Context,
  kind: keyof typeof QUERIES,
  goodsId: string,
  direction: Direction,
): Promise<GenealogyOf | null> {
  return load(QUERIES[kind][direction], goodsId);
}

const QUERIES = {
  batch: { BACKWARD: genealogies('batchIds', 'BACKWARD'), FORWARD: genealogies('batchIds', 'FORWARD') },
  unit: { BACKWARD: genealogies('unitIds', 'BACKWARD'), FORWARD: genealogies('unitIds', 'FORWARD') },
};

function genealogies(kind: 'batchIds' | 'unitIds', direction: Direction): BatchQuery<GenealogyOf> {
  return {
    async find(db, goodsIds) {
      const walk = await walkGenealogy(db, { batchIds: [], unitIds: [], [kind]: goodsIds }, direction);
      return goodsIds.map((goodsId) => genealogyFrom(goodsId, direction, walk));
    },
    keyOf: ({ goodsId }) => goodsId,
  };
}

/** The part of a walk that begins with one of the goods. */
function genealogyFrom(goodsId: string, direction: Direction, walk: Genealogy): GenealogyOf {
  const reached = levelsFrom(goodsId, walk);
  const makings: Making[] = [];
  const batches = new Map<string, number>();
  let unitCount = 0;
  for (const [id, level] of reached) {
    const making = walk.makings.get(id);
    if (making) makings.push({ ...making, level });
    else if (id !== goodsId && walk.batches.has(id)) batches.set(id, level);
    else if (id !== goodsId && walk.units.has(id)) unitCount += 1;
  }
  return {
    goodsId,
    direction,
    makings,
    batches,
    levels: makings.reduce((most, { level }) => Math.max(most, level), 0),
    batchCount: batches.size,
    unitCount,
    makingCount: makings.length,
    truncated: walk.truncated,
  };
}
