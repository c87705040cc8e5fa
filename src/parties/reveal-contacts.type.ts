import { Field, InputType, ObjectType } from 'type-graphql';

import { outcomeUnion } from '../platform/graphql/outcome-union.js';
import { UserErrorType } from '../platform/graphql/user-error.type.js';
import { ContactType } from './contact.type.js';
import { CustomerType } from './customer.type.js';
import type { revealContacts } from './reveal-contacts.js';

@InputType('RevealContactsInput', { description: 'Whose contacts to show, and why.' })
export class RevealContactsInputType {
  @Field(() => String, { description: 'The number by which the company knows them.' })
  customerNumber!: string;

  @Field(() => String, { description: 'Why you need to see them; it is kept. At most 500 characters.' })
  reason!: string;
}

@ObjectType('ContactsRevealed', { description: "The customer's contacts in full." })
export class ContactsRevealedType {
  @Field(() => CustomerType, { description: 'Whose they are.' })
  customer!: CustomerType;

  @Field(() => [ContactType], { description: 'Their contacts, not masked.' })
  contacts!: readonly ContactType[];
}

@ObjectType('CustomerUnknown', { implements: UserErrorType, description: 'No customer has this number.' })
export class CustomerUnknownType extends UserErrorType {
  @Field(() => String, { description: 'The number by which the company knows them.' })
  customerNumber!: string;
}

@ObjectType('ReasonInvalid', {
  implements: UserErrorType,
  description: 'The reason is empty, too long, or no plain text.',
})
export class ReasonInvalidType extends UserErrorType {}

export const RevealContactsResult = outcomeUnion<typeof revealContacts>()('RevealContactsResult', () => ({
  ContactsRevealed: ContactsRevealedType,
  CustomerUnknown: CustomerUnknownType,
  ReasonInvalid: ReasonInvalidType,
}));
