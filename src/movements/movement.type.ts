import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DateScalar } from '../platform/graphql/scalars/date.scalar.js';
import { DateTimeScalar } from '../platform/graphql/scalars/date-time.scalar.js';
import { DecimalScalar } from '../platform/graphql/scalars/decimal.scalar.js';
import { MOVEMENT_KINDS, type MovementKind } from './movement-kind.rule.js';

const KIND = Object.fromEntries(MOVEMENT_KINDS.map((kind) => [kind, kind])) as Record<MovementKind, MovementKind>;

registerEnumType(KIND, {
  name: 'MovementKind',
  description: 'What was seen to happen to goods.',
  valuesConfig: {
    declare: { description: 'Said, not seen: the units or the quantity of a batch.' },
    commission: { description: 'Made, or given its serial number.' },
    receive: { description: 'Arrived at the place.' },
    unpack: { description: 'Taken out of a logistic unit.' },
    transform: { description: 'Made into other goods.' },
    pack: { description: 'Put into a logistic unit.' },
    ship: { description: 'Left the place; in transit from then on.' },
    deliver: { description: 'Handed to the consignee.' },
    return: { description: 'Came back from the customer.' },
    destroy: { description: 'Destroyed.' },
    observe: { description: 'Seen at the place, and nothing done.' },
    adjust: { description: 'Stock put right after counting.' },
  },
});
export { KIND as MovementKindEnum };

@ObjectType('MovedQuantity', { description: 'A quantity of a batch that a movement moved.' })
export class MovedQuantityType {
  batchId!: string;

  @Field(() => DecimalScalar, { description: 'How much, as an exact decimal.' })
  quantity!: string;

  @Field(() => String, { description: 'As it was sent, by UN/ECE Recommendation 20.' })
  uom!: string;
}

@ObjectType('TransformOutputs', { description: 'What came out of a transform.' })
export class TransformOutputsType {
  @Field(() => Int, { description: 'How many units; `madeUnits` of the movement lists them.' })
  unitCount!: number;

  @Field(() => [MovedQuantityType], { description: 'What is counted by quantity.' })
  quantities!: readonly MovedQuantityType[];
}

@ObjectType('BatchDeclaration', { description: 'What was said of a batch. What is null was left open.' })
export class BatchDeclarationType {
  batchId!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much was made.' })
  quantity!: string | null;

  @Field(() => String, { nullable: true, description: 'In what, as it was sent: UN/ECE Recommendation 20.' })
  uom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it was produced.' })
  producedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it expires.' })
  expiresOn!: string | null;

  @Field(() => String, { nullable: true, description: "The supplier's own number of it." })
  supplierBatch!: string | null;
}

@ObjectType('Movement', { description: 'An entry of the ledger: something that was seen to happen to goods.' })
export class MovementType {
  @Field(() => ID, { description: "Retrace's id of it." })
  id!: string;

  @Field(() => String, { description: "The sender's own id of it.", nullable: true })
  sourceRef!: string | null;

  @Field(() => KIND, { description: 'What happened.' })
  kind!: MovementKind;

  @Field(() => DateTimeScalar, { description: 'When it happened, by the sender.' })
  occurredAt!: Date;

  @Field(() => Int, { description: "The sender's offset from UTC then, in minutes." })
  offsetMinutes!: number;

  @Field(() => DateTimeScalar, { description: 'When Retrace recorded it.' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Order number.' })
  order!: string | null;

  @Field(() => String, { nullable: true, description: 'Shipment or despatch advice number.' })
  shipment!: string | null;

  @Field(() => String, { nullable: true, description: 'The scanner or station that saw it.' })
  device!: string | null;

  @Field(() => BatchDeclarationType, {
    nullable: true,
    description: 'What it says of a batch, when that is what it is for (declare).',
  })
  declaration!: BatchDeclarationType | null;

  @Field(() => Int, { description: 'How many units it names.' })
  unitCount!: number;

  @Field(() => Int, { description: 'How many logistic units it names.' })
  logisticUnitCount!: number;

  @Field(() => [MovedQuantityType], { description: 'The quantities that it moved without serial numbers.' })
  quantities!: readonly MovedQuantityType[];

  @Field(() => TransformOutputsType, {
    nullable: true,
    description: 'Of a transform, what came out; what it names otherwise went in.',
  })
  outputs!: TransformOutputsType | null;
}
