import { batchesOfUnits, comparePositions } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchesInOtherLevels } from '../../products/index.js';
import { chunksOf } from '../journeys/load-journeys.js';
import { type GoodsScope, type PossibleGoods, type Traced, whyMore } from '../scope.js';
import { type Edge, makingsById } from './genealogy.query.js';
import { movementsBuildingInHoldersOfLoose, someHolderWasBuiltIn } from './holders.query.js';
import {
  batchesOfUnseen,
  batchesOfUnseenOfNoBatch,
  makingsSince,
  someQuantityWasUsed,
  type UnitsUnseen,
} from './lost-units.query.js';
import { walkGenealogy } from './walk-genealogy.js';
import { disputedIn } from './walk-undisputed.js';
import type { Genealogy } from './walked.js';

/*
 * # What was made of a scope
 *
 * Of a batch, everything that any of it went into. Of a unit that is named by its serial, the units that were made of it. But
 * where a named unit went into a quantity, or where a quantity of the batch of any of these units went into something since
 * that unit was seen last (of any batch of its product, where nobody knows the unit's), nothing says which pieces hold it. From
 * there on everything is **possible**, through any number of makings. A unit of that may have gone into a quantity as well,
 * and what came of it is possible too, round after round. So is what came of a making of which two records contradict each
 * other, until it is decided which is right.
 */

export interface MadeOfScope extends GoodsScope {
  /** What may hold a unit of the scope and may not, some of it in no other part of the scope. */
  readonly possible: PossibleGoods;
  /** Why there may be more; null when this is all. */
  readonly truncated: string | null;
}

const NOTHING: GoodsScope = { batchIds: [], unitIds: [] };

/** More than any goods are lost in quantities one after the other. */
const MOST_ROUNDS = 200;

/** The goods of a scope and everything that was made from them, in all packaging levels. */
export async function withEverythingMadeFrom(
  db: Queryable,
  scope: GoodsScope,
  mostRounds = MOST_ROUNDS,
): Promise<MadeOfScope> {
  const all = await walkGenealogy(db, scope, 'FORWARD');
  const found = { batchIds: [...all.batches.keys()].sort(), unitIds: [...all.units.keys()].sort() };
  const agreed = scope.unitIds.length === 0 ? [all] : await madeForCertain(db, scope);
  const disputed = await disputedIn(db, all);
  const certain = disputed === null ? agreed : await madeForCertain(db, scope, disputed);
  const maybe = await walksFromWhatTheyMayBeIn(db, found, mostRounds);
  const cut = [all, ...agreed, ...maybe.walks].find(({ truncated }) => truncated !== null);
  return {
    ...found,
    possible: {
      ...goodsIn([all, ...maybe.walks], certain),
      ...(disputed !== null && { byConflict: goodsIn(agreed, certain) }),
    },
    truncated: cut?.truncated ?? maybe.truncated,
  };
}

/**
 * What was made of quantities that units may have been counted in. Of that, some units may have been counted in quantities
 * again, and so on, until a round meets no unit that was not asked about before.
 */
async function walksFromWhatTheyMayBeIn(
  db: Queryable,
  found: GoodsScope,
  mostRounds: number,
): Promise<{ readonly walks: readonly Genealogy[]; readonly truncated: string | null }> {
  const walks: Genealogy[] = [];
  const cut: (string | null)[] = [];
  const batchIds = new Set(found.batchIds);
  const unitIds = new Set(found.unitIds);
  for (let fresh = found.unitIds; fresh.length > 0;) {
    if (walks.length === mostRounds) {
      return {
        walks,
        truncated: whyMore(
          ...cut,
          `Units were followed from quantity to quantity ${mostRounds} times; there may be more.`,
        ),
      };
    }
    const start = await madeOfWhatTheyMayBeIn(db, { batchIds: [...batchIds], unitIds: fresh });
    const ofNoBatch = await madeOfWhatUnitsOfNoBatchMayBeIn(db, fresh);
    cut.push(start.truncated, ofNoBatch.truncated);
    const walk = await walkGenealogy(db, both(start, ofNoBatch), 'FORWARD');
    walks.push(walk);
    fresh = [...walk.units.keys()].filter((unitId) => !unitIds.has(unitId));
    for (const batchId of walk.batches.keys()) batchIds.add(batchId);
    for (const unitId of fresh) unitIds.add(unitId);
  }
  return { walks, truncated: whyMore(...cut) };
}

const both = (one: GoodsScope, other: GoodsScope): GoodsScope => ({
  batchIds: [...one.batchIds, ...other.batchIds],
  unitIds: [...one.unitIds, ...other.unitIds],
});

/** What any of the batches went into, and what the named units did by their serials. */
async function madeForCertain(db: Queryable, scope: GoodsScope, without?: ReadonlySet<string>): Promise<Genealogy[]> {
  const ofBatches = await walkGenealogy(db, { ...scope, unitIds: [] }, 'FORWARD', { ...(without && { without }) });
  const bySerial = await walkGenealogy(db, { ...scope, batchIds: [] }, 'FORWARD', {
    ...(without && { without }),
    follow: 'SERIALS',
  });
  return [ofBatches, bySerial];
}

/** What was made, in one step, of quantities that units may have been counted in; of batches in the scope all is known. */
async function madeOfWhatTheyMayBeIn(db: Queryable, { batchIds: inScope, unitIds }: GoodsScope): Promise<Traced> {
  const { batchIds: beside, truncated } = await batchesBeside(db, unitIds, inScope);
  const isUsed = (await someQuantityWasUsed(db, beside)) || (beside.length > 0 && (await someHolderWasBuiltIn(db)));
  if (!isUsed) return { ...NOTHING, truncated };
  return madeSinceSeen(db, await unseenByBatch(db, unitIds, batchesOfUnseen));
}

/** The same of units that are on record, and of no batch: a quantity of any batch of their product may hold them. */
async function madeOfWhatUnitsOfNoBatchMayBeIn(db: Queryable, unitIds: readonly string[]): Promise<Traced> {
  return madeSinceSeen(db, await unseenByBatch(db, unitIds, batchesOfUnseenOfNoBatch));
}

async function madeSinceSeen(db: Queryable, byBatch: ReadonlyMap<string, UnitsUnseen>): Promise<Traced> {
  const { unseen, truncated } = await inAllLevels(db, byBatch);
  const movementIds = unseen.length === 0 ? [] : await makingsSince(db, unseen, await inHolders(db, unseen));
  const batchIds: string[] = [];
  const unitIds: string[] = [];
  for (const chunk of chunksOf(movementIds)) {
    for (const { outputQuantities, outputUnits } of await makingsById(db, chunk)) {
      for (const { batchId } of outputQuantities) batchIds.push(batchId);
      for (const { unitId } of outputUnits) unitIds.push(unitId);
    }
  }
  return { batchIds, unitIds, truncated };
}

async function inHolders(db: Queryable, unseen: readonly UnitsUnseen[]): Promise<Edge[]> {
  if (!(await someHolderWasBuiltIn(db))) return [];
  return movementsBuildingInHoldersOfLoose(
    db,
    unseen.map(({ batchId }) => batchId),
  );
}

/** The batches of units, in all packaging levels, without those that are known. */
async function batchesBeside(db: Queryable, unitIds: readonly string[], known: readonly string[]): Promise<Traced> {
  const beside = new Set<string>();
  for (const chunk of chunksOf(unitIds)) {
    for (const batchId of [...(await batchesOfUnits(db, chunk)).values()].flat()) beside.add(batchId);
  }
  for (const batchId of known) beside.delete(batchId);
  return inAllPackagingLevels(db, { batchIds: [...beside], unitIds: [] });
}

async function unseenByBatch(
  db: Queryable,
  unitIds: readonly string[],
  batchesOf: typeof batchesOfUnseen,
): Promise<Map<string, UnitsUnseen>> {
  const byBatch = new Map<string, UnitsUnseen>();
  for (const chunk of chunksOf(unitIds)) {
    for (const unseen of await batchesOf(db, chunk)) {
      const known = byBatch.get(unseen.batchId);
      if (!known || byLastSight(unseen, known) < 0) byBatch.set(unseen.batchId, unseen);
    }
  }
  return byBatch;
}

/** A case of a batch may hold the unit as well as a loose quantity of it. */
async function inAllLevels(
  db: Queryable,
  unseen: ReadonlyMap<string, UnitsUnseen>,
): Promise<{ readonly unseen: UnitsUnseen[]; readonly truncated: string | null }> {
  const { groups, truncated } = await batchesInOtherLevels(db, [...unseen.keys()]);
  const others = groups.flatMap(({ from, to }) => {
    const [longest] = from.flatMap((batchId) => unseen.get(batchId) ?? []).sort(byLastSight);
    return longest ? to.map((batchId) => ({ ...longest, batchId })) : [];
  });
  return { unseen: [...unseen.values(), ...others], truncated };
}

/** Who was not seen for longest comes first. */
function byLastSight(one: UnitsUnseen, other: UnitsUnseen): number {
  return comparePositions(positionOf(one), positionOf(other));
}

function positionOf({ seenAt, seenKind, seenSequence, seenMovementId }: UnitsUnseen) {
  return { occurredAt: seenAt, kind: seenKind, sequence: seenSequence, movementId: seenMovementId };
}

/** The goods that some walks met and others did not. */
function goodsIn(walks: readonly Genealogy[], others: readonly Genealogy[]): GoodsScope {
  const met = (of: (walk: Genealogy) => ReadonlyMap<string, number>) => {
    const ids = new Set(walks.flatMap((walk) => [...of(walk).keys()]));
    for (const walk of others) for (const id of of(walk).keys()) ids.delete(id);
    return [...ids].sort();
  };
  return { batchIds: met(({ batches }) => batches), unitIds: met(({ units }) => units) };
}

/** The goods of a scope themselves, however they are packed. */
export async function inAllPackagingLevels(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<Traced> {
  const { groups, truncated } = await batchesInOtherLevels(db, batchIds);
  return { batchIds: [...new Set([...batchIds, ...groups.flatMap(({ to }) => to)])].sort(), unitIds, truncated };
}
