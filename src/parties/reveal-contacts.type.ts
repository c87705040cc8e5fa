import { Field, InputType, ObjectType } from 'type-graphql';

import { outcomeUnion } from '../platform/graphql/outcome-union.js';
import { UserErrorType } from '../platform/graphql/user-error.type.js';
import { ContactType } from './contact.type.js';
import { CustomerType } from './customer.type.js';
import type { revealContacts } from './reveal-contacts.js';

@InputType('RevealContactsInput')
export class RevealContactsInputType {
  @Field(() => String)
  customerNumber!: string;

  @Field(() => String, { description: 'Why you need to see them; it is kept. At most 500 characters.' })
  reason!: string;
}

@ObjectType('ContactsRevealed', { description: "The customer's contacts in full." })
export class ContactsRevealedType {
  @Field(() => CustomerType)
  customer!: CustomerType;

  @Field(() => [ContactType])
  contacts!: readonly ContactType[];
}

@ObjectType('CustomerUnknown', { implements: UserErrorType })
export class CustomerUnknownType extends UserErrorType {
  @Field(() => String)
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
