export { goodsInConflict } from './capture/conflict.query.js';
export { linksOf } from './capture/links.query.js';
export { statesOf } from './capture/goods-state.query.js';
export { comparePositions, type GoodsState, type Link, type Packing, packingsOf, setsPlace } from './fold.rule.js';
export { type MovementKind } from './movement-kind.rule.js';
export { movementById, movementsByReference, type MovementRow, type ReferenceKind } from './movement-row.query.js';
export { MovementKindEnum, MovementType } from './movement.type.js';
export { recordMovements, type RecordedMovement, storeMovements } from './record-movements.js';
export type { PlaceKind } from './stock.rule.js';
