import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import { RecallRecipientType } from '../preview/preview.type.js';
import type { GoodsChange, RecipientChange } from './scope-change.js';

const RECIPIENT_CHANGE = { ADDED: 'ADDED', MORE: 'MORE', REMOVED: 'REMOVED' } as const satisfies Record<
  RecipientChange,
  RecipientChange
>;
registerEnumType(RECIPIENT_CHANGE, {
  name: 'RecipientChange',
  description: 'What became known of a recipient since the last wave.',
  valuesConfig: {
    ADDED: {
      description: 'No wave reached them, or one that was launched since named them as REMOVED: they would be told.',
    },
    MORE: {
      description:
        'They have, or may have, more than they were told of, or goods that no notice of theirs names, or another load: they would be told again.',
    },
    REMOVED: {
      description:
        'They were told, or a wave that named them was declined, and by what is known now they had none of the goods. They get no notice ' +
        'that says so: call them. A notice to them that still waits goes out, unless it is settled as SUPPRESSED.',
    },
  },
});

const GOODS_CHANGE = { ADDED: 'ADDED', CERTAIN: 'CERTAIN', REMOVED: 'REMOVED' } as const satisfies Record<
  GoodsChange,
  GoodsChange
>;
registerEnumType(GOODS_CHANGE, {
  name: 'GoodsChange',
  description: 'What became known of goods since the last wave.',
  valuesConfig: {
    ADDED: { description: 'They belong to the scope, or may. They are held already.' },
    CERTAIN: { description: 'They might have belonged to it, and do.' },
    REMOVED: { description: 'Nothing that is known now gives a reason to cover or hold them: they would be released.' },
  },
});

@ObjectType('ProposedRecipient', { description: 'A carrier or customer whom a further wave is about.' })
export class ProposedRecipientType extends RecallRecipientType {
  @Field(() => RECIPIENT_CHANGE, { description: 'Why.' })
  change!: RecipientChange;
}

export const ProposedRecipientConnectionType = connectionType('ProposedRecipient', () => ProposedRecipientType);

@ObjectType('ProposedGoods', { description: 'A batch or a unit whose place in the scope a further wave would change.' })
export class ProposedGoodsType {
  @Field(() => GOODS_CHANGE, { description: 'How.' })
  change!: GoodsChange;

  goodsId!: string;
}

export const ProposedGoodsConnectionType = connectionType('ProposedGoods', () => ProposedGoodsType);

@ObjectType('ProposedWave', {
  description:
    'What became known of a launched recall since its last wave: whom to tell besides, and what comes into its scope or leaves it. ' +
    'What comes in is held; nobody outside is told, and nothing is released, before launchWave.',
})
export class ProposedWaveType {
  @Field(() => Int, { description: 'The number that the wave would have.' })
  wave!: number;

  @Field(() => DateTimeScalar, { description: 'When it was first proposed, and the company’s own people told of it.' })
  proposedAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'When it was last found to be so. Within a minute of a scan it is looked at again.',
  })
  evaluatedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The newest capture that it knows.' })
  knownThrough!: Date | null;

  @Field(() => String, {
    description: 'Names whom and what the proposal is about, as read here. Give it to launchWave or declineWave.',
  })
  proposalHash!: string;

  @Field(() => Int, { description: 'Units in the whole scope by now, by serial number.' })
  units!: number;

  @Field(() => Int, { description: 'Customers who would be told, ADDED and MORE.' })
  customersToTell!: number;

  @Field(() => Int, { description: 'Carriers who would be told, and can still stop goods.' })
  carriersToTell!: number;

  @Field(() => Int, { description: 'Customers who are REMOVED: by what is known now they had none of the goods.' })
  customersRemoved!: number;

  @Field(() => Int, { description: 'Batches and units that come into the scope, or are of it for certain now.' })
  goodsAdded!: number;

  @Field(() => Int, { description: 'Batches and units that would leave the scope and be released.' })
  goodsRemoved!: number;
}
