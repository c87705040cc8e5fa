import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

import { type MovementKind, MovementKindEnum } from '../movements/index.js';
import { DateTimeScalar } from '../platform/graphql/scalars/date-time.scalar.js';
import { DecimalScalar } from '../platform/graphql/scalars/decimal.scalar.js';
import { GtinScalar } from '../products/index.js';
import type { Evidence, PlaceKind } from './journeys/journey.js';

const PLACE_KIND: Readonly<Record<PlaceKind, PlaceKind>> = {
  AT_LOCATION: 'AT_LOCATION',
  IN_TRANSIT: 'IN_TRANSIT',
  DELIVERED: 'DELIVERED',
  DESTROYED: 'DESTROYED',
  TRANSFORMED: 'TRANSFORMED',
  UNKNOWN: 'UNKNOWN',
};

registerEnumType(PLACE_KIND, {
  name: 'PlaceKind',
  description: 'What kind of place goods are at.',
  valuesConfig: {
    AT_LOCATION: { description: 'At a plant, warehouse or store.' },
    IN_TRANSIT: { description: 'With a carrier, on the way.' },
    DELIVERED: { description: 'Handed to a customer.' },
    DESTROYED: { description: 'Destroyed.' },
    TRANSFORMED: { description: 'Gone into other goods; `genealogy` tells which.' },
    UNKNOWN: { description: 'Of the batch, and not seen anywhere by then: only declared, or made later.' },
  },
});

const EVIDENCE: Readonly<Record<Evidence, Evidence>> = {
  OBSERVED: 'OBSERVED',
  INFERRED: 'INFERRED',
  DECLARED: 'DECLARED',
};

registerEnumType(EVIDENCE, {
  name: 'Evidence',
  description: 'How a step is known.',
  valuesConfig: {
    OBSERVED: { description: 'The goods themselves were scanned.' },
    INFERRED: { description: 'What they were in was scanned; `Step.inference` gives the reason.' },
    DECLARED: { description: 'Said by someone, and not seen: by a customer who passed the goods on, too.' },
  },
});

@ObjectType('QuantityOf', { description: 'A quantity with its unit of measure.' })
export class QuantityType {
  @Field(() => DecimalScalar, { description: 'An exact decimal.' })
  quantity!: string;

  @Field(() => String, {
    description:
      'UN/ECE Recommendation 20: H87 is a piece, KGM a kilogram. Grams and pounds are added up with kilograms, millilitres ' +
      'with litres, dozens and eaches with pieces, exactly: told in the unit in which all of the product was sent, or else in KGM, LTR, ' +
      'MTR, MTK or H87. A pair, a set or a box is counted by itself.',
  })
  uom!: string;

  @Field(() => GtinScalar, {
    nullable: true,
    description:
      'The product that it is counted in. Where several packaging levels of a batch are added up, pieces are counted in the ' +
      'lowest by what is registered that each level holds; of a level whose contents are not registered, are of several ' +
      'kinds, lead back to it, or are too many to be followed, the quantity stands by itself under its own GTIN. Null where an older recall did not keep it.',
  })
  gtin!: string | null;
}

@ObjectType('UnitCount', { description: 'So many units of one product.' })
export class UnitCountType {
  @Field(() => GtinScalar, { nullable: true, description: 'The product; null: nobody registered the units.' })
  gtin!: string | null;

  @Field(() => Int, { description: 'Units, by serial number.' })
  units!: number;
}

@ObjectType('Place', { description: 'Where goods are. In transit is a place too; a carrier has them.' })
export class PlaceType {
  @Field(() => PLACE_KIND, { description: 'What kind of place it is.' })
  placeKind!: PlaceKind;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when, as far as is known.' })
  since!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether two records with one id contradict each other about the goods, or about a container that carried them. Until ' +
      'QUALITY decides, this is where the first of the two leaves them, and not certain.',
  })
  disputed!: boolean;

  locationId!: string | null;
  carrierId!: string | null;
  consigneeId!: string | null;
}

@ObjectType('PlaceCount', { description: 'How much of a batch is at one place.' })
export class PlaceCountType {
  @Field(() => PLACE_KIND, { description: 'What kind of place it is.' })
  placeKind!: PlaceKind;

  @Field(() => Int, {
    description: 'Units, by serial number, of all products together: an each and a case are two. See `unitsByProduct`.',
  })
  units!: number;

  @Field(() => [UnitCountType], {
    nullable: true,
    description:
      'The same units, counted for each product by itself. Null in an answer that was kept from before it told.',
  })
  unitsByProduct!: readonly UnitCountType[] | null;

  @Field(() => [QuantityType], {
    description:
      'What is counted by quantity instead. Below zero: more is recorded as gone than ever came. In transit, where nothing ' +
      'says which of several carriers brought what arrived, each stands with the most that it may still have, and what is told ' +
      'twice by that stands below zero in a place without a carrier. What was delivered to a customer and then received at a ' +
      'site of theirs counts once, at that site.',
  })
  quantities!: readonly QuantityType[];

  locationId!: string | null;
  carrierId!: string | null;
  consigneeId!: string | null;
}

@ObjectType('Step', { description: 'One step of a journey.' })
export class StepType {
  @Field(() => MovementKindEnum, { description: 'What happened.' })
  kind!: MovementKind;

  @Field(() => EVIDENCE, { description: 'How it is known.' })
  evidence!: Evidence;

  @Field(() => DateTimeScalar, { description: 'When it happened, by the sender.' })
  occurredAt!: Date;
}
