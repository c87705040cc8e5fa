import type { Database } from '../../platform/database/database.js';

/** Held by a rebuild's connection until its end, however it ends. */
const REBUILD_LOCK = 7_265_747_262;

/** Does the work unless another rebuild of this database is under way; then null. */
export async function asOnlyRebuild<Result>(db: Database, work: () => Promise<Result>): Promise<Result | null> {
  const runner = db.source.createQueryRunner();
  try {
    const [lock] = (await runner.query('select pg_try_advisory_lock($1) as taken', [REBUILD_LOCK])) as [
      { taken: boolean },
    ];
    if (!lock.taken) return null;
    return await work().finally(() => runner.query('select pg_advisory_unlock($1)', [REBUILD_LOCK]));
  } finally {
    await runner.release();
  }
}
