import { BOUNDS } from '../graphql/bounds.js';
import { RequestRefused } from './request-refused.js';

const DEEPEST = 30;

/**
 * Refuses lists and depths that no field takes, before GraphQL reads them value by value. Fields hold their own lists to
 * closer bounds.
 */
export function requireBoundedVariables(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw refused(`The variables are more than ${DEEPEST} levels deep.`);
  if (Array.isArray(value) && value.length > BOUNDS.goodsOfARequest) {
    throw refused(`A list has ${value.length} entries; ${BOUNDS.goodsOfARequest} are the most that any takes.`);
  }
  for (const entry of Object.values(value)) requireBoundedVariables(entry, depth + 1);
}

const refused = (message: string) => new RequestRefused(400, 'BAD_REQUEST', message);
