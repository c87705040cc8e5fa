import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { connectionType, PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { unitById, type UnitRow, UnitType } from '../products/index.js';
import { contentsOf } from './contents.js';
import { loadTrace } from './unit-trace.js';

const PartConnection = connectionType('Part', () => UnitType);

/** Units that are built into others. */
@Resolver(() => UnitType)
export class PartsResolver {
  @FieldResolver(() => UnitType, { nullable: true, description: 'The unit that it is built into now.' })
  async partOf(@Root() { id }: UnitRow, @Ctx() context: Context) {
    const nearest = (await loadTrace(context, id))?.containerIds[0];
    return nearest === undefined ? null : context.load(unitById, nearest);
  }

  // Serial numbers by the page would make the limit on lookups worth nothing (`reliability.md` D14).
  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @FieldResolver(() => PartConnection, {
    description: 'The units that are built into it now. Not for customer service, who asks for one serial at a time.',
  })
  parts(@Root() { id }: UnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf(context, page, {
      scope: `parts of ${id}`,
      find: async (limit, after) => {
        const ids = await contentsOf(context, 'unit', id, limit, after === null ? null : String(after[0]));
        const units = await Promise.all(ids.map((unitId) => context.load(unitById, unitId)));
        return units.filter((unit) => unit !== null);
      },
      keyOf: (unit: UnitRow) => [unit.id],
    });
  }
}
