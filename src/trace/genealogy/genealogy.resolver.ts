import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { movementById, MovementType } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { batchById, type BatchRow, BatchType, type UnitRow, UnitType } from '../../products/index.js';
import { type GenealogyInPages, loadGenealogy, type MakingInLevels } from './genealogy.js';
import {
  BatchWithinType,
  GenealogyType,
  MadeGoodsType,
  MAKING_KIND,
  type MakingKind,
  MakingType,
} from './genealogy.type.js';
import type { FindInLevels, InLevels } from './in-levels.js';
import { madeGoods } from './made-goods.js';

const MakingConnection = connectionType('Making', () => MakingType);
const BatchWithinConnection = connectionType('BatchWithin', () => BatchWithinType);

const IF_IT_TAKES_LONG = 'What takes longer than a request is asked by `startGenealogyInquiry`.';
const MADE_FROM = { description: `What it was made of, backward through any number of steps. ${IF_IT_TAKES_LONG}` };
const MADE_INTO = { description: `What was made of it, forward through any number of steps. ${IF_IT_TAKES_LONG}` };

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
  makings(
    @Root() { name, findMakings }: GenealogyInPages,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return pageInLevels(context, page, `makings ${name}`, findMakings);
  }

  @FieldResolver(() => BatchWithinConnection, { description: 'The batches, the nearest first.' })
  batches(
    @Root() { name, findBatches }: GenealogyInPages,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return pageInLevels(context, page, `batches ${name}`, findBatches);
  }
}

function pageInLevels<Row extends InLevels>(context: Context, page: PageArgs, scope: string, find: FindInLevels<Row>) {
  return pageOf(context, page, {
    scope,
    find: (limit, after) => find(limit, after && { level: Number(after[0]), id: String(after[1]) }),
    keyOf: ({ level, id }) => [level, id],
  });
}

@Resolver(() => MakingType)
export class MakingResolver {
  @FieldResolver(() => MAKING_KIND, { description: 'How they were made.' })
  kind(@Root() { isAssembly }: MakingInLevels): MakingKind {
    return isAssembly ? 'ASSEMBLY' : 'TRANSFORM';
  }

  @FieldResolver(() => MovementType, { nullable: true, description: 'The movement, with its time, place and units.' })
  movement(@Root() { movementId }: MakingInLevels, @Ctx() { load }: Context) {
    return load(movementById, movementId);
  }

  @FieldResolver(() => [MadeGoodsType], { description: 'What went in.' })
  inputs(@Root() { inputQuantities, inputUnitIds }: MakingInLevels, @Ctx() context: Context) {
    return madeGoods(context, inputQuantities, inputUnitIds);
  }

  @FieldResolver(() => [MadeGoodsType], { description: 'What came out; of an assembly, the unit that it is.' })
  outputs(@Root() { outputQuantities, outputUnits }: MakingInLevels, @Ctx() context: Context) {
    const unitIds = outputUnits.map(({ unitId }) => unitId);
    return madeGoods(context, outputQuantities, unitIds);
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
  batch(@Root() { id }: InLevels, @Ctx() { load }: Context) {
    return load(batchById, id);
  }
}
