import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import { outcomeUnion } from '../platform/graphql/outcome-union.js';
import { DateTimeScalar } from '../platform/graphql/scalars/date-time.scalar.js';
import { UserErrorType } from '../platform/graphql/user-error.type.js';
import type { assignGap } from './assign-gap.js';
import type { GapKind, GapState, GoodsKind } from './gap-kind.rule.js';
import type { resolveGap } from './resolve-gap.js';

const KIND: Readonly<Record<GapKind, GapKind>> = {
  SHIPPED_NEVER_RECEIVED: 'SHIPPED_NEVER_RECEIVED',
  RECEIVED_NEVER_SHIPPED: 'RECEIVED_NEVER_SHIPPED',
  DELIVERED_WITHOUT_SHIPMENT: 'DELIVERED_WITHOUT_SHIPMENT',
  TWO_PLACES_AT_ONCE: 'TWO_PLACES_AT_ONCE',
  FASTER_THAN_POSSIBLE: 'FASTER_THAN_POSSIBLE',
  ACTION_AFTER_DESTRUCTION: 'ACTION_AFTER_DESTRUCTION',
  LEFT_CONTAINER_UNSEEN: 'LEFT_CONTAINER_UNSEEN',
  UNPACKED_WITHOUT_CHILDREN: 'UNPACKED_WITHOUT_CHILDREN',
  CONTAINER_IN_ITSELF: 'CONTAINER_IN_ITSELF',
  UNIT_WITHOUT_BATCH: 'UNIT_WITHOUT_BATCH',
  UNIT_IN_TWO_BATCHES: 'UNIT_IN_TWO_BATCHES',
  BATCH_DECLARED_DIFFERENTLY: 'BATCH_DECLARED_DIFFERENTLY',
  QUANTITY_IN_NOT_OUT: 'QUANTITY_IN_NOT_OUT',
  NEGATIVE_STOCK: 'NEGATIVE_STOCK',
  OPEN_CONFLICT: 'OPEN_CONFLICT',
};

registerEnumType(KIND, {
  name: 'GapKind',
  description: 'What is missing in the record, or wrong with it.',
  valuesConfig: {
    SHIPPED_NEVER_RECEIVED: { description: 'Shipped two weeks ago or longer, and not heard of since.' },
    RECEIVED_NEVER_SHIPPED: {
      description:
        'Turned up at a place, or was given back, and nothing on record says how it came there, or to whoever gave it back.',
    },
    DELIVERED_WITHOUT_SHIPMENT: {
      description: 'Delivered, though it was not on its way, and not with that customer already.',
    },
    TWO_PLACES_AT_ONCE: { description: 'Seen at two places at the same instant.' },
    FASTER_THAN_POSSIBLE: { description: 'Seen at another place ten minutes later or sooner.' },
    ACTION_AFTER_DESTRUCTION: { description: 'Seen although it was destroyed, or gone into other goods.' },
    LEFT_CONTAINER_UNSEEN: {
      description:
        'Scanned by itself where its container was not, or destroyed by itself; nobody recorded unpacking it.',
    },
    UNPACKED_WITHOUT_CHILDREN: { description: 'A container was emptied, and nothing on record was in it.' },
    CONTAINER_IN_ITSELF: {
      description:
        'Packed into what is itself in it: a packing is wrong, or an unpacking is missing. Told of what was packed last.',
    },
    UNIT_WITHOUT_BATCH: { description: 'Nobody has said of which batch the unit is.' },
    UNIT_IN_TWO_BATCHES: { description: 'Another batch claims the unit too.' },
    BATCH_DECLARED_DIFFERENTLY: {
      description: 'Declared again with another quantity, date or number of the supplier. What was said first stands.',
    },
    QUANTITY_IN_NOT_OUT: {
      description:
        'What was shipped and what arrived differ in quantity, more came out of a transform than all of the same product that ' +
        'went in, or more of a batch is on record than was made.',
    },
    NEGATIVE_STOCK: { description: 'More of a batch left a place, or a container, than ever came.' },
    OPEN_CONFLICT: { description: 'Two contents were sent under one id, and nobody has decided which is right.' },
  },
});
export { KIND as GapKindEnum };

const STATE: Readonly<Record<GapState, GapState>> = { OPEN: 'OPEN', CLOSED: 'CLOSED', RESOLVED: 'RESOLVED' };

registerEnumType(STATE, {
  name: 'GapState',
  description: 'What became of a gap.',
  valuesConfig: {
    OPEN: { description: 'It is there.' },
    CLOSED: { description: 'What was recorded later has filled it. Found again, it is open again.' },
    RESOLVED: {
      description:
        'Someone has explained it. It stays so, also when it is found again, unless the movement that proved it is corrected; ' +
        'stock below zero, and what of a batch only left or only arrived, until it is another quantity than was explained; ' +
        'QUANTITY_IN_NOT_OUT until it is more. Then it is open again.',
    },
  },
});
export { STATE as GapStateEnum };

const GOODS: Readonly<Record<GoodsKind, GoodsKind>> = { UNIT: 'UNIT', LOGISTIC_UNIT: 'LOGISTIC_UNIT', BATCH: 'BATCH' };

registerEnumType(GOODS, {
  name: 'GoodsKind',
  description: 'What kind of goods.',
  valuesConfig: {
    UNIT: { description: 'A serialised item.' },
    LOGISTIC_UNIT: { description: 'A pallet, case or tote.' },
    BATCH: { description: 'What of a batch is counted by quantity.' },
  },
});

@ObjectType('Gap', { description: 'A hole or contradiction in the record of some goods.' })
export class GapType {
  @Field(() => ID, { description: 'Made from what it is; found again, it is the same.' })
  id!: string;

  @Field(() => KIND, { description: 'What is missing or wrong.' })
  kind!: GapKind;

  @Field(() => String, { description: 'What is wrong, in a sentence.' })
  explanation!: string;

  @Field(() => GOODS, { description: 'Of what kind the goods are.' })
  goodsKind!: GoodsKind;

  @Field(() => ID, { description: 'Of the unit, the logistic unit or the batch.' })
  goodsId!: string;

  @Field(() => DateTimeScalar, { description: 'When it came about, by the clocks of the senders.' })
  since!: Date;

  @Field(() => DateTimeScalar, { description: 'When Retrace found it, or found it again after it was closed.' })
  foundAt!: Date;

  @Field(() => STATE, { description: 'What became of it.' })
  state!: GapState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was found to be filled.' })
  closedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The API key of whoever looks into it.' })
  ownerId!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was explained.' })
  resolvedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The API key by which it was explained.' })
  resolvedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'What really happened, and how that is known.' })
  resolutionReason!: string | null;

  movementId!: string | null;
  locationId!: string | null;
  carrierId!: string | null;
  productId!: string | null;
  evidenceMovementId!: string | null;
}

export const GapConnectionType = connectionType('Gap', () => GapType);

@InputType('AssignGapInput', { description: 'Who looks into a gap.' })
export class AssignGapInput {
  @Field(() => ID, { description: 'Which gap.' })
  gapId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The API key of whoever looks into it. Left out: your own. Null: nobody.',
  })
  ownerId?: string | null;
}

@InputType('ResolveGapInput', { description: 'What explains a gap that no later scan will fill.' })
export class ResolveGapInput {
  @Field(() => ID, { description: 'Which gap.' })
  gapId!: string;

  @Field(() => String, { description: 'What really happened, and how that is known; 2,000 characters at most.' })
  reason!: string;

  @Field(() => ID, { nullable: true, description: "Retrace's id of the movement that proves it, where there is one." })
  evidenceMovementId?: string | null;
}

@ObjectType('GapAssigned', { description: 'It has the owner that was asked for.' })
export class GapAssignedType {
  @Field(() => GapType, { description: 'The gap as it stands.' })
  gap!: GapType;
}

@ObjectType('GapResolved', { description: 'It is explained.' })
export class GapResolvedType {
  @Field(() => GapType, { description: 'The gap as it stands.' })
  gap!: GapType;

  @Field(() => Boolean, { description: 'Whether it was explained before; nothing was done then.' })
  alreadyResolved!: boolean;
}

@ObjectType('GapUnknown', { implements: UserErrorType, description: 'There is no gap with this id.' })
export class GapUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'What was asked for.' })
  gapId!: string;
}

@ObjectType('GapOwnerUnknown', { implements: UserErrorType, description: 'There is no valid API key with this id.' })
export class GapOwnerUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'What was given.' })
  ownerId!: string;
}

@ObjectType('GapIsClosed', { implements: UserErrorType, description: 'What was recorded later has filled it already.' })
export class GapIsClosedType extends UserErrorType {
  @Field(() => GapType, { description: 'The gap as it stands.' })
  gap!: GapType;
}

@ObjectType('GapNeedsDecision', {
  implements: UserErrorType,
  description: 'An open conflict is decided, not explained: by `resolveMovementConflict`.',
})
export class GapNeedsDecisionType extends UserErrorType {
  @Field(() => GapType, { description: 'The gap as it stands.' })
  gap!: GapType;
}

@ObjectType('GapReasonInvalid', {
  implements: UserErrorType,
  description: 'An explanation needs a reason that can be read later.',
})
export class GapReasonInvalidType extends UserErrorType {}

@ObjectType('GapEvidenceUnknown', { implements: UserErrorType, description: 'The movement given as proof is unknown.' })
export class GapEvidenceUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'What was given.' })
  movementId!: string;
}

export const AssignGapResult = outcomeUnion<typeof assignGap>()('AssignGapResult', () => ({
  GapAssigned: GapAssignedType,
  GapUnknown: GapUnknownType,
  GapOwnerUnknown: GapOwnerUnknownType,
  GapIsClosed: GapIsClosedType,
}));

export const ResolveGapResult = outcomeUnion<typeof resolveGap>()('ResolveGapResult', () => ({
  GapResolved: GapResolvedType,
  GapUnknown: GapUnknownType,
  GapIsClosed: GapIsClosedType,
  GapNeedsDecision: GapNeedsDecisionType,
  GapReasonInvalid: GapReasonInvalidType,
  GapEvidenceUnknown: GapEvidenceUnknownType,
}));
