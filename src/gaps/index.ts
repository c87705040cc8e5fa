export type { FoundGap, GapKind, GoodsKind } from './gap-kind.rule.js';
export { type Gap, gapIdOf, newGap } from './gap.js';
export { GAP_COLUMNS, gapsOfGoods } from './gap.query.js';
export { GapResolver } from './gap.resolver.js';
export { GapConnectionType, GapKindEnum, GapType } from './gap.type.js';
export { explainedOf, keepGaps } from './keep-gaps.query.js';
