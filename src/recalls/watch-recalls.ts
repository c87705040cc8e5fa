import type { Service } from '../platform/context.js';
import { watch } from '../platform/metrics.js';
import { openRecallCounts } from './open-recall-counts.query.js';

/** A recall is followed every five minutes at least; one that was not for twice as long cannot be. */
const OVERDUE_MS = 600_000;

/** Shows in `/metrics` which open recalls somebody has to see to. Once a process. */
export function watchRecalls({ db, now }: Pick<Service, 'db' | 'now'>): void {
  const help =
    'Recalls that are open (OPEN), of which a further wave waits for a decision (WAVE_PROPOSED), and of which nobody knows ' +
    'whom they reach since ten minutes (NOT_FOLLOWED). Mock recalls are not counted.';
  watch('retrace_recalls', help, 'state', () => openRecallCounts(db, new Date(now().getTime() - OVERDUE_MS)));
}
