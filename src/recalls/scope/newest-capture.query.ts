import type { Queryable } from '../../platform/database/database.js';

/** When the newest capture was recorded: the ledger's watermark. Null while nothing was captured. */
export async function newestCapture(db: Queryable): Promise<Date | null> {
  const [newest] = await db.rows<{ recordedAt: Date | null }>(
    'newest_capture',
    `select max(capture.recorded_at) as "recordedAt" from capture`,
  );
  return newest?.recordedAt ?? null;
}
