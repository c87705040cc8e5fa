import { Refusal } from '../../platform/graphql/refusal.js';
import type { Problem } from '../problem.js';
import { readScope, type ScopeInput } from './read-scope.js';
import { isEmpty, type Scope } from './scope.js';

/** A scope that is only asked about: refused unless every line of it is right. */
export function requireScope(input: ScopeInput): Scope {
  const problems: Problem[] = [];
  const scope = readScope(input, problems);
  if (problems.length === 0 && isEmpty(scope)) problems.push({ field: 'scope', message: 'names no goods' });
  const [first, ...others] = problems.map(({ field, message }) => `\`${field}\` ${message}`);
  if (first === undefined) return scope;
  throw new Refusal('BAD_USER_INPUT', others.length === 0 ? first : `${first} (and ${others.length} more).`);
}
