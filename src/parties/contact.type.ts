import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

import { connectionType } from '../platform/graphql/connection.type.js';
import type { AddressInput, ContactInput, ReachInput } from './contact-reading.js';
import { CHANNEL, type Channel, CONTACT_ROLE, type ContactRole } from './party-kinds.js';

registerEnumType(CONTACT_ROLE, { name: 'ContactRole', description: 'What a contact is for.' });
registerEnumType(CHANNEL, { name: 'Channel', description: 'A way to tell someone something.' });

@ObjectType('Contact', { description: 'A person or office and how to reach them. Personal data.' })
export class ContactType {
  @Field(() => ID, { description: 'Made from the party and the role.' })
  id!: string;

  @Field(() => CONTACT_ROLE, { description: 'What this contact is for.' })
  role!: ContactRole;

  @Field(() => String, { nullable: true, description: 'By which the company names someone of its own; else null.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'A person, or an office.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'One e-mail address.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'As a person would dial it.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number, or post box.' })
  street!: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or county.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'As its post writes it.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1, two letters.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: "ISO 639-1; null: the customer's language, or English." })
  language!: string | null;

  @Field(() => CHANNEL, { nullable: true, description: 'How they want to be told.' })
  preferredChannel!: Channel | null;

  @Field(() => Boolean, { description: 'Whether name, address and numbers are shown in part only.' })
  masked!: boolean;
}

export const ContactConnectionType = connectionType('Contact', () => ContactType);

@InputType('AddressInput', { description: 'A postal address. It is given as a whole: what is left out is cleared.' })
export class AddressInputType implements AddressInput {
  @Field(() => String, { nullable: true, description: 'Street and number, or post box.' })
  street?: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or county.' })
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'As its post writes it.' })
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1, two letters: `DE`.' })
  country?: string | null;
}

@InputType('ReachInput', {
  description:
    'A person or office and how to reach them. It is given as a whole: what is left out is cleared, and when all is left ' +
    'out there is no such contact any more.',
})
export class ReachInputType implements ReachInput {
  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'One address, without a name or comment.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'As a person would dial it.' })
  phone?: string | null;

  @Field(() => AddressInputType, { nullable: true, description: 'Where letters go.' })
  address?: AddressInputType | null;

  @Field(() => String, { nullable: true, description: 'The language they read: ISO 639-1, two letters.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'EMAIL, PHONE or POST.' })
  preferredChannel?: string | null;
}

@InputType('ContactInput', { description: 'A contact of a customer, for one role.' })
export class ContactInputType extends ReachInputType implements ContactInput {
  @Field(() => String, { description: 'SHIP_TO, BILL_TO or RECALL_CONTACT.' })
  role!: string;
}

@InputType('RegisterInternalContactInput', {
  description:
    'Someone in the company who is told of a recall before its customers are. Without e-mail and phone: no longer.',
})
export class RegisterInternalContactInputType extends ReachInputType {
  @Field(() => String, { description: 'By which the company names them; at most 60 characters.' })
  code!: string;
}
