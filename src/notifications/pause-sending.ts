import type { Transaction } from '../platform/database/database.js';

/** The kill switch of one recall: nothing of it is claimed from now on. What is with the mail server cannot be called back. */
export async function pauseSending(tx: Transaction, recallId: string, actorId: string, now: Date): Promise<void> {
  await tx.rows(
    'pause_sending',
    `
    insert into sending_pause (recall_id, paused_at, paused_by) values ($1, $2, $3)
    on conflict (recall_id) do nothing
    `,
    [recallId, now, actorId],
  );
}

/** Sends the rest, each once. */
export async function resumeSending(tx: Transaction, recallId: string): Promise<void> {
  await tx.rows('resume_sending', `delete from sending_pause where sending_pause.recall_id = $1`, [recallId]);
}
