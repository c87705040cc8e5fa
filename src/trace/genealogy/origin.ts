import { batchesOfUnits, goodsInConflict } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import { shared } from '../../platform/database/shared-reads.js';
import type { BatchQuery } from '../../platform/load.js';
import { cached } from '../../platform/reference-cache.js';
import { unitById } from '../../products/index.js';
import { loadTrace } from '../journeys/unit-trace.js';
import type { GoodsScope } from '../scope.js';
import { batchesOfUnitsWithout, movementsMaking } from './genealogy.query.js';
import { levelsFrom } from './levels-from.js';
import { walkGenealogy } from './walk-genealogy.js';
import { disputedIn } from './walk-undisputed.js';
import { BOUNDS_OF_WALK, type Manner } from './walked.js';

/** A unit that another was made of. */
export interface UnitWithin {
  readonly unitId: string;
  readonly productId: string;
  readonly batchIds: readonly string[];
}

/** A quantity of a batch that went into a making. */
export interface LooseInput {
  readonly movementId: string;
  readonly batchId: string;
}

/** Goods that a unit was made of, through any number of steps. */
export interface GoodsWithin {
  readonly batchIds: readonly string[];
  readonly units: readonly UnitWithin[];
}

/** Everything that goods were made of, or may have been, as others of their batch were. */
export interface Origin extends GoodsWithin {
  /** Of the unit or batch. */
  readonly goodsId: string;
  /** What went into it, or into what it was made of, without serials: nothing says which units were counted in it. */
  readonly loose: readonly LooseInput[];
  /** Whether an open conflict puts any of it in doubt. */
  readonly openConflict: boolean;
  /** Why there may be more; null when this is all. */
  readonly truncated: string | null;
}

/** What a unit was made of; null when nothing says that it was made of anything. Asked for many at once, read together. */
export async function loadOrigin(context: Context, unitId: string): Promise<Origin | null> {
  const trace = await loadTrace(context, unitId);
  if (!trace) return null;
  const [itself, someBatch] = await Promise.all([
    context.load(unitIsMade, unitId),
    someWasMade(context, trace.batchIds),
  ]);
  return itself !== null || someBatch ? context.load(originOfUnit, unitId) : null;
}

/** What any of a batch was made of, its units too; null when nothing says that it was made of anything. */
export async function loadOriginOfBatch({ load }: Context, batchId: string): Promise<Origin | null> {
  return (await load(batchIsMade, batchId)) && load(originOfBatch, batchId);
}

/** What it is on record that a unit was made of, and not only others of its batch. */
export async function loadCertainOrigin({ load }: Context, unitId: string): Promise<GoodsWithin> {
  return (await load(certainOriginOfUnit, unitId)) ?? { batchIds: [], units: [] };
}

async function someWasMade({ load }: Context, batchIds: readonly string[]): Promise<boolean> {
  const batches = await Promise.all(batchIds.map((batchId) => load(batchIsMade, batchId)));
  return batches.some((batch) => batch !== null);
}

/** Units that came out of a making by their own serial, or that others are built into. */
const unitIsMade: BatchQuery<{ readonly unitId: string }> = {
  async find(db, unitIds) {
    const edges = await movementsMaking(db, { batchIds: [], unitIds }, ['OUTPUT', 'ASSEMBLY']);
    return [...new Set(edges.map(({ from }) => from))].map((unitId) => ({ unitId }));
  },
  keyOf: ({ unitId }) => unitId,
};

/**
 * Batches of which a making is on record. Almost every lookup asks this while a recall is open; that there is none is never
 * remembered, since the next moment may bring one, and then nobody may be told that they are safe.
 */
const batchIsMade: BatchQuery<{ readonly batchId: string }> = cached(
  shared({
    async find(db, batchIds) {
      const walk = await walkGenealogy(db, { batchIds, unitIds: [] }, 'BACKWARD', {
        bounds: { ...BOUNDS_OF_WALK, levels: 1 },
      });
      return batchIds
        .filter((batchId) => [...levelsFrom(batchId, walk).keys()].some((id) => walk.makings.has(id)))
        .map((batchId) => ({ batchId }));
    },
    keyOf: ({ batchId }) => batchId,
  }),
);

const originOfUnit: BatchQuery<Origin> = {
  find: (db, unitIds) => originsOf(db, { batchIds: [], unitIds }, { guess: true }),
  keyOf: ({ goodsId }) => goodsId,
};
const originOfBatch: BatchQuery<Origin> = {
  find: (db, batchIds) => originsOf(db, { batchIds, unitIds: [] }, { guess: true }),
  keyOf: ({ goodsId }) => goodsId,
};
const certainOriginOfUnit: BatchQuery<Origin> = {
  async find(db, unitIds) {
    const scope = { batchIds: [], unitIds };
    const without = await disputedIn(db, await walkGenealogy(db, scope, 'BACKWARD'));
    return originsOf(db, scope, { ...(without && { without }) });
  },
  keyOf: ({ goodsId }) => goodsId,
};

async function originsOf(db: Queryable, scope: GoodsScope, manner: Manner): Promise<Origin[]> {
  const walk = await walkGenealogy(db, scope, 'BACKWARD', manner);
  const found = [...walk.units.keys()];
  const { without } = manner;
  const claims = await (without ? batchesOfUnitsWithout(db, found, without) : batchesOfUnits(db, found));
  const products = new Map((await unitById.find(db, found)).map(({ id, productId }) => [id, productId]));
  const holderIds = [...walk.makings.values()].flatMap((making) => making.holderIds);
  const doubtful = await goodsInConflict(db, [...found, ...walk.batches.keys(), ...holderIds]);
  return [...scope.batchIds, ...scope.unitIds].map((goodsId) => {
    const reached = [...levelsFrom(goodsId, walk).keys()].filter((id) => id !== goodsId);
    const makings = reached.flatMap((id) => walk.makings.get(id) ?? []);
    return {
      goodsId,
      batchIds: reached.filter((id) => walk.batches.has(id)),
      units: reached.flatMap((id) => {
        const productId = products.get(id);
        return productId === undefined ? [] : { unitId: id, productId, batchIds: claims.get(id) ?? [] };
      }),
      loose: makings.flatMap(({ movementId, inputQuantities }) =>
        inputQuantities.map(({ batchId }) => ({ movementId, batchId })),
      ),
      openConflict: [...reached, ...makings.flatMap((making) => making.holderIds)].some((id) => doubtful.has(id)),
      truncated: walk.truncated,
    };
  });
}
