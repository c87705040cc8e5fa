import { InvalidText } from '../../platform/text.js';
import { type Instant, parseInstant } from '../../platform/time.js';
import type { Problems } from '../problem.js';

const EARLIEST = new Date('1970-01-01T00:00:00Z');
const MOST_AHEAD_MS = 24 * 60 * 60 * 1_000;

/** When a movement happened. More than 24 hours ahead is refused: such a clock is wrong (`architecture.md` 2.8). */
export function readOccurredAt(text: string, now: Date, problems: Problems): Instant | null {
  const field = 'occurredAt';
  const instant = parseInstant(text.trim());
  if (instant instanceof InvalidText) return problems.add('INVALID_TIME', field, `occurredAt ${instant.reason}.`);
  if (instant.at < EARLIEST) return problems.add('INVALID_TIME', field, 'occurredAt is before 1970.');
  if (instant.at.getTime() - now.getTime() > MOST_AHEAD_MS) {
    return problems.add('FUTURE_TIME', field, 'occurredAt is more than 24 hours ahead of our clock.');
  }
  return instant;
}
