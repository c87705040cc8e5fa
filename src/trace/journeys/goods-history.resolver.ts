import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs } from '../../platform/graphql/connection.type.js';
import {
  batchById,
  BatchType,
  logisticUnitById,
  type LogisticUnitRow,
  LogisticUnitType,
  type UnitRow,
  UnitType,
} from '../../products/index.js';
import { PlaceType, StepType } from '../place.type.js';
import { type GoodsHistory, loadHistory } from './goods-history.js';
import { GoodsHistoryType, HistoryArgsType } from './goods-history.type.js';
import { pageOfSteps } from './journey-page.js';
import { placeIn } from './unit-trace.js';

const HistoryStepConnection = connectionType('HistoryStep', () => StepType);

const HISTORY = {
  description:
    'Where it was at a time, and what was known of it at a time: for who has to show what could have been known when ' +
    'something was decided.',
};

@Resolver(() => UnitType)
export class UnitHistoryResolver {
  @FieldResolver(() => GoodsHistoryType, HISTORY)
  history(@Root() { id }: UnitRow, @Args(() => HistoryArgsType) args: HistoryArgsType, @Ctx() context: Context) {
    return loadHistory(context, id, args);
  }
}

@Resolver(() => LogisticUnitType)
export class LogisticUnitHistoryResolver {
  @FieldResolver(() => GoodsHistoryType, HISTORY)
  history(
    @Root() { id }: LogisticUnitRow,
    @Args(() => HistoryArgsType) args: HistoryArgsType,
    @Ctx() context: Context,
  ) {
    return loadHistory(context, id, args);
  }
}

@Resolver(() => GoodsHistoryType)
export class GoodsHistoryResolver {
  @FieldResolver(() => Boolean, { description: 'Whether any movement named it by then.' })
  known(@Root() { steps }: GoodsHistory) {
    return steps.length > 0;
  }

  @FieldResolver(() => PlaceType, { description: 'Where it was, since when, and who had it.' })
  place(@Root() history: GoodsHistory) {
    return placeIn(history);
  }

  @FieldResolver(() => [LogisticUnitType], { description: 'What it was packed in, the nearest first.' })
  async containers(@Root() { containerIds }: GoodsHistory, @Ctx() { load }: Context) {
    const containers = await Promise.all(containerIds.map((id) => load(logisticUnitById, id)));
    return containers.filter((container) => container !== null);
  }

  @FieldResolver(() => [BatchType], { description: 'Every batch that claimed it; more than one is a contradiction.' })
  async batches(@Root() { batchIds }: GoodsHistory, @Ctx() { load }: Context) {
    const batches = await Promise.all(batchIds.map((id) => load(batchById, id)));
    return batches.filter((batch) => batch !== null);
  }

  @FieldResolver(() => HistoryStepConnection, {
    description: 'What had happened to it, and to the logistic units while it was in them.',
  })
  journey(
    @Root() { goodsId, asOf, asKnownAt, steps }: GoodsHistory,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('newestFirst', () => Boolean, { defaultValue: false, description: 'Whether the last step comes first.' })
    newestFirst: boolean,
    @Ctx() context: Context,
  ) {
    const scope = `history ${goodsId} ${asOf.toISOString()} ${asKnownAt?.toISOString() ?? 'today'}`;
    const told = steps.map((step) => ({ ...step, asKnownAt }));
    return pageOfSteps(context, scope, told, { newestFirst, observedOnly: false }, page);
  }
}
