import { Field, InputType } from 'type-graphql';

import { AddressInputType, ContactInputType, ReachInputType } from './contact.type.js';
import type { RegisterCarrier } from './register-carriers.js';
import type { RegisterCustomer } from './register-customers.js';
import type { RegisterLocation } from './register-locations.js';
import type { RegisterSource } from './register-sources.js';

const STAYS = 'A field that is left out stays as it is; one that is null or blank is cleared.';

@InputType('RegisterCustomerInput', { description: `A customer. ${STAYS}` })
export class RegisterCustomerInputType implements RegisterCustomer {
  @Field(() => String, {
    description: 'The number by which the company knows them; at most 60 characters. Letter case counts.',
  })
  number!: string;

  @Field(() => String, { description: 'BUSINESS or CONSUMER.' })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "A business's name, required for a business. A consumer's name is personal and is given with a contact.",
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The language they read: ISO 639-1, two letters. At first English.',
  })
  language?: string | null;

  @Field(() => [ContactInputType], {
    nullable: true,
    description: 'Contacts, one for each role. Contacts of roles that are left out stay as they are.',
  })
  contacts?: ContactInputType[] | null;
}

@InputType('RegisterLocationInput', { description: `A place. ${STAYS}` })
export class RegisterLocationInputType implements RegisterLocation {
  @Field(() => String, { description: '13 digits.' })
  gln!: string;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'PLANT, WAREHOUSE, STORE, CUSTOMER_SITE or OTHER. At first OTHER.',
  })
  kind?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The number of the customer whose site it is, who must be known.',
  })
  customerNumber?: string | null;

  @Field(() => AddressInputType, { nullable: true, description: 'Where it is.' })
  address?: AddressInputType | null;
}

@InputType('RegisterCarrierInput', { description: `A carrier. ${STAYS}` })
export class RegisterCarrierInputType implements RegisterCarrier {
  @Field(() => String, {
    description: 'The code by which movements name them; at most 60 characters. Letter case counts.',
  })
  code!: string;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  name?: string | null;

  @Field(() => ReachInputType, { nullable: true, description: 'Whom to call when goods on the way must be stopped.' })
  contact?: ReachInputType | null;
}

@InputType('RegisterSourceInput', { description: `A system that sends movements. ${STAYS}` })
export class RegisterSourceInputType implements RegisterSource {
  @Field(() => String, {
    description: 'The code by which requests name it; at most 60 characters. Letter case counts.',
  })
  code!: string;

  @Field(() => String, { description: 'At most 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The GLN of the place where it stands, which must be known.' })
  siteGln?: string | null;
}
