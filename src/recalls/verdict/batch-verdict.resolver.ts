import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { Context } from '../../platform/context.js';
import { type BatchRow, BatchType } from '../../products/index.js';
import { batchAsSubject } from './batch-verdict.js';
import { readVerdict } from './read-verdict.js';
import { BatchVerdictType, WhatToTellType } from './verdict.type.js';
import { whatToTell } from './what-to-tell.js';

@Resolver(() => BatchType)
export class BatchVerdictResolver {
  @FieldResolver(() => BatchVerdictType, {
    description:
      'Whether a piece of it is affected by a recall, for who has one without a serial number, or cannot read it, and what would settle it.',
  })
  async verdict(@Root() batch: BatchRow, @Ctx() context: Context) {
    return readVerdict(context, await batchAsSubject(context, batch));
  }

  @FieldResolver(() => [WhatToTellType], {
    description:
      'What to tell who has a piece of it, for each open recall that it is affected by or cannot be cleared of, and then for each ' +
      'that is closed (see the recall’s `status`) and listed in `verdict`, which says how many more there are.',
  })
  async whatToTell(
    @Root() batch: BatchRow,
    @Arg('language', () => String, { defaultValue: 'en', description: 'The customer’s: two letters (ISO 639-1).' })
    language: string,
    @Ctx() context: Context,
  ) {
    return whatToTell(await readVerdict(context, await batchAsSubject(context, batch)), language);
  }
}
