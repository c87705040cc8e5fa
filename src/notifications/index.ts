export { answerToken } from './answer-token.js';
export { freezeNotifications, INTERNAL_WAVE, type FrozenWave, type Wave } from './freeze-notifications.js';
export type { Notification, NotificationChannel, Recipient, RecipientKind, Renderer } from './notification.js';
export type { NotificationState } from './notification.rules.js';
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
