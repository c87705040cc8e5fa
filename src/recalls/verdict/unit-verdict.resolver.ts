import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { Context } from '../../platform/context.js';
import { type UnitRow, UnitType } from '../../products/index.js';
import { readVerdict } from './read-verdict.js';
import { unitAsSubject } from './unit-verdict.js';
import { UnitVerdictType, WhatToTellType } from './verdict.type.js';
import { whatToTell } from './what-to-tell.js';

@Resolver(() => UnitType)
export class UnitVerdictResolver {
  @FieldResolver(() => UnitVerdictType, {
    description: 'Whether it is affected by a recall, and what would settle it.',
  })
  async verdict(@Root() unit: UnitRow, @Ctx() context: Context) {
    return readVerdict(context, await unitAsSubject(context, unit));
  }

  @FieldResolver(() => [WhatToTellType], {
    description:
      'What to tell who has it, for each open recall that it is affected by or cannot be cleared of, and then for each that is closed (see the recall’s `status`) and ' +
      'listed in `verdict`, which says how many more there are.',
  })
  async whatToTell(
    @Root() unit: UnitRow,
    @Arg('language', () => String, { defaultValue: 'en', description: 'The customer’s: two letters (ISO 639-1).' })
    language: string,
    @Ctx() context: Context,
  ) {
    return whatToTell(await readVerdict(context, await unitAsSubject(context, unit)), language);
  }
}
