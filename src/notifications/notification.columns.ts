/** The columns of a `Notification`, for every statement that reads one. */
export const NOTIFICATION_COLUMNS = `
  notification.notification_id as "notificationId", notification.lane, notification.recall_id as "recallId",
  notification.wave, notification.party_kind as "partyKind", notification.party_id as "partyId", notification.channel,
  notification.language, notification.state, notification.state_at as "stateAt",
  notification.state_reason as "stateReason", notification.queued_at as "queuedAt", notification.due_at as "dueAt",
  notification.attempts, notification.failures, notification.possible_duplicate as "possibleDuplicate",
  notification.answerable_until as "answerableUntil"`;
