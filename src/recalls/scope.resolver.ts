import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';

import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { RecipientConnection, recipientsOf } from '../trace/index.js';
import type { Problem } from './problem.js';
import { readScope, type ScopeInput } from './read-scope.js';
import { isEmpty, type Scope } from './scope.js';
import { goodsOf } from './scope-goods.js';
import { ScopeInputType } from './scope.type.js';
import { EVALUATION_MS } from './time-limits.js';

@Resolver()
export class ScopeResolver {
  // Serial by serial, it would tell whom every unit went to.
  @Access('QUALITY', 'AUDITOR')
  @Query(() => RecipientConnection, {
    description:
      'The customers whom goods reached: of batches, of a list of serial numbers or of ranges, as a recall of them would find ' +
      'them; each with the basis for it. Nothing is held, and nobody is told.',
  })
  recipients(
    @Arg('scope', () => ScopeInputType, { description: 'The goods.' }) input: ScopeInputType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    const scope = requireScope(input);
    return pageOf(context, page, {
      scope: `recipients of ${JSON.stringify(scope)}`,
      find: async (limit, after) => {
        const last = after === null ? '' : String(after[0]);
        const all = await recipientsOfScope(context, scope);
        return all.filter(({ customerId }) => customerId > last).slice(0, limit);
      },
      keyOf: ({ customerId }) => [customerId],
    });
  }
}

function requireScope(input: ScopeInput): Scope {
  const problems: Problem[] = [];
  const scope = readScope(input, problems);
  if (problems.length === 0 && isEmpty(scope)) problems.push({ field: 'scope', message: 'names no goods' });
  const [first, ...others] = problems.map(({ field, message }) => `\`${field}\` ${message}`);
  if (first === undefined) return scope;
  throw new Refusal('BAD_USER_INPUT', others.length === 0 ? first : `${first} (and ${others.length} more).`);
}

function recipientsOfScope({ db, now }: Context, scope: Scope) {
  return db.transaction(async (tx) => recipientsOf(tx, await goodsOf(tx, scope), now()), {
    snapshot: true,
    statementTimeoutMs: EVALUATION_MS,
  });
}
