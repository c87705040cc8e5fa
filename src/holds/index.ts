export { extendHolds, type MadeOfHeld, notHeldYet } from './extend-holds.query.js';
export { type HoldAttempt, holdAttemptsOf, recordHoldAttempts } from './hold-attempts.query.js';
export { type HoldCounts, holdCountsByRecall } from './hold-counts.query.js';
export { heldGoods, somethingIsHeld } from './held-goods.query.js';
export { placeHolds, releaseHolds } from './place-holds.query.js';
