import type { Database } from '../database/database.js';
import { withDeadline } from '../with-deadline.js';

const PATIENCE_MS = 1_000;

/** Whether the database answers, and promptly. */
export function isReady(db: Database): Promise<boolean> {
  const answered = db.rows('is_ready', 'select 1').then(
    () => true,
    () => false,
  );
  return withDeadline(answered, PATIENCE_MS, () => false);
}
