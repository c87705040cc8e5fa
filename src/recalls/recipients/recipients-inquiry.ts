import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import { queueInquiry } from '../../trace/index.js';
import type { ScopeInput } from '../scope/read-scope.js';
import { requireScope } from '../scope/require-scope.js';
import type { Scope } from '../scope/scope.js';
import { goodsOf, type ScopeGoods } from '../scope/scope-goods.js';

/** Asks whom a scope reached, to be answered soon and not now. */
export async function startRecipientsInquiry(context: Context, input: { readonly scope: ScopeInput }) {
  const scope = requireScope(input.scope);
  const question = { kind: 'RECIPIENTS', scope, asOf: context.now() } as const;
  const answer = await queueInquiry(context, 'startRecipientsInquiry', question, sizeOf(scope));
  if (answer.outcome === 'TooManyInquiries') return answer;
  return { outcome: 'RecipientsInquiryStarted', inquiry: answer.inquiry } as const;
}

function sizeOf({ batches, serials, ranges, onlyNamed }: Scope) {
  return { batches: batches.length, serials: serials.length, ranges: ranges.length, onlyNamed };
}

/** The goods of a scope that was read when it was asked about, and kept since. */
export function goodsOfWrittenScope(db: Queryable, scope: unknown): Promise<ScopeGoods> {
  return goodsOf(db, scope as Scope);
}
