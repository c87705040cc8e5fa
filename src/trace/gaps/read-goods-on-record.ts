import { linksOf } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { groupsOf } from '../../platform/groups-of.js';
import { customersAtPlaces } from '../customer-sites.js';
import type { Journeys } from '../journeys/journeys.js';
import { JourneyReader } from '../journeys/load-journeys.js';
import type { GoodsOnRecord, OpenConflict } from './goods-on-record.js';
import { emptiedOfNothing, identitiesOf, openConflictsByGoods } from './on-record.query.js';

/** What is dated ahead is on record too, so what is found does not depend on when it is looked for. */
const WHENEVER = new Date(8.64e15);

/** What is on record of these units and logistic units; of the containers that they are or were in too, if asked for. */
export async function readGoodsOnRecord(
  db: Queryable,
  goodsIds: readonly string[],
  { withContainers }: { readonly withContainers: boolean },
): Promise<Map<string, GoodsOnRecord>> {
  const journeys = await new JourneyReader(WHENEVER, (wanted) => linksOf(db, wanted)).read(goodsIds);
  const containers = withContainers ? goodsIds.flatMap((goodsId) => containersMet(journeys, goodsId)) : [];
  const ids = [...new Set([...goodsIds, ...containers])];

  const conflicts = byGoods<OpenConflict>(await openConflictsByGoods(db, ids));
  const emptied = byGoods(await emptiedOfNothing(db, ids));
  const customerOf = await customersAtPlaces(
    db,
    ids.map((goodsId) => journeys.stepsOf(goodsId)),
  );
  const onRecord = new Map<string, GoodsOnRecord>();
  for (const { goodsId, goodsKind, productId } of await identitiesOf(db, ids)) {
    if (goodsKind === 'BATCH') continue;
    onRecord.set(goodsId, {
      goodsId,
      goodsKind,
      productId,
      steps: journeys.stepsOf(goodsId),
      customerOf,
      place: journeys.placeOf(goodsId),
      containerIds: journeys.containersOf(goodsId),
      circleClosedBy: journeys.circleClosedBy(goodsId),
      conflicts: conflicts.get(goodsId) ?? [],
      emptiedOfNothing: new Set((emptied.get(goodsId) ?? []).map(({ movementId }) => movementId)),
    });
  }
  return onRecord;
}

function containersMet(journeys: Journeys, goodsId: string): string[] {
  return [...journeys.containersOf(goodsId), ...journeys.stepsOf(goodsId).flatMap(({ viaId }) => viaId ?? [])];
}

function byGoods<Row>(rows: readonly (Row & { readonly goodsId: string })[]): Map<string, Row[]> {
  return groupsOf(rows, ({ goodsId }) => goodsId);
}
