export {
  BatchGenealogyResolver,
  BatchWithinResolver,
  GenealogyResolver,
  MadeGoodsResolver,
  MakingResolver,
  UnitGenealogyResolver,
} from './genealogy/genealogy.resolver.js';
export { LogisticUnitQuantitiesResolver, PackedQuantityResolver } from './packed-quantity.resolver.js';
export { PartsResolver } from './parts.resolver.js';
export { withEverythingMadeFrom } from './genealogy/made-of-scope.js';
export { CAME_AFTER_ITS_LAST_SIGHT, IS_NOT_USED_UP, LAST_SIGHT } from './genealogy/lost-units.query.js';
export { loadOrigin, type LooseInput } from './genealogy/origin.js';
export type { GoodsScope } from './scope.js';
export { sumsByKind } from './counted-quantity.js';
export { reachOfScope, recipientsOf } from './recipients.js';
export { DOUBT, type GoodsCount, type Recipient } from './recipient-tally.js';
export type { Whereabouts } from './place-counts.js';
export { type UnitCount, UnitCounts } from './unit-counts.js';
export { whereaboutsOf } from './whereabouts.js';
export { sumOfBatch } from './batch-whereabouts.js';
export { BatchResolver, RecipientConnection } from './batch.resolver.js';
export { GoodsHistoryResolver, LogisticUnitHistoryResolver, UnitHistoryResolver } from './goods-history.resolver.js';
export { LogisticUnitResolver, UnitResolver } from './goods.resolver.js';
export { ConsignmentResolver, LookupResolver } from './lookup.resolver.js';
export { PlaceCountResolver, PlaceResolver, RecipientResolver, StepResolver } from './place.resolver.js';
export { PlaceCountType, QuantityType, UnitCountType } from './place.type.js';
export { loadTrace } from './unit-trace.js';
export { BASIS as RecipientBasisEnum, CERTAINTY as CertaintyEnum, GoodsCountType } from './whereabouts.type.js';
export {
  BatchCompletenessResolver,
  CompletenessResolver,
  GapMovementResolver,
  GapsCheckedResolver,
  LogisticUnitCompletenessResolver,
  UnitCompletenessResolver,
} from './gaps/completeness.resolver.js';
export { forgetInquiriesJob } from './inquiries/forget-inquiries.job.js';
export { InquiryResolver } from './inquiries/inquiry.resolver.js';
export { startAnsweringInquiries } from './inquiries/start-answering.js';
export { findOverdueJob } from './gaps/find-overdue.job.js';
export { startWatchingGaps } from './gaps/start-watching-gaps.js';
export { watchGaps } from './gaps/watch-gaps.js';
