import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { type Gtin, InvalidIdentifier, parseBatchNumber } from '../../gs1/index.js';
import { Access, DataReaders } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import { connectionType, PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import {
  batchById,
  batchId,
  type BatchRow,
  BatchType,
  GtinScalar,
  unitById,
  type UnitRow,
  UnitType,
} from '../../products/index.js';
import { HistoryArgsType } from '../journeys/goods-history.type.js';
import { goodsOfBatch } from '../recipients/goods-of-batch.js';
import { pageOfRecipients } from '../recipients/recipients-page.js';
import { whereaboutsOfBatch } from '../whereabouts/batch-whereabouts.js';
import { RecipientConnectionType, WhereaboutsType } from '../whereabouts/whereabouts.type.js';
import { unitsOfBatch } from './units-of-batch.query.js';

const UnitOfBatchConnection = connectionType('UnitOfBatch', () => UnitType);

@Resolver(() => BatchType)
export class BatchResolver {
  @DataReaders()
  @Query(() => BatchType, { nullable: true, description: 'A batch; null when it was never heard of.' })
  batch(
    @Arg('gtin', () => GtinScalar, { description: 'The product.' }) gtin: Gtin,
    @Arg('number', () => String, { description: 'As printed: letter case and leading zeros count.' }) text: string,
    @Ctx() { load }: Context,
  ) {
    const number = parseBatchNumber(text);
    if (number instanceof InvalidIdentifier) throw new Refusal('BAD_USER_INPUT', `${number.toString()}.`);
    return load(batchById, batchId(gtin, number));
  }

  @FieldResolver(() => WhereaboutsType, {
    description:
      'Where all of it is, or was at a time: per place, in transit, delivered, unaccounted; in its own packaging level. ' +
      'What takes longer than a request, millions of units at a time in the past, is asked by `startInquiry`.',
  })
  whereabouts(@Root() batch: BatchRow, @Args(() => HistoryArgsType) args: HistoryArgsType, @Ctx() context: Context) {
    return whereaboutsOfBatch(context, batch, args);
  }

  @FieldResolver(() => RecipientConnectionType, {
    description:
      'The customers it reached, in any packaging level, or what was made of it; each with the basis for it. Who received units ' +
      'of these products of which nobody has recorded the batch is among them as MAY_HAVE. What takes longer than a request is ' +
      'asked by `startRecipientsInquiry`.',
  })
  recipients(
    @Root() batch: BatchRow,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('onlyItself', () => Boolean, { defaultValue: false, description: 'Leave out what was made of it.' })
    onlyItself: boolean,
    @Ctx() context: Context,
  ) {
    return pageOfRecipients(context, page, {
      name: `recipients of batch ${batch.id}${onlyItself ? ' itself' : ''}`,
      goodsOf: (tx) => goodsOfBatch(tx, batch, onlyItself),
      statementTimeoutMs: BOUNDS.executionMs,
    });
  }

  // Serial numbers by the page would make the limit on lookups worth nothing (`reliability.md` D14).
  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @FieldResolver(() => UnitOfBatchConnection, {
    description:
      'Its units that are known by serial number. Not for customer service, who asks for one serial at a time.',
  })
  units(@Root() { id }: BatchRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf(context, page, {
      scope: `units of batch ${id}`,
      find: async (limit, after) => {
        const last = after === null ? null : String(after[0]);
        const ids = await unitsOfBatch(context.db, id, limit, last);
        const units = await Promise.all(ids.map((unitId) => context.load(unitById, unitId)));
        return units.filter((unit) => unit !== null);
      },
      keyOf: (unit: UnitRow) => [unit.id],
    });
  }
}
