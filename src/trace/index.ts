export { sumsByKind } from './counted-quantity.js';
export { PlaceCountType, QuantityType, UnitCountType } from './place.type.js';
export type { Progress } from './progress.js';
export { type GoodsScope, type PossibleGoods, type Traced, whyMore } from './scope.js';
export { type UnitCount, UnitCounts } from './unit-counts.js';
export { LogisticUnitQuantitiesResolver, PackedQuantityResolver } from './contents/packed-quantity.resolver.js';
export { BuiltInLogisticUnitResolver, PartsResolver } from './contents/parts.resolver.js';
export { completenessOfScope } from './gaps/completeness-of-scope.js';
export {
  BatchCompletenessResolver,
  CompletenessResolver,
  GapMovementResolver,
  GapsCheckedResolver,
  GenealogyCompletenessResolver,
  LogisticUnitCompletenessResolver,
  UnitCompletenessResolver,
} from './gaps/completeness.resolver.js';
export { CompletenessType } from './gaps/completeness.type.js';
export { findOverdueJob } from './gaps/find-overdue.job.js';
export { startWatchingGaps } from './gaps/start-watching-gaps.js';
export { watchGaps } from './gaps/watch-gaps.js';
export {
  BatchGenealogyResolver,
  BatchWithinResolver,
  GenealogyResolver,
  MadeGoodsResolver,
  MakingResolver,
  UnitGenealogyResolver,
} from './genealogy/genealogy.resolver.js';
export { CAME_AFTER_ITS_LAST_SIGHT, IS_NOT_USED_UP, LAST_SIGHT } from './genealogy/lost-units.query.js';
export { withEverythingMadeFrom } from './genealogy/made-of-scope.js';
export { loadCertainOrigin, loadOrigin, loadOriginOfBatch, type LooseInput, type Origin } from './genealogy/origin.js';
export { unitsOfNoMaking } from './genealogy/units-of-no-making.query.js';
export { previewOfInquiry, recipientsOfInquiry } from './inquiries/answer-in-pages.js';
export { forgetInquiriesJob } from './inquiries/forget-inquiries.job.js';
export type { AskedPreview, FoundPreview } from './inquiries/found-preview.js';
export { GenealogyInquiryResolver } from './inquiries/genealogy-inquiry.resolver.js';
export { InquiriesResolver } from './inquiries/inquiries.resolver.js';
export type { Inquiry, InquiryStatus } from './inquiries/inquiry.js';
export { inquiryById } from './inquiries/inquiry.query.js';
export { InquiryResolver } from './inquiries/inquiry.resolver.js';
export { STATUS as InquiryStatusEnum, TooManyInquiriesType } from './inquiries/inquiry.type.js';
export { queueInquiry } from './inquiries/queue-inquiry.js';
export { startAnsweringInquiries } from './inquiries/start-answering.js';
export {
  GoodsHistoryResolver,
  LogisticUnitHistoryResolver,
  UnitHistoryResolver,
} from './journeys/goods-history.resolver.js';
export { EndedPackingResolver, InferenceResolver } from './journeys/inference.resolver.js';
export { loadTrace } from './journeys/unit-trace.js';
export { BatchResolver } from './lookup/batch.resolver.js';
export { LogisticUnitResolver, UnitResolver } from './lookup/goods.resolver.js';
export { ConsignmentResolver, LookupResolver } from './lookup/lookup.resolver.js';
export { DOUBT, type GoodsCount, type Recipient } from './recipients/recipient-tally.js';
export { reachOfScope, recipientsOf } from './recipients/recipients.js';
export { pageOfRecipients } from './recipients/recipients-page.js';
export { RecipientsResolver } from './recipients/recipients.resolver.js';
export { goodsOfNoBatch, tracedWith } from './recipients/trace-recipients.js';
export { type UnitsWithoutBatch, unitsWithoutBatch } from './recipients/units-without-batch.js';
export { sumOfBatch } from './whereabouts/batch-whereabouts.js';
export type { Whereabouts } from './whereabouts/place-counts.js';
export { PlaceCountResolver, PlaceResolver, RecipientResolver, StepResolver } from './whereabouts/place.resolver.js';
export { whereaboutsOf } from './whereabouts/whereabouts.js';
export {
  BASIS as RecipientBasisEnum,
  CERTAINTY as CertaintyEnum,
  GoodsCountType,
  RecipientConnectionType,
} from './whereabouts/whereabouts.type.js';
