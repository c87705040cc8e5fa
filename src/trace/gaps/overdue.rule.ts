import type { FoundGap } from '../../gaps/index.js';
import { gapAt } from './goods-gap.rule.js';
import type { GoodsOnRecord } from './goods-on-record.js';

/** Road freight across a continent, with a weekend and customs, has arrived by then, and whoever received it has said so. */
const LONGEST_TRIP_MS = 14 * 24 * 60 * 60_000;

/** What was shipped by then, and is on its way at `now`, is overdue. */
export function overdueAt(now: Date): Date {
  return new Date(now.getTime() - LONGEST_TRIP_MS);
}

/** On its way by a scan of its own, by nothing that was heard of it since, for longer than it can be. */
export function shippedNeverReceived(goods: GoodsOnRecord, overdueThrough: Date): FoundGap[] {
  const last = goods.steps.findLast(({ said }) => said !== null);
  const isOnItsWay = goods.place.placeKind === 'IN_TRANSIT' && last?.said?.placeKind === 'IN_TRANSIT';
  if (!isOnItsWay || last.viaId !== null || last.occurredAt > overdueThrough) return [];
  return [
    gapAt(goods, 'SHIPPED_NEVER_RECEIVED', last, 'Shipped, and not heard of in the two weeks after that or since.'),
  ];
}
