import { Field, ID, Int, ObjectType } from 'type-graphql';

import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import {
  RecallClosedType,
  RecallReasonInvalidType,
  RecallUnknownType,
  WrongRecallStateType,
} from '../recall-outcomes.type.js';
import type { closeRecall } from './close-recall.js';

@ObjectType('NotificationsOpen', { implements: UserErrorType, description: 'Someone has still to be told.' })
export class NotificationsOpenType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;

  @Field(() => Int, { description: 'Notices that Retrace is still sending.' })
  onTheirWay!: number;

  @Field(() => Int, {
    description: 'Recipients whom a person has to reach: by phone or letter, or because mail came back.',
  })
  needAPerson!: number;

  @Field(() => Int, { description: 'Recipients of whom no notice is left. Always 0, unless rows were lost.' })
  missing!: number;
}

@ObjectType('WaveOpen', {
  implements: UserErrorType,
  description: 'More became known since, and nobody has decided on the further wave that is proposed.',
})
export class WaveOpenType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;
}

@ObjectType('BuyersUnknown', {
  implements: UserErrorType,
  description: 'Customers sold goods of the recall on, and nobody knows to whom.',
})
export class BuyersUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;

  @Field(() => Int, { description: 'How many customers; `Recall.onwardUnknown` lists them.' })
  customers!: number;
}

export const CloseRecallResult = outcomeUnion<typeof closeRecall>()('CloseRecallResult', () => ({
  RecallUnknown: RecallUnknownType,
  WrongRecallState: WrongRecallStateType,
  RecallClosed: RecallClosedType,
  NotificationsOpen: NotificationsOpenType,
  WaveOpen: WaveOpenType,
  BuyersUnknown: BuyersUnknownType,
  RecallReasonInvalid: RecallReasonInvalidType,
}));
