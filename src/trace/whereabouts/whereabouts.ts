import { linksOf } from '../../movements/index.js';
import { customersAt } from '../../parties/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { type Count, countingInLowestLevel } from '../../products/index.js';
import { journeysOfAlike } from '../journeys/alike-units.js';
import { placeKindAfter } from '../journeys/journey.js';
import type { Journeys } from '../journeys/journeys.js';
import { JourneyReader } from '../journeys/load-journeys.js';
import { type Progress, unheard } from '../progress.js';
import type { GoodsScope } from '../scope.js';
import { PlaceCounts, type PlaceOnly, type Whereabouts } from './place-counts.js';
import { placesOfStock } from './places-of-stock.js';
import { type ProductScope, scopeByProduct } from './scope-by-product.js';
import { groupStock, groupUnits, type UnitGroup } from './whereabouts.query.js';

interface HowToCount {
  readonly countBy?: Count | null;
  readonly progress?: Progress;
  /** Without the units of the batches, of which there may be millions. */
  readonly onlyQuantities?: boolean;
}

/**
 * Where everything of a scope is, by place; goods with a carrier are in transit, which is a place too. Units are counted
 * by product in groups by state, packed ones by their container's place; the few whose state alone does not tell are walked.
 * Quantities are counted in the lowest packaging level, unless something else is asked for.
 */
export async function whereaboutsOf(
  db: Queryable,
  scope: GoodsScope,
  now: Date,
  { countBy = null, progress = unheard, onlyQuantities = false }: HowToCount = {},
): Promise<Whereabouts> {
  const counts = new PlaceCounts();
  const groups: (UnitGroup & Pick<ProductScope, 'gtin'>)[] = [];
  for (const { gtin, ...part } of onlyQuantities ? [] : await scopeByProduct(db, scope)) {
    for (const group of await groupUnits(db, part, now)) groups.push({ gtin, ...group });
  }
  const booked = await groupStock(db, scope.batchIds, now);
  const inLowest = () =>
    countingInLowestLevel(
      db,
      booked.map(({ productId }) => productId),
    );
  const count = countBy ?? (await inLowest());
  const stock = booked.map(({ productId, ...group }) => ({ ...group, ...count({ productId, ...group }) }));
  const told = groups.filter(({ units }) => units > 0);
  const reader = new JourneyReader(now, (goodsIds) => linksOf(db, goodsIds));
  const containers = await reader.read([...told, ...stock].flatMap(({ containerId }) => containerId ?? []));
  for (const group of told) counts.addUnits(placeOfGroup(group, containers), group);
  for (const group of await placesOfStock(db, stock, containers)) counts.addStock(group);

  const walked = groups.flatMap((group) => group.walked);
  let done = told.reduce((sum, { units }) => sum + units, 0);
  const total = done + walked.length;
  await progress(done, total);
  for await (const { journeys, alike } of journeysOfAlike(db, reader, walked)) {
    for (const { unitId, ...counted } of alike) {
      counts.addUnits(journeys.placeOf(unitId), counted);
      done += counted.units;
    }
    await progress(done, total);
  }
  return counts.withCustomers(await customersAt(db, counts.sitesOfNobodyNamed)).whereabouts;
}

function placeOfGroup(group: UnitGroup, containers: Journeys): PlaceOnly {
  const { placedKind, placedAt, locationId, carrierId, consigneeId, containerId } = group;
  const placeKind = placedKind === null ? 'UNKNOWN' : placeKindAfter(placedKind, locationId);
  const place = { placeKind, locationId, carrierId, consigneeId, since: placedAt };
  if (containerId === null) return place;
  const toldBy = placedKind !== null && placedAt !== null ? { occurredAt: placedAt, kind: placedKind } : null;
  return containers.placeWithin(containerId, { place, toldBy });
}
