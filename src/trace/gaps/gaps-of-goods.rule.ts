import type { FoundGap } from '../../gaps/index.js';
import { deliveredWithoutShipment, leftContainerUnseen, receivedNeverShipped } from './arrival-gaps.rule.js';
import type { GoodsRule } from './goods-gap.rule.js';
import type { GoodsOnRecord } from './goods-on-record.js';
import {
  actionAfterDestruction,
  containerInItself,
  deliveredToTwoAtOnce,
  seenElsewhereTooSoon,
  unpackedWithoutChildren,
} from './impossible-gaps.rule.js';
import { openConflict, unitInTwoBatches, unitWithoutBatch } from './membership-gaps.rule.js';
import { shippedNeverReceived } from './overdue.rule.js';

/*
 * # Finding gaps
 *
 * A rule reads what is on record of one unit or logistic unit and answers what is missing in it or wrong with it. It looks at
 * the goods' own scans, and at what went before each of them, by whichever scan that is known: a pallet that was shipped brought
 * what is on it. What the pallet's scans lack is a gap of the pallet, and found once, not for each unit on it.
 */
const RULES: readonly GoodsRule[] = [
  receivedNeverShipped,
  deliveredWithoutShipment,
  leftContainerUnseen,
  seenElsewhereTooSoon,
  deliveredToTwoAtOnce,
  actionAfterDestruction,
  unpackedWithoutChildren,
  containerInItself,
  unitWithoutBatch,
  unitInTwoBatches,
  openConflict,
];

/** Every gap in what is on record; overdue is what was shipped by `overdueThrough`. */
export function gapsOfGoodsOnRecord(goods: GoodsOnRecord, overdueThrough: Date): FoundGap[] {
  return [...RULES.flatMap((rule) => rule(goods)), ...shippedNeverReceived(goods, overdueThrough)];
}
