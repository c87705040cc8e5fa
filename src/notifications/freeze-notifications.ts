import type { Transaction } from '../platform/database/database.js';
import type { Secrets } from '../platform/secrets.js';
import { answerableUntil, answerToken, answerTokenHash } from './answer-token.js';
import { insertNotifications, insertWave, internalOnesAwaitAnAttempt } from './freeze.query.js';
import type { Recipient } from './notification.js';
import { laneOf, notificationId } from './notification-id.js';

/** The wave of the company's own people, who hear of a recall before its customers do: `INTERNAL`, `INTERNAL-2` … */
export function isInternal(wave: string): boolean {
  return wave.startsWith('INTERNAL');
}

/** How long the others wait, at most, for every internal notification to have had an attempt. */
export const INTERNAL_FIRST_MS = 60_000;

export interface Wave {
  readonly secrets: Secrets;
  readonly recallId: string;
  /** `INTERNAL`, `CUSTOMER`, `CUSTOMER-2` … The internal one is frozen first, in the same transaction. */
  readonly wave: string;
  readonly recipients: readonly Recipient[];
  readonly at: Date;
}

export interface FrozenWave {
  readonly recipients: number;
  /** False: this wave was frozen before, and stays as it was. */
  readonly isNew: boolean;
}

/**
 * Fixes who is told, in the transaction that launches the wave: either all of its notifications exist or none, and the
 * dispatcher sends what exists. A wave is frozen once; freezing it again changes nothing.
 */
export async function freezeNotifications(tx: Transaction, wave: Wave): Promise<FrozenWave> {
  const drafts = draftsOf(wave);
  const frozen = await insertWave(tx, { ...wave, recipients: drafts.length });
  if (!frozen.isNew) return frozen;

  const waits = !isInternal(wave.wave) && (await internalOnesAwaitAnAttempt(tx, wave.recallId));
  const dueAt = waits ? new Date(wave.at.getTime() + INTERNAL_FIRST_MS) : wave.at;
  await insertNotifications(tx, { ...wave, drafts, dueAt, answerableUntil: answerableUntil(wave.at) });
  return frozen;
}

/** A recipient named twice is told once. Sorted by key, so that two launches queue up instead of deadlocking. */
function draftsOf({ secrets, recallId, wave, recipients }: Wave) {
  const drafts = recipients.map((recipient) => {
    const id = notificationId(recallId, wave, recipient);
    return { ...recipient, id, lane: laneOf(id), linkHash: answerTokenHash(answerToken(secrets, id)) };
  });
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  return [...byId.values()].sort((a, b) => a.lane - b.lane || (a.id < b.id ? -1 : 1));
}
