import { Refusal } from '../graphql/refusal.js';
import { isId } from '../id.js';
import type { AuditFilter } from './audit-entries.query.js';

const LONGEST_TEXT = 200;

/** Refuses what no entry can have, before PostgreSQL stumbles over it. */
export function refuseMalformedFilter({ actorId, from, to, ...texts }: AuditFilter): void {
  if (actorId != null && !isId(actorId)) {
    throw new Refusal('BAD_USER_INPUT', '`actorId` is not an id.');
  }
  for (const [field, text] of Object.entries(texts)) {
    if (text != null && (text.length > LONGEST_TEXT || /\p{Cc}/u.test(text))) {
      throw new Refusal('BAD_USER_INPUT', `\`${field}\` is too long or has control characters.`);
    }
  }
  if (from && to && from >= to) {
    throw new Refusal('BAD_USER_INPUT', '`from` is not before `to`.');
  }
}
