import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../../platform/graphql/connection.type.js';
import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { DecimalScalar } from '../../platform/graphql/scalars/decimal.scalar.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import type { MovementKind } from '../movement-kind.rule.js';
import { MovementKindEnum } from '../movement.type.js';
import type { ConflictState, MovementConflictRow } from './movement-conflict.query.js';
import type { ConflictDecisionName, resolveMovementConflict } from './resolve-movement-conflict.js';

const STATE: Readonly<Record<ConflictState, ConflictState>> = {
  OPEN: 'OPEN',
  KEPT: 'KEPT',
  REPLACED: 'REPLACED',
  VOIDED: 'VOIDED',
};

registerEnumType(STATE, {
  name: 'MovementConflictState',
  description: 'What became of a conflict.',
  valuesConfig: {
    OPEN: { description: 'It waits for a decision; nothing is certain of the goods of either version.' },
    KEPT: { description: 'What was recorded first is right.' },
    REPLACED: { description: 'The other version is right: the first is voided, and the other recorded.' },
    VOIDED: { description: 'The movement was corrected, so neither version counts.' },
  },
});
export { STATE as ConflictStateEnum };

const DECISION: Readonly<Record<ConflictDecisionName, ConflictDecisionName>> = { KEEP: 'KEEP', REPLACE: 'REPLACE' };

registerEnumType(DECISION, {
  name: 'MovementConflictDecision',
  description: 'Which of two versions of a movement is right.',
  valuesConfig: {
    KEEP: { description: 'What was recorded first.' },
    REPLACE: { description: 'The other: the first is voided, and the other recorded in its place.' },
  },
});

@ObjectType('MovementVersionLine', { description: 'Some of the goods that a version names.' })
export class MovementVersionLineType {
  @Field(() => String, { description: 'What they are, as a GS1 element string.' })
  goods!: string;

  @Field(() => String, { nullable: true, description: 'Of a unit: the number of the batch that it is said to be of.' })
  batch!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much of a batch; null of units and logistic units.' })
  quantity!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of measure of `quantity` (UN/ECE Recommendation 20).' })
  uom!: string | null;
}

@ObjectType('MovementVersion', { description: 'What another content under the id of a movement says.' })
export class MovementVersionType {
  @Field(() => MovementKindEnum, { description: 'What happened.' })
  kind!: MovementKind;

  @Field(() => DateTimeScalar, { description: 'When it happened, by the sender.' })
  occurredAt!: Date;

  @Field(() => String, { nullable: true, description: 'GLN of the place where it happened.' })
  place!: string | null;

  @Field(() => String, { nullable: true, description: 'GLN of the place that shipped goods are bound for.' })
  destination!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the carrier.' })
  carrier!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the customer whom the goods are for, or came from.' })
  consignee!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the customer who passed the goods on.' })
  consignor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was packed into or unpacked from: an SSCC, or a serialised unit as a GS1 element string.',
  })
  container!: string | null;

  @Field(() => String, { nullable: true, description: 'Order number.' })
  order!: string | null;

  @Field(() => String, { nullable: true, description: 'Shipment or despatch advice number.' })
  shipment!: string | null;

  @Field(() => [String], { description: 'The goods that it names, as GS1 element strings; at most 100.' })
  goods!: readonly string[];

  @Field(() => Int, { description: 'How many units, logistic units and quantities it names.' })
  goodsCount!: number;

  @Field(() => [MovementVersionLineType], {
    description: 'The same goods, each with its batch or quantity, in which two versions may differ; at most 100.',
  })
  lines!: readonly MovementVersionLineType[];

  @Field(() => [MovementVersionLineType], { description: 'Of a transform: what came out; at most 100.' })
  outputs!: readonly MovementVersionLineType[];

  @Field(() => Int, { description: 'How many units and quantities came out.' })
  outputCount!: number;
}

@ObjectType('MovementConflict', {
  description:
    'Another content was sent under the id of a movement that is on record. Both are kept until QUALITY decides.',
})
export class MovementConflictType {
  @Field(() => ID, { description: 'By which it is decided.' })
  id!: string;

  movementId!: string;
  sourceId!: string;

  @Field(() => MovementVersionType, { description: 'What came second.' })
  other!: MovementVersionType;

  @Field(() => DateTimeScalar, { description: 'When the second came.' })
  recordedAt!: Date;

  @Field(() => STATE, { description: 'What became of it.' })
  state!: ConflictState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided.' })
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so.' })
  resolutionReason!: string | null;
}

export const MovementConflictConnectionType = connectionType('MovementConflict', () => MovementConflictType);

@InputType('ResolveMovementConflictInput', { description: 'A decision between two versions of a movement.' })
export class ResolveMovementConflictInput {
  @Field(() => ID, { description: 'Which conflict.' })
  conflictId!: string;

  @Field(() => DECISION, { description: 'Which version is right.' })
  decision!: ConflictDecisionName;

  @Field(() => String, { description: 'Why, for whoever looks at it later; 2,000 characters at most.' })
  reason!: string;
}

@ObjectType('MovementConflictResolved', { description: 'It is decided.' })
export class MovementConflictResolvedType {
  conflict!: MovementConflictRow;

  @Field(() => Boolean, { description: 'Whether it was decided so before; nothing was done then.' })
  alreadyResolved!: boolean;
}

@ObjectType('MovementConflictUnknown', {
  implements: UserErrorType,
  description: 'There is no conflict with this id.',
})
export class MovementConflictUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'What was asked for.' })
  conflictId!: string;
}

@ObjectType('MovementConflictAlreadyDecided', {
  implements: UserErrorType,
  description: 'It was decided otherwise before. Nothing was done.',
})
export class MovementConflictAlreadyDecidedType extends UserErrorType {
  conflict!: MovementConflictRow;
}

@ObjectType('MovementConflictReasonInvalid', {
  implements: UserErrorType,
  description: 'A decision needs a reason that can be read later.',
})
export class MovementConflictReasonInvalidType extends UserErrorType {}

export const ResolveMovementConflictResult = outcomeUnion<typeof resolveMovementConflict>()(
  'ResolveMovementConflictResult',
  () => ({
    MovementConflictResolved: MovementConflictResolvedType,
    MovementConflictUnknown: MovementConflictUnknownType,
    MovementConflictAlreadyDecided: MovementConflictAlreadyDecidedType,
    MovementConflictReasonInvalid: MovementConflictReasonInvalidType,
  }),
);
