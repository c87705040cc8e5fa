export { answerToken } from './answer-token.js';
export { keptChannel } from './channels/kept.channel.js';
export { smtpChannel } from './channels/smtp.channel.js';
export { startDispatcher } from './dispatch/dispatcher.js';
export { queueKept } from './dispatch/queue-kept.query.js';
export { freezeNotifications } from './freeze-notifications.js';
export { markAnswered } from './move-notification.query.js';
export {
  type Language,
  LANGUAGES,
  type NoticeAudience,
  type NoticeContent,
  type NoticeKind,
  type NoticeProduct,
  type RenderedNotice,
} from './notice/notice.js';
export { renderNotice } from './notice/render-notice.js';
export type { Notification, Recipient, RecipientKind, Renderer } from './notification.js';
export { findByToken } from './notification.query.js';
export { NotificationResolver } from './notification.resolver.js';
export type { NotificationState } from './notification.rules.js';
export { NotificationMessageType, NotificationStateEnum, NotificationType } from './notification.type.js';
export { outboxPages } from './outbox/outbox-pages.js';
export { pauseSending, resumeSending } from './pause-sending.js';
export { type NotificationProgress, progressOf } from './progress.query.js';
export { sendTest } from './send-test.js';
export { watchNotifications } from './watch-notifications.js';
export { wordsFor } from './words/words-for.js';
export type { Words } from './words/words.js';
