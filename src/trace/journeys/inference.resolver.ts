import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { Context } from '../../platform/context.js';
import { logisticUnitById, LogisticUnitType, unitById, UnitType } from '../../products/index.js';
import { StepType } from '../place.type.js';
import { INFERENCE, PACKING_END } from './inference.rule.js';
import { EndedPackingType, InferenceType } from './inference.type.js';
import type { Step } from './journey.js';

/** What a step tells that nobody has seen, and why. */
@Resolver(() => StepType)
export class InferenceResolver {
  @FieldResolver(() => InferenceType, {
    nullable: true,
    description: 'Why it is INFERRED; null exactly when it is OBSERVED or DECLARED.',
  })
  inference(@Root() { inference: code }: Step) {
    return code && { code, message: INFERENCE[code] };
  }

  @FieldResolver(() => EndedPackingType, {
    nullable: true,
    description:
      'What it was in before and, as this step shows, is not in any more, though nobody has recorded that it was taken out. ' +
      'Null for almost every step.',
  })
  endedPacking(@Root() { endedPacking: ended }: Step) {
    return ended && { ...ended, message: PACKING_END[ended.code] };
  }

  @FieldResolver(() => UnitType, {
    nullable: true,
    description:
      'The unit that it was built into and whose scan this was; null: `via` tells, or it was scanned itself.',
  })
  viaUnit(@Root() { viaId }: Step, @Ctx() { load }: Context) {
    return viaId && load(unitById, viaId);
  }
}

@Resolver(() => EndedPackingType)
export class EndedPackingResolver {
  @FieldResolver(() => LogisticUnitType, { nullable: true, description: 'The logistic unit; null: it was a unit.' })
  container(@Root() { containerId }: EndedPackingType, @Ctx() { load }: Context) {
    return load(logisticUnitById, containerId);
  }

  @FieldResolver(() => UnitType, {
    nullable: true,
    description: 'The unit that it was built into; null: see `container`.',
  })
  unit(@Root() { containerId }: EndedPackingType, @Ctx() { load }: Context) {
    return load(unitById, containerId);
  }
}
