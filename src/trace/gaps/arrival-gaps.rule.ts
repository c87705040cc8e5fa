import type { MovementKind } from '../../movements/index.js';
import type { CustomerOf } from '../../parties/index.js';
import { holderAt } from '../holder.rule.js';
import type { Place, Step } from '../journeys/journey.js';
import { gapAt, type GoodsRule, ownSteps } from './goods-gap.rule.js';
import type { GoodsOnRecord } from './goods-on-record.js';

/** Goods are at a place, and nothing on record brought them there: a shipment, a return or a packing is missing. */
export const receivedNeverShipped: GoodsRule = (goods) =>
  ownSteps(goods).flatMap((step, i, steps) => {
    const how =
      step.kind === 'return'
        ? returnedUnexplained(goods, step, steps[i - 1])
        : arrivedUnexplained(step, goods.customerOf);
    return how === null ? [] : [gapAt(goods, 'RECEIVED_NEVER_SHIPPED', step, how)];
  });

function arrivedUnexplained({ kind, link, said, before, leftId }: Step, customerOf: CustomerOf): string | null {
  // Goods that have left their container unseen came with it or not; that is the gap, and it is one already.
  if (leftId !== null || said === null || link.locationId === null || said.placeKind === 'DELIVERED') return null;
  const isElsewhere = before.locationId !== link.locationId && !isWithSameCustomer(before, said, customerOf);
  switch (before.placeKind) {
    case 'UNKNOWN':
      return kind === 'receive' ? 'Received, and nothing before that is on record: no making, no shipment.' : null;
    case 'AT_LOCATION':
      return isElsewhere ? 'At another place than before, and no shipment from there is on record.' : null;
    case 'DELIVERED':
      return isElsewhere ? 'At a place again after its delivery, and no return is on record.' : null;
    case 'IN_TRANSIT':
    case 'DESTROYED':
    case 'TRANSFORMED':
      return null;
  }
}

/** What was delivered to a customer and received by them, or moved between their sites, is with them all the time. */
function isWithSameCustomer(before: Place, said: Place, customerOf: CustomerOf): boolean {
  const holderId = holderAt(before, customerOf);
  return holderId !== null && holderId === holderAt(said, customerOf);
}

/** Whoever gives goods back had them: what is missing is how they got them. A return that is told twice is one. */
function returnedUnexplained(goods: GoodsOnRecord, step: Step, last: Step | undefined): string | null {
  const { link, before, leftId } = step;
  if (leftId !== null || last?.kind === 'return') return null;
  const holderId = holderAt(before, goods.customerOf);
  switch (before.placeKind) {
    case 'UNKNOWN':
      return 'Returned, and nothing before that is on record.';
    case 'AT_LOCATION':
    case 'DELIVERED':
      if (holderId !== null && link.consigneeId !== null && holderId !== link.consigneeId) {
        return 'Returned by another customer than who had it, and nothing says how they got it.';
      }
      return holderId === null && before.placeKind === 'AT_LOCATION' && !wasSentToThem(goods, step)
        ? 'Returned, and nothing on record says that it had left.'
        : null;
    case 'IN_TRANSIT':
    case 'DESTROYED':
    case 'TRANSFORMED':
      return null;
  }
}

/** What was last sent to a customer may have arrived at a place that is not known to be theirs. */
function wasSentToThem({ steps }: GoodsOnRecord, step: Step): boolean {
  const last = steps.slice(0, steps.indexOf(step)).findLast(({ kind }) => ENDS_A_STAY.has(kind));
  if (!last || last.kind === 'return' || last.link.consigneeId === null) return false;
  return step.link.consigneeId === null || step.link.consigneeId === last.link.consigneeId;
}

const ENDS_A_STAY: ReadonlySet<MovementKind> = new Set(['ship', 'deliver', 'return']);

/** Who handed goods over had them without their having been sent. Told twice of one customer, a delivery is one. */
export const deliveredWithoutShipment: GoodsRule = (goods) =>
  ownSteps(goods).flatMap((step) => {
    const { kind, said, before } = step;
    if (kind !== 'deliver' || said === null) return [];
    const isUnexplained = ['UNKNOWN', 'AT_LOCATION', 'DELIVERED'].includes(before.placeKind);
    if (!isUnexplained || isToldAgain(before, said, goods.customerOf) || isPassedOn(step, goods.customerOf)) return [];
    return [gapAt(goods, 'DELIVERED_WITHOUT_SHIPMENT', step, 'Delivered, and no shipment before that is on record.')];
  });

function isToldAgain(before: Place, said: Place, customerOf: CustomerOf): boolean {
  const isOfOne = before.placeKind === 'DELIVERED' && before.consigneeId === said.consigneeId;
  return isOfOne || isWithSameCustomer(before, said, customerOf);
}

/** Whoever had goods may hand them on without sending them. */
function isPassedOn({ link, before }: Step, customerOf: CustomerOf): boolean {
  return link.consignorId !== null && holderAt(before, customerOf) === link.consignorId;
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
        step.kind === 'destroy'
          ? 'Destroyed by itself; that it was taken out of its container is not on record.'
          : 'Scanned by itself where its container was not; that it was taken out is not on record.',
      ),
    );
