import { randomUUID } from 'node:crypto';

import type { Gln } from '../gs1/index.js';
import { findSourceByCode, locationById, locationId } from '../parties/index.js';
import type { Role } from '../platform/access/actor.js';
import { makeApiKey } from '../platform/access/api-key.js';
import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { InvalidText, readLine } from '../platform/text.js';
import { type ApiKeyRow, insertApiKey } from './api-key.query.js';

export interface CreateApiKey {
  readonly name: string;
  readonly role: Role;
  readonly sourceCode?: string | null;
  readonly siteGln?: Gln | null;
  readonly expiresInDays?: number;
}

export const LONGEST_LIFE_DAYS = 365;
const LONGEST_NAME = 100;
const DAY_MS = 86_400_000;

/** Lets someone in. The answer is the only one that ever tells the key. */
export async function createApiKey(context: Context, input: CreateApiKey) {
  const { db, actor, now, load } = context;
  const { name, role, lifeMs } = readRequest(input);

  const source = input.sourceCode ? await findSourceByCode(db, input.sourceCode) : null;
  if (input.sourceCode && !source) return apiKeySourceUnknown(input.sourceCode);
  const site = input.siteGln ? await load(locationById, locationId(input.siteGln)) : null;
  if (input.siteGln && !site?.registered) return apiKeySiteUnknown(input.siteGln);
  if (site && source?.siteId && source.siteId !== site.id) return sourceOfAnotherSite(source.code, site.gln);

  const { token, ...presented } = makeApiKey();
  const createdAt = now();
  const key: ApiKeyRow = {
    id: randomUUID(),
    prefix: presented.prefix,
    name,
    role,
    sourceId: source?.id ?? null,
    siteId: site?.id ?? source?.siteId ?? null,
    createdAt,
    createdBy: actor.id,
    expiresAt: new Date(createdAt.getTime() + lifeMs),
    revokedAt: null,
  };
  return db.transaction(async (tx) => {
    await insertApiKey(tx, key, presented);
    const { id, sourceId, siteId, expiresAt } = key;
    recordAudit(tx, context, {
      action: 'createApiKey',
      objectKind: 'apiKey',
      objectId: id,
      detail: { role, sourceId, siteId, expiresAt },
    });
    return apiKeyCreated(key, token);
  });
}

function readRequest({ name: rawName, role, sourceCode, siteGln, expiresInDays = LONGEST_LIFE_DAYS }: CreateApiKey) {
  const name = readLine(rawName, LONGEST_NAME);
  if (name instanceof InvalidText) throw new Refusal('BAD_USER_INPUT', `\`name\` ${name.reason}.`);
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > LONGEST_LIFE_DAYS) {
    throw new Refusal('BAD_USER_INPUT', `\`expiresInDays\` is a whole number from 1 to ${LONGEST_LIFE_DAYS}.`);
  }
  if (role !== 'WAREHOUSE' && (sourceCode || siteGln)) {
    throw new Refusal('BAD_USER_INPUT', 'Only the key of a WAREHOUSE can be bound to a source or a site.');
  }
  return { name, role, lifeMs: expiresInDays * DAY_MS };
}

const apiKeyCreated = (apiKey: ApiKeyRow, token: string) => ({ outcome: 'ApiKeyCreated', apiKey, token }) as const;

const apiKeySourceUnknown = (sourceCode: string) =>
  ({
    outcome: 'ApiKeySourceUnknown',
    sourceCode,
    message: 'No source is registered with this code. Letter case counts.',
  }) as const;

const apiKeySiteUnknown = (siteGln: Gln) =>
  ({ outcome: 'ApiKeySiteUnknown', siteGln, message: 'No location is registered with this GLN.' }) as const;

const sourceOfAnotherSite = (sourceCode: string, siteGln: Gln) =>
  ({ outcome: 'SourceOfAnotherSite', sourceCode, siteGln, message: 'This source belongs to another site.' }) as const;
