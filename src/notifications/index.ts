export { answerToken } from './answer-token.js';
export { parseMailAddress } from './channels/mail-address.js';
export { keptChannel } from './channels/kept.channel.js';
export { smtpChannel, type SmtpOptions } from './channels/smtp.channel.js';
export { startDispatcher, type Dispatcher, type DispatcherOptions } from './dispatch/dispatcher.js';
export { freezeNotifications, INTERNAL_WAVE, type FrozenWave, type Wave } from './freeze-notifications.js';
export { markAnswered } from './move-notification.query.js';
export {
  LANGUAGES,
  type Language,
  type NoticeAudience,
  type NoticeBatch,
  type NoticeContent,
  type NoticeKind,
  type NoticeProduct,
  type RenderedNotice,
} from './notice/notice.js';
export { renderNotice } from './notice/render-notice.js';
export type { Notification, NotificationChannel, Recipient, RecipientKind, Renderer } from './notification.js';
export { findByToken, findNotifications, notificationById, type NotificationFilter } from './notification.query.js';
export { NOTIFICATION_STATES, type NotificationState } from './notification.rules.js';
export { pauseSending, resumeSending } from './pause-sending.js';
export { type NotificationProgress, progressOf } from './progress.query.js';
export { sendTest } from './send-test.js';
export { wordsFor, type WordsFound } from './words/words-for.js';
export type { AnswerWords, Words } from './words/words.js';
export { outboxPages } from './outbox/outbox-pages.js';
export { NotificationResolver } from './notification.resolver.js';
export { NotificationStateEnum, NotificationType } from './notification.type.js';
