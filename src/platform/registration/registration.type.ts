import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import { REGISTRATION_OUTCOME, type RegistrationOutcome } from './registration.js';

registerEnumType(REGISTRATION_OUTCOME, {
  name: 'RegistrationOutcome',
  description: 'What became of one item of a registration.',
  valuesConfig: {
    REGISTERED: { description: 'It is known from now on.' },
    UPDATED: { description: 'It was known, and what the item says differently was taken over.' },
    UNCHANGED: { description: 'Everything the item says was known.' },
    CONFLICT: { description: 'The item contradicts what is kept, or an item before it; nothing was changed.' },
    REJECTED: { description: 'The item is wrong, for the reason given; nothing was changed.' },
  },
});

@ObjectType('RegistrationEntry', { description: 'The answer to one item.' })
export class RegistrationEntryType {
  @Field(() => Int, { description: 'The place of the item in the request, from 0.' })
  index!: number;

  @Field(() => ID, { nullable: true, description: 'The id of what the item names; null when the item was rejected.' })
  id!: string | null;

  @Field(() => REGISTRATION_OUTCOME, { description: 'What became of it.' })
  outcome!: RegistrationOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was not taken, for programs: a code that stays the same.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The field that is wrong.' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was not taken, as a sentence.' })
  message!: string | null;
}

@ObjectType('Registration', { description: 'The answers to a registration, one for each item and in its order.' })
export class RegistrationType {
  @Field(() => [RegistrationEntryType], { description: 'One for each item.' })
  entries!: RegistrationEntryType[];

  @Field(() => Int, { description: 'How many items made something known.' })
  registered!: number;

  @Field(() => Int, { description: 'How many items changed something.' })
  updated!: number;

  @Field(() => Int, { description: 'How many items said nothing new.' })
  unchanged!: number;

  @Field(() => Int, { description: 'How many items contradicted an item before them.' })
  conflicts!: number;

  @Field(() => Int, { description: 'How many items are wrong.' })
  rejected!: number;
}
