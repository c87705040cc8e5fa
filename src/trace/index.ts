export { type Place, type PlaceKind } from './journey.js';
export { recipientsOf, type Recipient } from './recipients.js';
export type { GoodsScope } from './scope.js';
export { unitFacts, type UnitFacts } from './unit-facts.query.js';
export { type PlaceCount, type Whereabouts, whereaboutsOf } from './whereabouts.js';
