import type { Notification } from './notification.js';
import type { NotificationState } from './notification.rules.js';

export const notificationSettled = (notification: Notification) =>
  ({ outcome: 'NotificationSettled', notification }) as const;

export const notificationQueued = (notification: Notification) =>
  ({ outcome: 'NotificationQueued', notification }) as const;

export const notificationUnknown = (notificationId: string) =>
  ({ outcome: 'NotificationUnknown', notificationId, message: 'There is no such notification.' }) as const;

export const notificationCannotBecome = (notification: Notification, to: NotificationState) =>
  ({
    outcome: 'NotificationCannotBecome',
    notification,
    message: `A notification that is ${notification.state} cannot become ${to}.`,
  }) as const;

export const noteInvalid = (reason: string) => ({ outcome: 'NoteInvalid', message: `The note ${reason}.` }) as const;
