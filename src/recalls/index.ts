export { answerPages } from './answer-page.js';
export { DraftResolver } from './draft.resolver.js';
export { inquiriesAboutRecalls } from './inquiries-about-recalls.js';
export { LaunchedResolver } from './launched.resolver.js';
export { noticeRenderer } from './notice-content.js';
export { NotificationMessageResolver } from './notification-message.resolver.js';
export { PreviewRecipientResolver, PreviewResolver, RecallPreviewResolver } from './preview.resolver.js';
export { PreviewInquiryResolver } from './preview-inquiry.resolver.js';
export {
  NotificationAnswerResolver,
  OnwardUnknownResolver,
  RecallAnswerResolver,
  RecallCustomerResolver,
  RecallProgressResolver,
} from './progress.resolver.js';
export { tellProgress } from './recall-progress.js';
export { RecallResolver } from './recall.resolver.js';
export { RecipientsInquiryResolver } from './recipients-inquiry.resolver.js';
export { ScopeResolver } from './scope.resolver.js';
export { sendKept } from './send-kept.js';
export { UnitVerdictResolver } from './unit-verdict.resolver.js';
export { watchRecalls } from './watch-recalls.js';
export { followRecallsJob } from './waves/follow-recalls.job.js';
export {
  ProposedGoodsResolver,
  ProposedRecipientResolver,
  ProposedWaveResolver,
  WaveResolver,
} from './waves/wave.resolver.js';
