import type { Gln } from '../gs1/index.js';
import type { Role } from '../platform/access/actor.js';
import type { Context } from '../platform/context.js';
import { createApiKey, type CreateApiKey } from './create-api-key.js';

/** The keys of each role, as `keys.json` has them. */
export type DevelopmentKeys = Readonly<Record<Role, readonly string[]>>;

export interface DemoWarehouse {
  /** The source that the first WAREHOUSE key records for, at any site. */
  readonly sourceCode: string;
  /** The site that the second WAREHOUSE key is bound to. */
  readonly siteGln: Gln;
}

/** A key of each role for trying things out; two of QUALITY, since a recall takes two people. */
export async function createDevelopmentKeys(context: Context, warehouse: DemoWarehouse): Promise<DevelopmentKeys> {
  const create = (key: CreateApiKey) => requireToken(context, key);
  const { sourceCode, siteGln } = warehouse;
  return {
    WAREHOUSE: [
      await create({ role: 'WAREHOUSE', name: 'Demo warehouse system', sourceCode }),
      await create({ role: 'WAREHOUSE', name: 'Demo warehouse system of one site', sourceCode, siteGln }),
    ],
    CUSTOMER_SERVICE: [await create({ role: 'CUSTOMER_SERVICE', name: 'Demo customer service' })],
    QUALITY: [
      await create({ role: 'QUALITY', name: 'Demo quality, first person' }),
      await create({ role: 'QUALITY', name: 'Demo quality, second person' }),
    ],
    AUDITOR: [await create({ role: 'AUDITOR', name: 'Demo auditor' })],
    ADMIN: [await create({ role: 'ADMIN', name: 'Demo admin' })],
  };
}

async function requireToken(context: Context, key: CreateApiKey): Promise<string> {
  const answer = await createApiKey(context, key);
  if (answer.outcome !== 'ApiKeyCreated') throw new Error(`${key.name}: ${answer.message}`);
  return answer.token;
}
