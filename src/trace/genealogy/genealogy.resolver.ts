import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { movementById, MovementType } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { batchById, type BatchRow, BatchType, type UnitRow, UnitType } from '../../products/index.js';
import { type GenealogyOf, loadGenealogy } from './genealogy.js';
import { BatchWithinType, GenealogyType, MadeGoodsType, type MakingKind, MakingType } from './genealogy.type.js';
import { madeGoods } from './made-goods.js';

const MakingConnection = connectionType('Making', () => MakingType);
const BatchWithinConnection = connectionType('BatchWithin', () => BatchWithinType);

const MADE_FROM = { description: 'What it was made of, backward through any number of steps.' };
const MADE_INTO = { description: 'What was made of it, forward through any number of steps.' };

@Resolver(() => BatchType)
export class BatchGenealogyResolver {
  @FieldResolver(() => GenealogyType, MADE_FROM)
  madeFrom(@Root() { id }: BatchRow, @Ctx() context: Context) {
    return loadGenealogy(context, 'batch', id, 'BACKWARD');
  }

  @FieldResolver(() => GenealogyType, MADE_INTO)
  madeInto(@Root() { id }: BatchRow, @Ctx() context: Context) {
    return loadGenealogy(context, 'batch', id, 'FORWARD');
  }
}

@Resolver(() => UnitType)
export class UnitGenealogyResolver {
  @FieldResolver(() => GenealogyType, MADE_FROM)
  madeFrom(@Root() { id }: UnitRow, @Ctx() context: Context) {
    return loadGenealogy(context, 'unit', id, 'BACKWARD');
  }

  @FieldResolver(() => GenealogyType, MADE_INTO)
  madeInto(@Root() { id }: UnitRow, @Ctx() context: Context) {
    return loadGenealogy(context, 'unit', id, 'FORWARD');
  }
}

@Resolver(() => GenealogyType)
export class GenealogyResolver {
  @FieldResolver(() => MakingConnection, { description: 'The makings, the nearest first.' })
  makings(@Root() genealogy: GenealogyOf, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    const listed = genealogy.makings.map((row) => {
      const kind: MakingKind = row.isAssembly ? 'ASSEMBLY' : 'TRANSFORM';
      return { id: row.movementId, level: row.level, kind, row };
    });
    return pageOfLevels(context, page, `makings ${genealogy.direction} ${genealogy.goodsId}`, listed);
  }

  @FieldResolver(() => BatchWithinConnection, { description: 'The batches, the nearest first.' })
  batches(@Root() genealogy: GenealogyOf, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    const listed = [...genealogy.batches].map(([batchId, level]) => ({ id: batchId, batchId, level }));
    return pageOfLevels(context, page, `batches ${genealogy.direction} ${genealogy.goodsId}`, listed);
  }
}

/** A page of what is in memory, in the order of levels and then of ids. */
function pageOfLevels<Row extends object>(
  context: Context,
  page: PageArgs,
  scope: string,
  rows: readonly Listed<Row>[],
) {
  return pageOf(context, page, {
    scope,
    find: (limit, after) => Promise.resolve(pageFrom(rows, limit, after)),
    keyOf: ({ level, id }) => [level, id],
  });
}

type Listed<Row> = Row & { readonly id: string; readonly level: number };

function pageFrom<Row extends object>(
  rows: readonly Listed<Row>[],
  limit: number,
  after: readonly (string | number)[] | null,
): Listed<Row>[] {
  const [level = 0, id = ''] = after ?? [];
  return rows
    .filter(
      (row) => after === null || row.level > Number(level) || (row.level === Number(level) && row.id > String(id)),
    )
    .sort((a, b) => a.level - b.level || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

@Resolver(() => MakingType)
export class MakingResolver {
  @FieldResolver(() => MovementType, { nullable: true, description: 'The movement, with its time, place and units.' })
  movement(@Root() { row }: MakingType, @Ctx() { load }: Context) {
    return load(movementById, row.movementId);
  }

  @FieldResolver(() => [MadeGoodsType], { description: 'What went in.' })
  inputs(@Root() { row }: MakingType, @Ctx() context: Context) {
    return madeGoods(context, row.inputQuantities, row.inputUnitIds);
  }

  @FieldResolver(() => [MadeGoodsType], { description: 'What came out; of an assembly, the unit that it is.' })
  outputs(@Root() { row }: MakingType, @Ctx() context: Context) {
    const unitIds = row.outputUnits.map(({ unitId }) => unitId);
    return madeGoods(context, row.outputQuantities, unitIds);
  }
}

@Resolver(() => MadeGoodsType)
export class MadeGoodsResolver {
  @FieldResolver(() => BatchType, { nullable: true, description: 'The batch; null: nothing says of which they are.' })
  batch(@Root() { batchId }: MadeGoodsType, @Ctx() { load }: Context) {
    return batchId && load(batchById, batchId);
  }
}

@Resolver(() => BatchWithinType)
export class BatchWithinResolver {
  @FieldResolver(() => BatchType, { nullable: true, description: 'The batch.' })
  batch(@Root() { batchId }: BatchWithinType, @Ctx() { load }: Context) {
    return load(batchById, batchId);
  }
}
