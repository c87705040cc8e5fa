export { inquiriesAboutRecalls } from './inquiries-about-recalls.js';
export { tellProgress } from './recall-progress.js';
export { RecallResolver } from './recall.resolver.js';
export { watchRecalls } from './watch-recalls.js';
export { answerPages } from './answers/answer-page.js';
export {
  NotificationAnswerResolver,
  OnwardUnknownResolver,
  RecallAnswerResolver,
  RecallCustomerResolver,
  RecallProgressResolver,
} from './answers/progress.resolver.js';
export { ClosingResolver } from './closing/closing.resolver.js';
export { DraftResolver } from './drafts/draft.resolver.js';
export { LaunchedResolver } from './launch/launched.resolver.js';
export { noticeRenderer } from './notices/notice-content.js';
export { NotificationMessageResolver } from './notices/notification-message.resolver.js';
export { sendKept } from './notices/send-kept.js';
export { PreviewInquiryResolver } from './preview/preview-inquiry.resolver.js';
export { PreviewRecipientResolver, PreviewResolver, RecallPreviewResolver } from './preview/preview.resolver.js';
export { RecipientsInquiryResolver } from './recipients/recipients-inquiry.resolver.js';
export { RecipientsOfScopeResolver } from './recipients/recipients.resolver.js';
export { BatchVerdictResolver } from './verdict/batch-verdict.resolver.js';
export { ScopeVerdictResolver } from './verdict/scope-verdict.resolver.js';
export { UnitVerdictResolver } from './verdict/unit-verdict.resolver.js';
export { followRecallsJob } from './waves/follow-recalls.job.js';
export {
  ProposedGoodsResolver,
  ProposedRecipientResolver,
  ProposedWaveResolver,
  WaveResolver,
} from './waves/wave.resolver.js';
