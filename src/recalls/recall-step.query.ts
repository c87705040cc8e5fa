import type { Queryable, Transaction } from '../platform/database/database.js';
import type { RecallMove } from './recall.rules.js';

/** One move of a recall: the case's own history, which QUALITY reads without the audit trail. */
export interface RecallStep {
  readonly recallId: string;
  readonly stepNo: number;
  readonly move: RecallMove | 'CREATE';
  readonly version: number;
  readonly actorId: string;
  readonly at: Date;
  readonly reason: string | null;
}

export async function insertStep(tx: Transaction, step: RecallStep): Promise<void> {
  await tx.rows(
    'insert_recall_step',
    `
    insert into recall_step (recall_id, step_no, move, version, actor_id, at, reason)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict do nothing
    `,
    [step.recallId, step.stepNo, step.move, step.version, step.actorId, step.at, step.reason],
  );
}

/** More moves than any recall has seen; a case argued about for longer shows its latest. */
const MOST_STEPS = 200;

export const stepsByRecall = {
  async find(db: Queryable, recallIds: readonly string[]): Promise<{ recallId: string; steps: RecallStep[] }[]> {
    const steps = await db.rows<RecallStep>(
      'steps_by_recall',
      `
      select step.recall_id as "recallId", step.step_no as "stepNo", step.move, step.version,
        step.actor_id as "actorId", step.at, step.reason
      from (
        select recall_step.*, row_number() over (partition by recall_id order by step_no desc) as newest
        from recall_step
        where recall_step.recall_id = any ($1::uuid[])
      ) as step
      where step.newest <= ${MOST_STEPS}
      order by step.recall_id, step.newest desc
      `,
      [recallIds],
    );
    return recallIds.map((recallId) => ({ recallId, steps: steps.filter((step) => step.recallId === recallId) }));
  },
  keyOf: ({ recallId }: { recallId: string }) => recallId,
};
