import type { Queryable } from '../platform/database/database.js';
import { watch } from '../platform/metrics.js';
import { openNotifications } from './open-notifications.query.js';

/** Shows in `/metrics` what has still to be told. Once a process. */
export function watchNotifications(db: Queryable): void {
  const help = 'Notifications that Retrace (QUEUED, SENDING, UNKNOWN) or a person (the others) has still to see to.';
  watch('retrace_notifications', help, 'state', () => openNotifications(db));
}
