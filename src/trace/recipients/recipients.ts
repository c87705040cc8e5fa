import { batchesOfUnits, linksOf } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchesInOtherLevels, unitById } from '../../products/index.js';
import { chunksOf, JourneyReader } from '../journeys/load-journeys.js';
import { type Progress, unheard } from '../progress.js';
import { type DoubtfulScope, type GoodsScope, type PossibleGoods, type Traced, whyMore } from '../scope.js';
import type { PlaceOnly } from '../whereabouts/place-counts.js';
import { whereaboutsOf } from '../whereabouts/whereabouts.js';
import { addFormerHolders, addQuantities, takeAway, waySaidBy } from './add-quantities.js';
import { addAllUnits } from './add-units.js';
import { followOtherVersions } from './follow-other-versions.js';
import type { OtherVersion } from './other-versions.query.js';
import type { Arrival } from './reached-customers.js';
import { DOUBT, type Doubt, HAD, MAY_CARRY, type Recipient, RecipientTally } from './recipient-tally.js';

/**
 * Every customer whom goods of a scope were delivered or shipped to, by themselves or packed. Many senders never post
 * deliveries, so a shipment is enough (`architecture.md` 2.12). Some ship by quantity what others have serialised, so who
 * was sent a quantity of a named unit's batch may have the unit; and so may who received what such a quantity went into.
 */
export async function recipientsOf(
  db: Queryable,
  scope: DoubtfulScope,
  now: Date,
  progress: Progress = unheard,
): Promise<Recipient[]> {
  return (await reachOfScope(db, scope, now, progress)).recipients;
}

const NOTHING: PossibleGoods = { batchIds: [], unitIds: [] };

export interface ReachOfScope {
  readonly recipients: Recipient[];
  /** Who may have goods of the scope on the way, by id, and why that is not certain. */
  readonly possibleCarriers: ReadonlyMap<string, string>;
  /** What belongs to the scope by one of two records that contradict each other. */
  readonly disputed: GoodsScope;
  /** Why there may be more of all this than was followed here, beside the scope; null when this is all. */
  readonly truncated: string | null;
}

/** The recipients, and the carriers who may have some of what it is not certain to be of the scope. */
export async function reachOfScope(
  db: Queryable,
  scope: DoubtfulScope,
  now: Date,
  progress: Progress = unheard,
): Promise<ReachOfScope> {
  const found = new RecipientTally();
  let read = 0;
  const reader = new JourneyReader(now, async (goodsIds) => {
    await progress((read += goodsIds.length), null);
    return linksOf(db, goodsIds);
  });
  const { possible = NOTHING } = scope;
  const certain = withoutThese(scope, possible);
  const { ofNoBatch = NOTHING } = scope;
  const { byConflict = NOTHING } = possible;
  const doubtful: readonly (readonly [Exclude<keyof typeof MAY_CARRY, 'WITHOUT_SERIALS'>, GoodsScope])[] = [
    ['MADE_OF_QUANTITY', withoutThese(possible, byConflict)],
    ['CONFLICT', byConflict],
    ['BATCH_MISSING', ofNoBatch],
  ];
  const { batchIds: beside, truncated: packedFurther } = await batchesBesideScope(db, {
    batchIds: [...certain.batchIds, ...possible.batchIds, ...ofNoBatch.batchIds],
    unitIds: [...certain.unitIds, ...possible.unitIds, ...ofNoBatch.unitIds],
  });
  const mayHave =
    (doubt: Doubt) =>
    (customerId: string, { basis }: Arrival) => {
      found.mayHave(customerId, basis, doubt);
    };
  const containers = [
    await addAllUnits(db, certain, reader, (customerId, arrival, counted, doubt) => {
      found.addUnits(customerId, arrival, counted, doubt);
    }),
    await addQuantities(db, certain.batchIds, reader, now, (customerId, arrival, reached, doubt) => {
      found.addQuantity(customerId, arrival, reached, doubt);
    }),
    await addQuantities(db, beside, reader, now, mayHave(DOUBT.WITHOUT_SERIALS)),
  ];
  await takeAway(db, certain.batchIds, now, found);
  await addFormerHolders(db, beside, now, mayHave(DOUBT.WITHOUT_SERIALS));
  const carriers = new PossibleCarriers();
  const quantitiesBeside = { batchIds: beside, unitIds: [] };
  carriers.add('WITHOUT_SERIALS', await whoCarries(db, quantitiesBeside, now, { onlyQuantities: true }));
  for (const [why, goods] of doubtful) {
    const doubt = DOUBT[why];
    carriers.add(why, await whoCarries(db, goods, now));
    containers.push(await addAllUnits(db, goods, reader, mayHave(doubt)));
    containers.push(await addQuantities(db, goods.batchIds, reader, now, mayHave(doubt)));
    await addFormerHolders(db, goods.batchIds, now, mayHave(doubt));
  }
  const batchIds = [...certain.batchIds, ...possible.batchIds];
  const named = [
    ...batchIds,
    ...certain.unitIds,
    ...possible.unitIds,
    ...beside,
    ...containers.flatMap((ids) => [...ids]),
  ];
  const { versions, linked, truncated } = await followOtherVersions(db, named, batchIds, async (goods) => {
    carriers.add('CONFLICT', await carriersOnTheWay(db, goods, reader, now));
    await addFormerHolders(db, goods.batchIds, now, mayHave(DOUBT.CONFLICT));
    return [
      ...(await addAllUnits(db, goods, reader, mayHave(DOUBT.CONFLICT))),
      ...(await addQuantities(db, goods.batchIds, reader, now, mayHave(DOUBT.CONFLICT))),
    ];
  });
  for (const version of versions) {
    addNamedBy(version, mayHave(DOUBT.CONFLICT));
    if (version.kind === 'ship' && version.carrierId !== null) carriers.add('CONFLICT', [version.carrierId]);
  }
  const linkedUnits = await unitById.find(db, linked.unitIds);
  return {
    recipients: found.list,
    possibleCarriers: carriers.byId,
    disputed: { batchIds: linked.batchIds, unitIds: linkedUnits.map(({ id }) => id) },
    truncated: whyMore(packedFurther, truncated),
  };
}

/** The customers whom a version of a movement names, or whose site. */
function addNamedBy(
  { kind, customerId, consignorId }: OtherVersion,
  mayHave: (customerId: string, arrival: Arrival) => void,
): void {
  const isHandedOver = kind !== 'ship' && kind !== 'return';
  const { basis } = waySaidBy(isHandedOver, consignorId);
  if (customerId !== null) {
    mayHave(customerId, { basis, fromIds: consignorId === null ? [] : [consignorId], left: null });
  }
  if (consignorId !== null) mayHave(consignorId, HAD);
}

/** Carriers with what is not certain to be of a scope, and every reason. */
class PossibleCarriers {
  private readonly reasons = new Map<string, Set<string>>();

  add(why: keyof typeof MAY_CARRY, carrierIds: readonly string[]): void {
    for (const id of carrierIds) this.reasons.set(id, (this.reasons.get(id) ?? new Set()).add(MAY_CARRY[why]));
  }

  get byId(): ReadonlyMap<string, string> {
    return new Map([...this.reasons].map(([id, reasons]) => [id, [...reasons].sort().join(' ')]));
  }
}

/** Who carries any of these goods now. */
async function whoCarries(
  db: Queryable,
  goods: GoodsScope,
  now: Date,
  how: { readonly onlyQuantities?: boolean } = {},
): Promise<string[]> {
  if (goods.batchIds.length + goods.unitIds.length === 0) return [];
  const { places } = await whereaboutsOf(db, goods, now, how);
  return places.flatMap(carrierAt);
}

/** The same of goods with logistic units among them. */
async function carriersOnTheWay(db: Queryable, goods: GoodsScope, reader: JourneyReader, now: Date): Promise<string[]> {
  const journeys = await reader.read(goods.unitIds);
  return [
    ...(await whoCarries(db, goods, now)),
    ...goods.unitIds.flatMap((goodsId) => carrierAt(journeys.placeOf(goodsId))),
  ];
}

function carrierAt({ placeKind, carrierId }: Pick<PlaceOnly, 'placeKind' | 'carrierId'>): string[] {
  return placeKind === 'IN_TRANSIT' && carrierId !== null ? [carrierId] : [];
}

function withoutThese(goods: GoodsScope, others: GoodsScope): GoodsScope {
  return {
    batchIds: without(goods.batchIds, others.batchIds),
    unitIds: without(goods.unitIds, others.unitIds),
  };
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const left = new Set(ids);
  for (const id of others) left.delete(id);
  return [...left];
}

/** The batches that claim units which a scope names, and are not in the scope themselves. */
async function batchesBesideScope(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<Omit<Traced, 'unitIds'>> {
  const claiming = new Set<string>();
  for (const chunk of chunksOf(unitIds)) {
    const claims = await batchesOfUnits(db, chunk);
    for (const batchId of [...claims.values()].flat()) claiming.add(batchId);
  }
  // Whoever was sent cases of a batch was sent its eaches.
  const { groups, truncated } = await batchesInOtherLevels(db, [...claiming]);
  for (const { to } of groups) for (const other of to) claiming.add(other);
  for (const batchId of batchIds) claiming.delete(batchId);
  return { batchIds: [...claiming], truncated };
}
