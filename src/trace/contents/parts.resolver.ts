import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs } from '../../platform/graphql/connection.type.js';
import { type LogisticUnitRow, LogisticUnitType, unitById, type UnitRow, UnitType } from '../../products/index.js';
import { loadTrace } from '../journeys/unit-trace.js';
import { logisticUnitsIn, unitsIn } from './contents-page.js';

const PartConnection = connectionType('Part', () => UnitType);
const BuiltInLogisticUnitConnection = connectionType('BuiltInLogisticUnit', () => LogisticUnitType);

const IS_BUILT_INTO = 'The unit that it is built into now, by itself or within a logistic unit.';

/** Units that are built into others. */
@Resolver(() => UnitType)
export class PartsResolver {
  @FieldResolver(() => UnitType, { nullable: true, description: IS_BUILT_INTO })
  partOf(@Root() { id }: UnitRow, @Ctx() context: Context) {
    return unitAround(context, id);
  }

  // Serial numbers by the page would make the limit on lookups worth nothing (`reliability.md` D14).
  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @FieldResolver(() => PartConnection, {
    description: 'The units that are built into it now. Not for customer service, who asks for one serial at a time.',
  })
  parts(@Root() { id }: UnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return unitsIn(context, id, page);
  }

  @FieldResolver(() => BuiltInLogisticUnitConnection, {
    description: 'The logistic units that are built into it now; what they hold is part of it.',
  })
  logisticUnits(@Root() { id }: UnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return logisticUnitsIn(context, id, page);
  }
}

/** Logistic units that are built into units. */
@Resolver(() => LogisticUnitType)
export class BuiltInLogisticUnitResolver {
  @FieldResolver(() => UnitType, { nullable: true, description: IS_BUILT_INTO })
  partOf(@Root() { id }: LogisticUnitRow, @Ctx() context: Context) {
    return unitAround(context, id);
  }
}

/** The nearest of the units that goods are in, through logistic units; null when they are in none. */
async function unitAround(context: Context, goodsId: string): Promise<UnitRow | null> {
  const containerIds = (await loadTrace(context, goodsId))?.containerIds ?? [];
  const units = await Promise.all(containerIds.map((containerId) => context.load(unitById, containerId)));
  return units.find((unit) => unit !== null) ?? null;
}
