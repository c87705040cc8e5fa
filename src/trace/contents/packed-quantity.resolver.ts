import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { DataReaders } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { batchById, BatchType, type LogisticUnitRow, LogisticUnitType } from '../../products/index.js';
import { type PackedQuantity, quantitiesIn } from './contents.query.js';
import { PackedQuantityType } from './packed-quantity.type.js';

const PackedQuantityConnection = connectionType('PackedQuantity', () => PackedQuantityType);

@Resolver(() => LogisticUnitType)
export class LogisticUnitQuantitiesResolver {
  @DataReaders()
  @FieldResolver(() => PackedQuantityConnection, {
    description:
      'What is packed in it now without serial numbers, one entry for each batch and dimension, such as mass. What is in a logistic ' +
      'unit that is in it stands with that one.',
  })
  quantities(@Root() { id }: LogisticUnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf(context, page, {
      scope: `quantities in ${id}`,
      find: (limit, after) => quantitiesIn(context.db, { containerId: id, now: context.now(), limit, after }),
      keyOf: ({ batchId, baseUom }: PackedQuantity) => [batchId, baseUom],
    });
  }
}

@Resolver(() => PackedQuantityType)
export class PackedQuantityResolver {
  @FieldResolver(() => BatchType, { nullable: true, description: 'The batch that it is of.' })
  batch(@Root() { batchId }: PackedQuantityType, @Ctx() { load }: Context) {
    return load(batchById, batchId);
  }
}
