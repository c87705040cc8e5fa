import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { isUuid } from '../platform/uuid.js';
import { InvalidText, readLine } from '../platform/text.js';
import { type ApiKeyRow, endApiKey, findApiKey } from './api-key.query.js';

export interface RevokeApiKey {
  readonly id: string;
  readonly reason?: string | null;
}

const LONGEST_REASON = 500;

/** Ends a key; within five seconds nobody is let in with it. One that has ended stays as it ended. */
export async function revokeApiKey(context: Context, { id, reason: rawReason }: RevokeApiKey) {
  const { db, actor, now } = context;
  const reason = rawReason == null ? null : readLine(rawReason, LONGEST_REASON);
  if (reason instanceof InvalidText) throw new Refusal('BAD_USER_INPUT', `\`reason\` ${reason.reason}.`);
  if (!isUuid(id)) return apiKeyUnknown(id);

  return db.transaction(async (tx) => {
    const ended = await endApiKey(tx, id, now(), actor.id);
    if (!ended) {
      const endedBefore = await findApiKey(tx, id);
      return endedBefore ? apiKeyRevoked(endedBefore) : apiKeyUnknown(id);
    }
    recordAudit(tx, context, { action: 'revokeApiKey', objectKind: 'apiKey', objectId: id, reason });
    return apiKeyRevoked(ended);
  });
}

const apiKeyRevoked = (apiKey: ApiKeyRow) => ({ outcome: 'ApiKeyRevoked', apiKey }) as const;

const apiKeyUnknown = (id: string) =>
  ({ outcome: 'ApiKeyUnknown', id, message: 'There is no API key with this id.' }) as const;
