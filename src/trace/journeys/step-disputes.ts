import { openConflictsOf } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import type { BatchQuery } from '../../platform/load.js';
import { movementsDisputedAt } from '../disputes.query.js';
import type { Step } from './journey.js';

/** A step, and by what was known when it is told; left out or null: by what is known today. */
export type ToldStep = Step & { readonly asKnownAt?: Date | null };

const queries = new WeakMap<Context, Map<string, BatchQuery<string>>>();

/** Whether another content waits for a decision under the id of a step's movement; of all steps of a request together. */
export async function isDisputed(context: Context, { link, asKnownAt = null }: ToldStep): Promise<boolean> {
  const key = asKnownAt?.toISOString() ?? '';
  const ofRequest = queries.get(context) ?? new Map<string, BatchQuery<string>>();
  queries.set(context, ofRequest);
  const query = ofRequest.get(key) ?? {
    find: async (db, ids) => [
      ...(await (asKnownAt ? movementsDisputedAt(db, ids, asKnownAt) : openConflictsOf(db, ids))),
    ],
    keyOf: (movementId) => movementId,
  };
  ofRequest.set(key, query);
  return (await context.load(query, link.movementId)) !== null;
}
