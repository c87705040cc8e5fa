import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';

import {
  carrierById,
  CarrierType,
  customerById,
  CustomerType,
  locationById,
  LocationType,
  sourceById,
  SourceType,
} from '../parties/index.js';
import { Access, DataReaders } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { connectionType, PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { PlainArg } from '../platform/graphql/plain-arg.js';
import { RegistrationType } from '../platform/registration/registration.type.js';
import { isUuid } from '../platform/uuid.js';
import { batchById, BatchType, logisticUnitById, LogisticUnitType, unitById, UnitType } from '../products/index.js';
import { namedUnits, namedUnitsKey, type NamedUnitsKey } from './goods-of-movement.query.js';
import { type MovementRow, movementById } from './movement-row.query.js';
import { movementStatus } from './movement-status.js';
import { MovedQuantityType, MovementType } from './movement.type.js';
import { recordMovements } from './record-movements.js';
import { RecordMovementsInput, RecordMovementsResultType } from './record-movements.type.js';
import { registerBatches } from './registering/register-batches.js';
import { BatchInput, UnitsInput } from './registering/register-goods.type.js';
import { registerLogisticUnits } from './registering/register-logistic-units.js';
import { registerUnits } from './registering/register-units.js';

const ARRIVAL = { RECORDED: 'RECORDED', CONFLICT: 'CONFLICT', CORRECTED: 'CORRECTED', UNKNOWN: 'UNKNOWN' } as const;
registerEnumType(ARRIVAL, {
  name: 'MovementArrival',
  description: 'What arrived under an id.',
  valuesConfig: {
    RECORDED: { description: 'A movement is recorded under it; sending the same again is harmless.' },
    CONFLICT: { description: 'Recorded, and another content under the same id waits for a decision.' },
    CORRECTED: { description: 'Voided by a correction, whether it has arrived or not; sending it has no effect.' },
    UNKNOWN: { description: 'Nothing is recorded under it: send it.' },
  },
});

@ObjectType('MovementStatus', { description: "What arrived under one of a sender's ids." })
export class MovementStatusType {
  @Field(() => String, { description: "The sender's id." })
  id!: string;

  @Field(() => ID, { description: "Retrace's id of the movement." })
  movementId!: string;

  @Field(() => ARRIVAL, { description: 'What is recorded under the id.' })
  status!: keyof typeof ARRIVAL;
}

const UnitConnection = connectionType('Unit', () => UnitType);

@Resolver(() => MovementType)
export class MovementResolver {
  @Access('WAREHOUSE', 'QUALITY')
  @Mutation(() => RecordMovementsResultType, {
    description:
      'Records what was seen to happen to goods. Every item gets an entry, in order; a bad one never fails the others; ' +
      'sent again, it is a DUPLICATE and does nothing. A movement is atomic: one bad serial rejects it.',
  })
  async recordMovements(
    @PlainArg('input', () => RecordMovementsInput, { description: 'The source and what it saw.' })
    input: RecordMovementsInput,
    @Ctx() context: Context,
  ) {
    return summarise(await recordMovements(context, input));
  }

  @Access('WAREHOUSE', 'QUALITY')
  @Mutation(() => RegistrationType, {
    description:
      'Declares batches: quantity made, dates, supplier batch number. Up to 5,000; an entry per item; idempotent.',
  })
  registerBatches(
    @Arg('batches', () => [BatchInput], { description: 'The batches, 5,000 at most.' }) batches: BatchInput[],
    @Ctx() context: Context,
  ) {
    return registerBatches(context, batches);
  }

  @Access('WAREHOUSE', 'QUALITY')
  @Mutation(() => RegistrationType, {
    description:
      'Declares units and the batch they are of, as lists or ranges of serials. Up to 50,000 units; idempotent.',
  })
  registerUnits(
    @Arg('units', () => [UnitsInput], { description: 'Lists or ranges of serials, 5,000 at most.' })
    units: UnitsInput[],
    @Ctx() context: Context,
  ) {
    return registerUnits(context, units);
  }

  @Access('WAREHOUSE', 'QUALITY')
  @Mutation(() => RegistrationType, { description: 'Makes logistic units known by SSCC. Up to 5,000; idempotent.' })
  registerLogisticUnits(
    @Arg('ssccs', () => [String], { description: 'SSCCs, 5,000 at most.' }) ssccs: string[],
    @Ctx() context: Context,
  ) {
    return registerLogisticUnits(context, ssccs);
  }

  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @Query(() => [MovementStatusType], {
    description: 'What arrived of what a source sent: for a sender after a crash or a lost answer. Up to 5,000 ids.',
  })
  movementStatus(
    @Arg('source', () => String, { nullable: true, description: "The source's code; left out, the API key's own." })
    source: string | null,
    @Arg('ids', () => [String], { description: "The sender's ids." }) ids: string[],
    @Ctx() context: Context,
  ) {
    return movementStatus(context, source, ids);
  }

  @DataReaders()
  @Query(() => MovementType, { nullable: true, description: "A movement by Retrace's id." })
  movement(
    @Arg('id', () => ID, { description: "Retrace's id of the movement." }) id: string,
    @Ctx() { load }: Context,
  ) {
    return isUuid(id) ? load(movementById, id) : null;
  }

  @FieldResolver(() => LocationType, { nullable: true, description: 'Where it happened.' })
  place(@Root() { locationId }: MovementRow, @Ctx() { load }: Context) {
    return locationId && load(locationById, locationId);
  }

  @FieldResolver(() => LocationType, { nullable: true, description: 'Where shipped goods are bound for.' })
  destination(@Root() { destinationId }: MovementRow, @Ctx() { load }: Context) {
    return destinationId && load(locationById, destinationId);
  }

  @FieldResolver(() => CarrierType, { nullable: true, description: 'Who took or brought the goods.' })
  carrier(@Root() { carrierId }: MovementRow, @Ctx() { load }: Context) {
    return carrierId && load(carrierById, carrierId);
  }

  @FieldResolver(() => CustomerType, { nullable: true, description: 'Whom the goods are for, or came from.' })
  consignee(@Root() { consigneeId }: MovementRow, @Ctx() { load }: Context) {
    return consigneeId && load(customerById, consigneeId);
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'The customer who reported that they passed the goods on to the consignee; null: the goods were ours.',
  })
  consignor(@Root() { consignorId }: MovementRow, @Ctx() { load }: Context) {
    return consignorId && load(customerById, consignorId);
  }

  @FieldResolver(() => LogisticUnitType, {
    nullable: true,
    description: 'What the goods were packed into or taken out of.',
  })
  container(@Root() { containerId }: MovementRow, @Ctx() { load }: Context) {
    return containerId && load(logisticUnitById, containerId);
  }

  @FieldResolver(() => UnitType, {
    nullable: true,
    description: 'The serialised unit that the goods were built into or taken out of.',
  })
  assembly(@Root() { containerId }: MovementRow, @Ctx() { load }: Context) {
    return containerId && load(unitById, containerId);
  }

  @FieldResolver(() => SourceType, { nullable: true, description: 'The system that sent it; null: Retrace itself.' })
  source(@Root() { sourceId }: MovementRow, @Ctx() { load }: Context) {
    return load(sourceById, sourceId);
  }

  // Serial numbers by the page would make the limit on lookups worth nothing (`reliability.md` D14).
  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @FieldResolver(() => UnitConnection, {
    description:
      'The units that it names, in the order in which they are kept. Not for customer service, who asks for one serial ' +
      'at a time.',
  })
  units(@Root() { id }: MovementRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOfUnits(context, page, { movementId: id, made: false });
  }

  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @FieldResolver(() => UnitConnection, {
    description: 'The units that came out of it. Not for customer service, who asks for one serial at a time.',
  })
  madeUnits(@Root() { id }: MovementRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOfUnits(context, page, { movementId: id, made: true });
  }
}

function pageOfUnits(
  context: Context,
  page: PageArgs,
  { movementId, made }: Pick<NamedUnitsKey, 'movementId' | 'made'>,
) {
  return pageOf(context, page, {
    scope: `units ${made ? 'made by' : 'of'} movement ${movementId}`,
    find: async (size, last) => {
      const after = Number(last?.[0] ?? 0);
      const named = await context.load(namedUnits, namedUnitsKey({ movementId, made, after, size }));
      const units = await Promise.all((named?.unitIds ?? []).map((unitId) => context.load(unitById, unitId)));
      return units.flatMap((unit, i) => (unit ? [{ ...unit, position: after + i + 1 }] : []));
    },
    keyOf: ({ position }) => [position],
  });
}

@Resolver(() => MovedQuantityType)
export class MovedQuantityResolver {
  @FieldResolver(() => BatchType, { nullable: true, description: 'The batch that was moved.' })
  batch(@Root() { batchId }: MovedQuantityType, @Ctx() { load }: Context) {
    return load(batchById, batchId);
  }
}

type Recorded = Awaited<ReturnType<typeof recordMovements>>;

function summarise(recorded: Recorded) {
  const count = (wanted: Recorded[number]['verdict']) => recorded.filter(({ verdict }) => verdict === wanted).length;
  return {
    movements: recorded.map((entry) => {
      const [first] = entry.problems;
      const { code, field, message } = first ?? { code: null, field: null, message: null };
      return { code, field, message, ...entry };
    }),
    accepted: count('ACCEPTED'),
    duplicates: count('DUPLICATE'),
    conflicts: count('CONFLICT'),
    rejected: count('REJECTED'),
  };
}
