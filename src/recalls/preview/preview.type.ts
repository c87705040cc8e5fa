import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../../platform/graphql/connection.type.js';
import { CertaintyEnum, GoodsCountType, QuantityType, RecipientBasisEnum, UnitCountType } from '../../trace/index.js';
import type { Channel } from '../recipients/channel.rule.js';
import { type Warning, WARNING } from './recall-preview.js';

registerEnumType(WARNING, {
  name: 'RecallWarning',
  description: 'Something to know before deciding.',
  valuesConfig: {
    BATCH_UNKNOWN: { description: 'A batch that was never heard of; perhaps its number is mistyped.' },
    NOTHING_FOUND: { description: 'Nothing of the scope was ever recorded.' },
    PLACE_UNKNOWN: { description: 'Units that nobody has seen anywhere.' },
    UNACCOUNTED: {
      description: 'More was made than was seen; or the scope names so many batches that not all were summed up.',
    },
    REACHED_SINCE: {
      description:
        'The recall is launched, perhaps closed, and reaches customers by now whom no wave told: no notice went to them.',
    },
    MAY_HAVE: {
      description: 'Customers who may have received goods, or more than is certain; the reason is given for each.',
    },
    BATCH_MISSING: {
      description:
        'Units of these products of which nobody has recorded the batch: none of them can be cleared. Their customers may have goods.',
    },
    MAKING_MISSING: {
      description:
        'Units of batches of which others were made of these goods, while of them no making is on record: they are not held, and their customers not told.',
    },
    NO_CONTACT: { description: 'Recipients without a usable contact.' },
    NOBODY_INTERNAL: { description: 'Nobody of the company would be told first.' },
    NO_MAIL_SERVER: { description: 'Notices by e-mail would be kept, and nobody told, until there is a mail server.' },
  },
});

@ObjectType('PreviewWarning', { description: 'Something to know before deciding.' })
export class PreviewWarningType {
  @Field(() => WARNING, { description: 'Stable, for programs.' })
  code!: Warning;

  @Field(() => String, { description: 'A sentence, for people.' })
  message!: string;
}

@ObjectType('RecallRecipient', { description: 'Whom a recall concerns, and what the record says they have.' })
export class RecallRecipientType {
  @Field(() => RecipientBasisEnum, { nullable: true, description: 'Null for a carrier, who has the goods on the way.' })
  basis!: 'DELIVERED' | 'SHIPPED' | 'ONWARD' | null;

  @Field(() => CertaintyEnum, { nullable: true, description: 'EXACT and MAY_HAVE are never counted together.' })
  certainty!: 'EXACT' | 'MAY_HAVE' | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not exact; of who is EXACT, why they may have more than that. Null: nothing is in doubt.',
  })
  reason!: string | null;

  @Field(() => GoodsCountType, {
    nullable: true,
    description:
      'What they may have besides, as far as it is counted; `reason` says why. Null: nothing is in doubt. All zero: nobody ' +
      'knows how much, if any.',
  })
  mayHave!: GoodsCountType | null;

  @Field(() => Int, {
    description:
      'What is certain: units, by serial number, of all products together: an each and a case are two. See ' +
      '`unitsByProduct`.',
  })
  units!: number;

  @Field(() => [UnitCountType], {
    nullable: true,
    description: 'The same units, counted for each product by itself. Null where an older recall did not keep it.',
  })
  unitsByProduct!: readonly UnitCountType[] | null;

  @Field(() => [QuantityType], {
    description:
      'What is certain and counted by quantity instead, one entry for each product: pieces of all packaging levels are counted in the ' +
      'lowest where it is registered how many they hold.',
  })
  quantities!: readonly QuantityType[];

  partyKind!: 'CUSTOMER' | 'CARRIER' | 'INTERNAL';
  partyId!: string;
}

@ObjectType('PreviewRecipient', { description: 'Whom a recall would be told to, and how.' })
export class PreviewRecipientType extends RecallRecipientType {
  @Field(() => String, {
    nullable: true,
    description: 'EMAIL is sent by Retrace; PHONE and POST are for people. Null: there is no usable contact.',
  })
  channel!: Channel | null;

  @Field(() => String, { description: 'The language that they read.' })
  language!: string;
}

export const PreviewRecipientConnectionType = connectionType('PreviewRecipient', () => PreviewRecipientType);

@ObjectType('PreviewNotice', {
  description: 'A notice as it would go out, but for the reader’s name, quantity and link.',
})
export class PreviewNoticeType {
  @Field(() => String, { description: 'BUSINESS, CONSUMER, CARRIER or INTERNAL: what is asked of the reader differs.' })
  audience!: string;

  @Field(() => String, { description: 'The language of these readers.' })
  readersLanguage!: string;

  @Field(() => String, { description: 'The language of the frame: headings, labels, what the law wants said.' })
  language!: string;

  @Field(() => String, { description: 'The language of the recall’s own texts in it.' })
  textLanguage!: string;

  @Field(() => Int, { description: 'How many would get it.' })
  recipients!: number;

  @Field(() => String, { description: 'The subject of the mail.' })
  subject!: string;

  @Field(() => String, { description: 'The mail as plain text.' })
  text!: string;

  @Field(() => String, { description: 'The mail as HTML.' })
  html!: string;
}

@ObjectType('MissingLanguage', { description: 'A language that recipients read and the recall has no text in.' })
export class MissingLanguageType {
  @Field(() => String, { description: 'Two letters (ISO 639-1).' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The language of the text they would get instead.' })
  fallback!: string | null;

  @Field(() => Int, { description: 'How many read it.' })
  recipients!: number;
}

@ObjectType('PreviewHolds', {
  description: 'What would be held, seen or not: the goods of the scope, and what may hold a unit of it.',
})
export class PreviewHoldsType {
  @Field(() => Int, { description: 'Batches, of every packaging level.' })
  batches!: number;

  @Field(() => Int, { description: 'Units that the scope names, or that were made of its goods.' })
  units!: number;
}

@ObjectType('RecallPreview', { description: 'What launching the recall now would do. Nothing is written.' })
export class RecallPreviewType {
  @Field(() => [PreviewWarningType], { description: 'What to know before deciding; empty for nothing.' })
  warnings!: readonly PreviewWarningType[];
}
