export { type HoldAttempt, holdAttemptsOf, recordHoldAttempts } from './hold-attempts.query.js';
export { type HoldCounts, holdCountsByRecall } from './hold-counts.query.js';
export { type GoodsToMove, heldGoods, somethingIsHeld } from './held-goods.query.js';
export { placeHolds, type PlaceHolds, releaseHolds, type ReleaseHolds } from './place-holds.query.js';
