import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { BOUNDS } from '../platform/graphql/bounds.js';
import { MOVEMENT_KINDS } from './movement-kind.rule.js';
import { BatchInput } from './registering/register-goods.type.js';

/*
 * Items take identifiers, times and kinds as text and are parsed one by one: a malformed scalar would refuse the whole
 * request, and with it every good scan beside the bad one.
 */

@InputType('SerialsInput', { description: 'Units of one product, by serial number.' })
export class SerialsInput {
  @Field(() => String, { description: 'The product: a GTIN of 8, 12, 13 or 14 digits.' })
  gtin!: string;

  @Field(() => String, { nullable: true, description: 'The batch they are of, if the label says it (AI 10).' })
  batch?: string | null;

  @Field(() => [String], { description: 'Serial numbers (AI 21), as printed: letter case and leading zeros count.' })
  serials!: string[];
}

@InputType('BatchQuantityInput', { description: 'A quantity of one batch, without serial numbers.' })
export class BatchQuantityInput {
  @Field(() => String, { description: 'The product: a GTIN of 8, 12, 13 or 14 digits.' })
  gtin!: string;

  @Field(() => String, { description: 'The batch number (AI 10).' })
  batch!: string;

  @Field(() => String, {
    description:
      'A decimal number greater than zero, such as "12" or "2.5"; of an adjust, below zero for what is missing.',
  })
  quantity!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Unit of measure: a code of UN/ECE Recommendation 20 in which goods are counted, such as H87 piece (the default), EA, DZN, ' +
      'PR, KGM, GRM, LBR, LTR, MLT, MTR or MTK, or a package of Recommendation 21 with an X before it, such as XBX. A batch is ' +
      'named once in units of one dimension.',
  })
  uom?: string | null;
}

@InputType('GoodsInput', { description: 'The goods of a movement: any mixture of these, at least one.' })
export class GoodsInput {
  @Field(() => [SerialsInput], { nullable: true, description: 'Units by serial number.' })
  serials?: SerialsInput[] | null;

  @Field(() => [String], { nullable: true, description: 'Logistic units (pallets, cases, totes) by SSCC.' })
  ssccs?: string[] | null;

  @Field(() => [BatchQuantityInput], { nullable: true, description: 'Quantities of batches.' })
  quantities?: BatchQuantityInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Raw scanned codes: GS1 element strings with FNC1 or in brackets, Digital Link URIs, EPC URNs, SSCCs. ' +
      'A code that names a batch without a serial needs a count (AI 30 or 37). Of a logistic unit the SSCC counts: what its ' +
      'label says it holds is recorded by a pack with the label as its `container`.',
  })
  codes?: string[] | null;
}

@InputType('MovementInput', { description: 'Something that was seen to happen to goods at a time and place.' })
export class MovementInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The sender's own id of it, 1 to 200 characters: sent again, it is known by it. Left out: one is made from the content.",
  })
  id?: string | null;

  @Field(() => String, { description: `One of ${MOVEMENT_KINDS.join(', ')}.` })
  kind!: string;

  @Field(() => String, { description: 'When it happened, with the offset from UTC: 2026-03-01T14:05:00+01:00.' })
  occurredAt!: string;

  @Field(() => Int, { nullable: true, description: "The sender's own count, which orders movements of one instant." })
  sequence?: number | null;

  @Field(() => String, { nullable: true, description: 'GLN of the place where it happened.' })
  place?: string | null;

  @Field(() => String, { nullable: true, description: 'GLN of the place that shipped goods are bound for.' })
  destination?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the carrier that took or brought the goods.' })
  carrier?: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the customer whom the goods are for, or came from.' })
  consignee?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a ship or deliver that a customer reports: number of the customer, whom the goods left for the consignee. A deliver ' +
      'names it only where no ship does; what was shipped on arrives as any shipment.',
  })
  consignor?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What is packed into or unpacked from: an SSCC, or a code as it was scanned, of a logistic unit (in a pack, ' +
      'what its label says it holds is packed: AI 02, 37 and 10) or of a serialised unit that goods become part of.',
  })
  container?: string | null;

  @Field(() => String, { nullable: true, description: 'Order number.' })
  order?: string | null;

  @Field(() => String, { nullable: true, description: 'Shipment or despatch advice number.' })
  shipment?: string | null;

  @Field(() => String, { nullable: true, description: 'The scanner or station, for tracing a wrong reading.' })
  device?: string | null;

  @Field(() => GoodsInput, {
    description:
      'What was moved; of a transform, what went in. Unpacked without goods, the container is emptied: all leaves it.',
  })
  goods!: GoodsInput;

  @Field(() => GoodsInput, {
    nullable: true,
    description: 'Of a transform, what came out: units and quantities, of new batches or of the same.',
  })
  outputs?: GoodsInput | null;

  @Field(() => BatchInput, { nullable: true, description: 'Of a declare, what is said of a batch.' })
  batch?: BatchInput | null;
}

@InputType('RecordMovementsInput', { description: 'Movements that one source saw.' })
export class RecordMovementsInput {
  @Field(() => String, {
    nullable: true,
    description: "Code of the registered source that sends them; left out, the API key's own.",
  })
  source?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Answer as if recording, and store nothing.',
  })
  validateOnly!: boolean;

  @Field(() => [MovementInput], {
    description: `Up to ${BOUNDS.bulkInput} movements with ${BOUNDS.goodsOfARequest} goods in all.`,
  })
  movements!: MovementInput[];
}

export const MovementVerdict = {
  ACCEPTED: 'ACCEPTED',
  DUPLICATE: 'DUPLICATE',
  CONFLICT: 'CONFLICT',
  REJECTED: 'REJECTED',
} as const;
export type MovementVerdict = (typeof MovementVerdict)[keyof typeof MovementVerdict];

registerEnumType(MovementVerdict, {
  name: 'MovementVerdict',
  description: 'What became of one movement of a request.',
  valuesConfig: {
    ACCEPTED: { description: 'Recorded; in validateOnly: would be recorded.' },
    DUPLICATE: { description: 'Recorded before with the same content; nothing was done.' },
    CONFLICT: {
      description:
        'Recorded before with another content. Both are kept; QUALITY decides; until then the goods answer CANNOT_TELL. ' +
        'Where a correction has voided what is under this id, or does so later, it voids both.',
    },
    REJECTED: { description: 'Wrong; nothing was stored and its id is still free.' },
  },
});

@ObjectType('MovementProblem', { description: 'One thing wrong with a movement.' })
export class MovementProblemType {
  @Field(() => String, { description: 'Stable, for programs: INVALID_GTIN, MISSING_FIELD …' })
  code!: string;

  @Field(() => String, { description: 'The field inside the movement: goods.serials[0].serials[4].' })
  field!: string;

  @Field(() => String, { description: 'A sentence for a person.' })
  message!: string;
}

@ObjectType('MovementWarning', { description: 'Something to look into; the movement is recorded all the same.' })
export class MovementWarningType {
  @Field(() => String, {
    description:
      'Stable: UNKNOWN_GOODS, HELD_GOODS, CONTRADICTION, LABEL_CONTENT_NOT_RECORDED, FUTURE, UNKNOWN_PARTY, CORRECTED; of a ' +
      'correction, UNKNOWN_MOVEMENT.',
  })
  code!: string;

  @Field(() => String, { description: 'A sentence for a person.' })
  message!: string;

  @Field(() => [String], {
    description: 'The goods it is about, as GS1 element strings, of a label with its content; at most 20.',
  })
  goods!: readonly string[];

  @Field(() => Int, { description: 'How many goods it is about.' })
  count!: number;
}

@ObjectType('RecordedMovement', { description: 'What became of one movement of the request, in its order.' })
export class RecordedMovementType {
  @Field(() => Int, { description: 'Its place in the request, from 0.' })
  index!: number;

  @Field(() => String, { nullable: true, description: "The sender's id of it." })
  id!: string | null;

  @Field(() => String, { nullable: true, description: "Retrace's id of it; null when rejected." })
  movementId!: string | null;

  @Field(() => MovementVerdict, { description: 'What became of it.' })
  verdict!: MovementVerdict;

  @Field(() => String, { nullable: true, description: 'The first problem: its code.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The first problem: its field.' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: 'The first problem: a sentence.' })
  message!: string | null;

  @Field(() => [MovementProblemType], { description: 'Everything that is wrong with it, at most 100.' })
  problems!: readonly MovementProblemType[];

  @Field(() => [MovementWarningType], { description: 'What to look into; it is recorded all the same.' })
  warnings!: readonly MovementWarningType[];
}

@ObjectType('RecordMovementsResult', {
  description: 'An entry per movement, in the order of the request, and their counts.',
})
export class RecordMovementsResultType {
  @Field(() => [RecordedMovementType], { description: 'An entry for each movement, in the order of the request.' })
  movements!: readonly RecordedMovementType[];

  @Field(() => Int, { description: 'How many were recorded.' })
  accepted!: number;

  @Field(() => Int, { description: 'How many were recorded before, with the same content.' })
  duplicates!: number;

  @Field(() => Int, { description: 'How many were recorded before, with another content.' })
  conflicts!: number;

  @Field(() => Int, { description: 'How many were wrong, and not stored.' })
  rejected!: number;
}
