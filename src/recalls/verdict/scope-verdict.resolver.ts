import { Arg, Ctx, Query, Resolver } from 'type-graphql';

import { type Gtin, InvalidIdentifier, parseSerial } from '../../gs1/index.js';
import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { GtinScalar } from '../../products/index.js';
import { requireScope } from '../scope/require-scope.js';
import { ScopeInputType } from '../scope/scope.type.js';
import { verdictAgainst } from './unit-verdict.js';
import { ScopeVerdictType } from './verdict.type.js';

@Resolver()
export class ScopeVerdictResolver {
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
