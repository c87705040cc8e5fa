export { extendHolds, type MadeOfHeld } from './extend-holds.query.js';
export { type HoldAttempt, holdAttemptsOf, recordHoldAttempts } from './hold-attempts.query.js';
export { type HoldCounts, holdCountsByRecall } from './hold-counts.query.js';
export {
  goodsHeldFor,
  type HeldFor,
  heldGoods,
  holdersOfGoods,
  notHeldYet,
  somethingIsHeld,
} from './held-goods.query.js';
export { placeHolds, releaseGoods, releaseHolds } from './place-holds.query.js';
