import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { DecimalScalar } from '../../platform/graphql/scalars/decimal.scalar.js';
import { KnownType } from '../journeys/goods-history.type.js';
import { PlaceCountType, QuantityType, UnitCountType } from '../place.type.js';

@ObjectType('Whereabouts', {
  description:
    'Where all of a batch is, in its own packaging level: cases of an each are a batch of their own, and not counted ' +
    'here. The sum closes, or the difference is named. A quantity that was only observed somewhere is not counted there, since ' +
    'it may be counted elsewhere already; the customer at whose site it was is a recipient.',
})
export class WhereaboutsType extends KnownType {
  @Field(() => DateTimeScalar, { description: 'The moment that this answer is about.' })
  asOf!: Date;

  @Field(() => Int, { description: 'Units known by serial number.' })
  units!: number;

  @Field(() => [PlaceCountType], { description: 'How much is where; places with nothing are left out.' })
  places!: readonly PlaceCountType[];

  @Field(() => QuantityType, {
    nullable: true,
    description: 'Made, as declared by then, in the unit of `places`; null: nobody had declared it.',
  })
  made!: QuantityType | null;

  @Field(() => DecimalScalar, {
    description:
      'Pieces that were made of pieces of this batch under the same number: with a new label, split, merged, reworked. What ' +
      'went into them is counted as TRANSFORMED besides; in `unaccounted` each counts once.',
  })
  remade!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Made minus seen, both in this packaging level, in the unit of `made`. Below zero: more was seen than made. Null: it cannot ' +
      'be told. What turned up somewhere though nothing on record brought it there is a gap, and seen: it is taken for goods of ' +
      'which the making is on record as far as there are such, so that nothing is counted twice, and for others beyond that.',
  })
  unaccounted!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether two records with one id contradict each other about any of it, or about a container that any of it is or was in. ' +
      'Until QUALITY decides (`movementConflicts`), `places` are what the first of the two says, and not certain. Null in an ' +
      'answer that was kept from before it told.',
  })
  disputed!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many of `units` are in doubt for that reason. Null in an answer that was kept from before it told.',
  })
  disputedUnits!: number | null;
}

export const BASIS = { DELIVERED: 'DELIVERED', SHIPPED: 'SHIPPED', ONWARD: 'ONWARD' } as const;
registerEnumType(BASIS, {
  name: 'RecipientBasis',
  description: 'Why a customer counts as a recipient.',
  valuesConfig: {
    DELIVERED: {
      description:
        'A delivery to them is recorded, that they passed goods on or sent them back, or that goods were at their site.',
    },
    SHIPPED: { description: 'A shipment for them is recorded, and no delivery.' },
    ONWARD: { description: 'Only another customer’s report is recorded, who passed goods on to them.' },
  },
});

export const CERTAINTY = { EXACT: 'EXACT', MAY_HAVE: 'MAY_HAVE' } as const;
registerEnumType(CERTAINTY, {
  name: 'Certainty',
  description:
    'Whether a customer received goods for certain. What is certain and what is not are never counted together.',
  valuesConfig: {
    EXACT: { description: 'The record says so.' },
    MAY_HAVE: {
      description:
        'The record contradicts itself, names no serials, or goods in question went into a quantity or left their container ' +
        'unseen; the reason is given.',
    },
  },
});

@ObjectType('GoodsCount', { description: 'How much of some goods.' })
export class GoodsCountType {
  @Field(() => Int, {
    description: 'Units, by serial number, of all products together: an each and a case are two. See `unitsByProduct`.',
  })
  units!: number;

  @Field(() => [UnitCountType], { description: 'The same units, counted for each product by itself.' })
  unitsByProduct!: readonly UnitCountType[];

  @Field(() => [QuantityType], { description: 'What is counted by quantity instead.' })
  quantities!: readonly QuantityType[];
}

@ObjectType('Recipient', { description: 'A customer whom goods reached, or may have reached.' })
export class RecipientType {
  @Field(() => BASIS, { description: 'Why they count as a recipient.' })
  basis!: keyof typeof BASIS;

  @Field(() => CERTAINTY, { description: 'Whether they received goods for certain.' })
  certainty!: keyof typeof CERTAINTY;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not exact; of who is EXACT, why they may have more than that. Null: nothing is in doubt.',
  })
  reason!: string | null;

  @Field(() => Int, {
    description:
      'Units that they received for certain, by serial number, of all products together: an each and a case are two. See ' +
      '`unitsByProduct`.',
  })
  units!: number;

  @Field(() => [UnitCountType], { description: 'The same units, counted for each product by itself.' })
  unitsByProduct!: readonly UnitCountType[];

  @Field(() => GoodsCountType, {
    nullable: true,
    description:
      'What they may have besides, as far as it is counted; `reason` says why. Null: nothing is in doubt. All zero: nobody ' +
      'knows how much, if any.',
  })
  mayHave!: GoodsCountType | null;

  @Field(() => [QuantityType], {
    description:
      'What they received for certain and is counted by quantity instead, one entry for each product: pieces of all packaging levels are counted in the ' +
      'lowest where it is registered how many they hold.',
  })
  quantities!: readonly QuantityType[];

  @Field(() => GoodsCountType, { description: 'What is on record as sent back by them.' })
  returned!: GoodsCountType;

  @Field(() => GoodsCountType, {
    description:
      'What they have reported as passed on. They stay a recipient. It may be more than they received: see `goneBeyondReceived`.',
  })
  passedOn!: GoodsCountType;

  @Field(() => GoodsCountType, {
    nullable: true,
    description:
      'Of `returned` and `passedOn` together, what is more of a batch than they are on record as having received for certain: a ' +
      'delivery to them is missing, or what is reported is wrong. Nobody knows what they have left then; it is not less than ' +
      'nothing. Null: nothing, or an answer that was kept from before it told.',
  })
  goneBeyondReceived!: GoodsCountType | null;

  customerId!: string;
  fromIds!: readonly string[];
}

export const RecipientConnectionType = connectionType('Recipient', () => RecipientType);
