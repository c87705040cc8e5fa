import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';

import { type Gtin, InvalidIdentifier, parseSerial } from '../gs1/index.js';
import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs } from '../platform/graphql/connection.type.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { GtinScalar } from '../products/index.js';
import { pageOfRecipients, RecipientConnectionType } from '../trace/index.js';
import { requireScope } from './require-scope.js';
import { goodsOf } from './scope-goods.js';
import { ScopeInputType } from './scope.type.js';
import { EVALUATION_MS } from './time-limits.js';
import { verdictAgainst } from './unit-verdict.js';
import { ScopeVerdictType } from './verdict.type.js';

@Resolver()
export class ScopeResolver {
  // Serial by serial, it would tell whom every unit went to.
  @Access('QUALITY', 'AUDITOR')
  @Query(() => RecipientConnectionType, {
    description:
      'The customers whom goods reached: of batches, of a list of serial numbers or of ranges, as a recall of them would find ' +
      'them; each with the basis for it. Who received units of these products of which nobody has recorded the batch is among ' +
      'them as MAY_HAVE. Nothing is held, and nobody is told. What takes longer than a request is asked by `startRecipientsInquiry`.',
  })
  recipients(
    @Arg('scope', () => ScopeInputType, { description: 'The goods.' }) input: ScopeInputType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    const scope = requireScope(input);
    return pageOfRecipients(context, page, {
      name: `recipients of ${JSON.stringify(scope)}`,
      goodsOf: (tx) => goodsOf(tx, scope),
      statementTimeoutMs: EVALUATION_MS,
    });
  }

  @Access('QUALITY', 'AUDITOR')
  @Query(() => ScopeVerdictType, {
    description:
      'Whether a scope covers a unit, as a recall of it would, through what was made of its goods unless it says `onlyNamed`. ' +
      'Nothing is recalled or held. `Unit.verdict` tells of the recalls that are open.',
  })
  verdictAgainst(
    @Arg('gtin', () => GtinScalar, { description: 'The product of the unit.' }) gtin: Gtin,
    @Arg('serial', () => String, { description: 'As printed: letter case and leading zeros count.' }) text: string,
    @Arg('scope', () => ScopeInputType, { description: 'The goods that are in question.' }) input: ScopeInputType,
    @Ctx() context: Context,
  ) {
    const serial = parseSerial(text);
    if (serial instanceof InvalidIdentifier) throw new Refusal('BAD_USER_INPUT', `${serial.toString()}.`);
    return verdictAgainst(context, gtin, serial, requireScope(input));
  }
}
