import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import type { Job } from '../platform/jobs/job.js';
import { endExpiredApiKeys } from './api-key.query.js';

/** Expired keys are refused by the clock; this puts the end of each into the audit trail, once. */
export const endExpiredKeysJob: Job = {
  name: 'endExpiredKeys',
  cron: '*/10 * * * *',
  run: endExpiredKeys,
};

async function endExpiredKeys(context: Context): Promise<void> {
  const { db, actor, now } = context;
  await db.transaction(async (tx) => {
    for (const { id, expiresAt } of await endExpiredApiKeys(tx, now(), actor.id)) {
      recordAudit(tx, context, {
        action: 'endExpiredKeys',
        objectKind: 'apiKey',
        objectId: id,
        detail: { expiresAt },
      });
    }
  });
}
