import { Arg, Args, createUnionType, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';

import { type MovementRow, movementsByReference, MovementType, type ReferenceKind } from '../../movements/index.js';
import { CustomerType, LocationType } from '../../parties/index.js';
import { DataReaders, RateLimited } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { InvalidText, readLine } from '../../platform/text.js';
import { BatchType, LogisticUnitType, ProductType, UnitType } from '../../products/index.js';
import { lookup, type Match } from './lookup.js';
import { referenceWritten } from './lookup.query.js';

@ObjectType('Consignment', { description: 'The movements that name one order or one shipment.' })
export class ConsignmentType {
  @Field(() => String, { description: '`order` or `shipment`: which reference it is.' })
  kind!: ReferenceKind;

  @Field(() => String, { description: 'The order or shipment number.' })
  reference!: string;
}

const ConsignmentMovementConnection = connectionType('ConsignmentMovement', () => MovementType);

const TYPES = {
  Unit: UnitType,
  Batch: BatchType,
  Product: ProductType,
  LogisticUnit: LogisticUnitType,
  Location: LocationType,
  Customer: CustomerType,
  Consignment: ConsignmentType,
} as const;

const LookupMatch = createUnionType({
  name: 'LookupMatch',
  description: 'One thing that a code may mean.',
  types: () => Object.values(TYPES),
  resolveType: (node) => (node as unknown as { __typename: keyof typeof TYPES }).__typename,
});

@ObjectType('LookupAnswer', { description: 'What a scanned or typed code may mean.' })
export class LookupAnswerType {
  @Field(() => [LookupMatch], { description: 'Everything known that it may mean, the likeliest first; at most 50.' })
  matches!: object[];

  @Field(() => String, { description: 'How the code was read, or why it could not be.' })
  reading!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What the code says otherwise than the record: that the unit is of another batch. One of the two is wrong. Null: nothing.',
  })
  contradiction!: string | null;

  @Field(() => String, { nullable: true, description: 'Why there are more matches than these; null: these are all.' })
  truncated!: string | null;
}

const LONGEST_REFERENCE = 60;

@Resolver()
export class LookupResolver {
  @RateLimited()
  @DataReaders()
  @Query(() => LookupAnswerType, {
    description:
      'Finds whatever a scanner or a person gives: a GS1 element string with FNC1 or in brackets, a Digital Link, an EPC ' +
      'URN, an SSCC, a GTIN, a GLN, or a bare serial, batch, order, shipment or customer number.',
  })
  async lookup(
    @Arg('code', () => String, { description: 'What was scanned or typed; 2,000 characters at most.' }) code: string,
    @Ctx() context: Context,
  ) {
    const { matches, ...answer } = await lookup(context, code);
    return { ...answer, matches: matches.map(asNode) };
  }

  @DataReaders()
  @Query(() => ConsignmentType, {
    nullable: true,
    description: 'An order, by its number; null when no movement names it.',
  })
  order(
    @Arg('reference', () => String, { description: 'The order number, in whatever letter case.' }) reference: string,
    @Ctx() context: Context,
  ) {
    return findConsignment(context, 'order', reference);
  }

  @DataReaders()
  @Query(() => ConsignmentType, {
    nullable: true,
    description: 'A shipment, by its number; null when no movement names it.',
  })
  shipment(
    @Arg('reference', () => String, { description: 'The shipment number, in whatever letter case.' }) reference: string,
    @Ctx() context: Context,
  ) {
    return findConsignment(context, 'shipment', reference);
  }
}

@Resolver(() => ConsignmentType)
export class ConsignmentResolver {
  @FieldResolver(() => ConsignmentMovementConnection, {
    description: 'What happened under this reference, oldest first.',
  })
  movements(
    @Root() { kind, reference }: ConsignmentType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return pageOf(context, page, {
      scope: `movements of ${kind} ${reference}`,
      find: (limit, after) => movementsByReference(context.db, kind, reference, limit, after),
      keyOf: ({ occurredAt, id }: MovementRow) => [occurredAt.toISOString(), id],
    });
  }
}

interface Consignment {
  readonly kind: ReferenceKind;
  readonly reference: string;
}

function asNode({ type, node }: Match): object {
  return { ...node, __typename: type };
}

async function findConsignment({ db }: Context, kind: ReferenceKind, text: string): Promise<Consignment | null> {
  const line = readLine(text, LONGEST_REFERENCE);
  if (line instanceof InvalidText) throw new Refusal('BAD_USER_INPUT', `reference ${line.reason}.`);
  const reference = await referenceWritten(db, kind, line);
  return reference === null ? null : { kind, reference };
}
