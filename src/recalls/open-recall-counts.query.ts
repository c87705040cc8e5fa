import type { Queryable } from '../platform/database/database.js';
import { OPEN_STATUSES } from './recall.rules.js';

/** How many recalls are open, wait for a decision on a further wave, and were last followed before a time. Without mock recalls. */
export async function openRecallCounts(db: Queryable, followedBefore: Date): Promise<Map<string, number>> {
  const [counts] = await db.rows<{ open: number; proposed: number; behind: number }>(
    'open_recall_counts',
    `
    select
      count(*) as open, count(proposal.recall_id) as proposed,
      count(*) filter (where recall.followed_at is null or recall.followed_at < $2) as behind
    from recall
    left join wave_proposal as proposal on proposal.recall_id = recall.recall_id and proposal.state = 'PROPOSED'
    where recall.status = any ($1) and recall.kind <> 'MOCK'
    `,
    [OPEN_STATUSES, followedBefore],
  );
  const { open = 0, proposed = 0, behind = 0 } = counts ?? {};
  return new Map([
    ['OPEN', open],
    ['WAVE_PROPOSED', proposed],
    ['NOT_FOLLOWED', behind],
  ]);
}
