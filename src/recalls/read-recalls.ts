import type { Context } from '../platform/context.js';
import { type Connection, type PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import type { Recall } from './recall.js';
import { findRecalls, recallById, type RecallPosition, recallPositionOf } from './recall.query.js';
import type { RecallStatus } from './recall.rules.js';
import { statusesVisibleTo } from './visible.rule.js';

/** The recall, or null: a draft does not exist for those who may not see drafts. */
export async function readRecallById({ load, actor }: Context, recallId: string): Promise<Recall | null> {
  const recall = await load(recallById, recallId);
  return recall && statusesVisibleTo(actor.role).includes(recall.status) ? recall : null;
}

/** A page of recalls, newest first. */
export function listRecalls(
  context: Context,
  asked: readonly RecallStatus[] | null,
  page: PageArgs,
): Promise<Connection<Recall>> {
  const statuses = statusesVisibleTo(context.actor.role).filter((status) => asked?.includes(status) ?? true);
  return pageOf(context, page, {
    scope: `recalls ${statuses.join(' ')}`,
    find: (limit, after) => findRecalls(context.db, { statuses }, limit, after as RecallPosition | null),
    keyOf: recallPositionOf,
  });
}
