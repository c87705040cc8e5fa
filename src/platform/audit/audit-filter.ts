import { Refusal } from '../graphql/refusal.js';
import { isUuid } from '../uuid.js';
import { InvalidText } from '../text.js';
import { parseInstant } from '../time.js';
import type { AuditFilter } from './audit-entries.query.js';

const LONGEST_TEXT = 200;

/** What no entry can have, before PostgreSQL stumbles over it; null when the filter is well formed. */
export function flawOfFilter({ actorId, from, to, ...texts }: AuditFilter): Refusal | null {
  if (actorId != null && !isUuid(actorId)) return bad('actorId', 'is not an id');
  for (const [field, text] of Object.entries(texts)) {
    if (text != null && (text.length > LONGEST_TEXT || /\p{Cc}/u.test(text))) {
      return bad(field, 'is too long or has control characters');
    }
  }
  return from && to && from >= to ? bad('from', 'is not before `to`') : null;
}

const TEXTS = ['actorId', 'action', 'objectKind', 'objectId'];
const TIMES = ['from', 'to'];

/** A filter from the query of a URL. A name that it does not know is refused: left out, it would widen what is answered. */
export function readAuditQuery(query: Readonly<Record<string, unknown>>): AuditFilter | Refusal {
  const filter: Record<string, string | Date> = {};
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') return bad(name, 'is given more than once');
    if (TEXTS.includes(name)) filter[name] = value;
    else if (!TIMES.includes(name)) return bad(name, 'is not known here');
    else {
      const instant = parseInstant(value);
      if (instant instanceof InvalidText) return bad(name, instant.reason);
      filter[name] = instant.at;
    }
  }
  return flawOfFilter(filter) ?? filter;
}

const bad = (field: string, reason: string) => new Refusal('BAD_USER_INPUT', `\`${field}\` ${reason}.`);
