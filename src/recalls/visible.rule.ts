import { RECALL_STATUS, type RecallStatus } from './recall.rules.js';

/** What was launched may be spoken of; a draft is a suspicion. */
const LAUNCHED: readonly RecallStatus[] = ['LAUNCHED', 'PAUSED', 'CLOSED'];

/** The recalls that a role may see, by status: QUALITY works on them, AUDITOR looks over their shoulder. */
export function statusesVisibleTo(role: string): readonly RecallStatus[] {
  return role === 'QUALITY' || role === 'AUDITOR' ? Object.values(RECALL_STATUS) : LAUNCHED;
}
