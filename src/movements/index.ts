export { awaitCaptures } from './await-captures.js';
export { goodsWithVoidedMovements } from './correction.query.js';
export { differencesOf } from './declaration.rule.js';
export {
  comparePositions,
  consigneeAfter,
  empties,
  type Link,
  putsIntoContainer,
  setsPlace,
  takesOutOf,
} from './fold.rule.js';
export type { GenealogyRole } from './genealogy-entries.rule.js';
export type { Declaration } from './movement.js';
export { MovementEventResolver } from './movement-event.resolver.js';
export type { MovementItem } from './movement-item.js';
export { type MovementKind, rankOf } from './movement-kind.rule.js';
export { movementById, movementsByReference, type MovementRow, type ReferenceKind } from './movement-row.query.js';
export { movementStatus } from './movement-status.js';
export { MovedQuantityResolver, MovementResolver } from './movement.resolver.js';
export { MovementKindEnum, MovementType } from './movement.type.js';
export { recordMovements, type RecordedMovement } from './record-movements.js';
export { CONFLICT_IS_OPEN, goodsInConflict, openConflictsOf, someConflictIsOpen } from './capture/conflict.query.js';
export { LINK_COLUMNS, linksOf } from './capture/links.query.js';
export { batchesOfUnits } from './capture/packed.query.js';
export {
  MovementConflictAlreadyDecidedResolver,
  MovementConflictResolvedResolver,
  MovementConflictResolver,
} from './conflicts/movement-conflict.resolver.js';
export { correctMovement } from './corrections/correct-movement.js';
export {
  BatchDeclarationsResolver,
  CorrectionResolver,
  LogisticUnitCorrectionsResolver,
  MovementCorrectedResolver,
  MovementCorrectionResolver,
  UnitCorrectionsResolver,
} from './corrections/correction.resolver.js';
export { readSeal } from './knowledge/knowledge.query.js';
export { requireSealed, sealKnowledge } from './knowledge/seal-knowledge.js';
export { startSealing } from './knowledge/start-sealing.js';
export type { Difference } from './rebuild/difference.query.js';
export type { Progress } from './rebuild/progress.js';
export { rebuildState } from './rebuild/rebuild-state.js';
export { registerBatches } from './registering/register-batches.js';
export { baseUnit, inBaseUnits, joinUnit, toldQuantity, toldUnit } from './stock/stock-in-base-units.js';
export { stockFrom } from './stock/stock-with-emptied.query.js';
