import type { MovementKind } from '../../movements/index.js';
import type { Step } from '../journeys/journey.js';
import type { GoodsOnRecord } from './goods-on-record.js';
import { gapAt, type GoodsRule, ownSteps } from './goods-gap.rule.js';

/** Goods are at a place, and nothing on record brought them there: a shipment, a return or a packing is missing. */
export const receivedNeverShipped: GoodsRule = (goods) =>
  ownSteps(goods).flatMap((step) => {
    const how = arrivedUnexplained(step);
    return how === null || isReturnOfSent(goods, step) ? [] : [gapAt(goods, 'RECEIVED_NEVER_SHIPPED', step, how)];
  });

/** What was last sent to a customer and arrived at a place of theirs comes back by the return alone, as what was handed over does. */
function isReturnOfSent({ steps }: GoodsOnRecord, step: Step): boolean {
  if (step.kind !== 'return' || step.before.placeKind !== 'AT_LOCATION') return false;
  const { consigneeId } = step.link;
  const last = steps.slice(0, steps.indexOf(step)).findLast(({ kind }) => ENDS_A_STAY.has(kind));
  if (!last || last.kind === 'return' || last.link.consigneeId === null) return false;
  return consigneeId === null || consigneeId === last.link.consigneeId;
}

const ENDS_A_STAY: ReadonlySet<MovementKind> = new Set(['ship', 'deliver', 'return']);

function arrivedUnexplained({ kind, link, said, before, leftId }: Step): string | null {
  // Goods that have left their container unseen came with it or not; that is the gap, and it is one already.
  if (leftId !== null || said === null || link.locationId === null || said.placeKind === 'DELIVERED') return null;
  const isElsewhere = before.locationId !== link.locationId;
  switch (before.placeKind) {
    case 'UNKNOWN':
      return kind === 'receive' ? 'Received, and nothing before that is on record: no making, no shipment.' : null;
    case 'AT_LOCATION':
      return isElsewhere ? 'At another place than before, and no shipment from there is on record.' : null;
    case 'DELIVERED':
      return kind !== 'return' && isElsewhere
        ? 'At a place again after its delivery, and no return is on record.'
        : null;
    case 'IN_TRANSIT':
    case 'DESTROYED':
    case 'TRANSFORMED':
      return null;
  }
}

/** Who handed goods over had them without their having been sent. Told twice of one customer, a delivery is one. */
export const deliveredWithoutShipment: GoodsRule = (goods) =>
  ownSteps(goods).flatMap((step) => {
    const { kind, said, before } = step;
    if (kind !== 'deliver' || said === null) return [];
    const isToldAgain = before.placeKind === 'DELIVERED' && before.consigneeId === said.consigneeId;
    const isUnexplained = ['UNKNOWN', 'AT_LOCATION', 'DELIVERED'].includes(before.placeKind) && !isToldAgain;
    if (!isUnexplained || isPassedOn(step)) return [];
    return [gapAt(goods, 'DELIVERED_WITHOUT_SHIPMENT', step, 'Delivered, and no shipment before that is on record.')];
  });

/** Whoever had goods may hand them on without sending them. */
function isPassedOn({ link, before }: Step): boolean {
  return link.consignorId !== null && before.placeKind === 'DELIVERED' && before.consigneeId === link.consignorId;
}

/** `architecture.md` 2.10 b: the packing ends, nobody knows where and when. */
export const leftContainerUnseen: GoodsRule = (goods) =>
  ownSteps(goods)
    .filter(({ leftId }) => leftId !== null)
    .map((step) =>
      gapAt(
        goods,
        'LEFT_CONTAINER_UNSEEN',
        step,
        'Scanned by itself where its container was not; that it was taken out is not on record.',
      ),
    );
