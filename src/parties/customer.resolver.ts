import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Access, DataReaders } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { RegistrationType } from '../platform/registration/registration.type.js';
import { contactsOfCustomer } from './contact.query.js';
import { ContactType } from './contact.type.js';
import { contactsForActor } from './contacts-for-actor.js';
import { customerById, type CustomerRow, listCustomers } from './customer.query.js';
import { CustomerConnectionType, CustomerType } from './customer.type.js';
import { customerId } from './party-id.js';
import { registerCustomers } from './register-customers.js';
import { RegisterCustomerInputType } from './register-parties.type.js';
import { revealContacts } from './reveal-contacts.js';
import { RevealContactsInputType, RevealContactsResult } from './reveal-contacts.type.js';

@Resolver(() => CustomerType)
export class CustomerResolver {
  @DataReaders()
  @Query(() => CustomerType, { nullable: true, description: 'The customer with this number; null if never mentioned.' })
  customer(
    @Arg('number', () => String, { description: 'Letter case counts.' }) number: string,
    @Ctx() { load }: Context,
  ) {
    return load(customerById, customerId(number.trim().normalize('NFC')));
  }

  @Access('QUALITY', 'AUDITOR')
  @Query(() => CustomerConnectionType, { description: 'All customers, in the order of their numbers.' })
  customers(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf<CustomerRow>(context, page, {
      scope: 'customers',
      find: (limit, after) => listCustomers(context.db, limit, String(after?.[0] ?? '')),
      keyOf: ({ number }) => [number],
    });
  }

  @Access('QUALITY')
  @Mutation(() => RegistrationType, {
    description:
      'Registers up to 5,000 customers with their contacts. Registering again changes what is said differently and nothing ' +
      'else. Codes: MISSING, INVALID, PERSONAL_NAME, TWICE_IN_REQUEST.',
  })
  registerCustomers(
    @Arg('customers', () => [RegisterCustomerInputType], { description: 'At most 5,000.' })
    customers: RegisterCustomerInputType[],
    @Ctx() context: Context,
  ) {
    return registerCustomers(context, customers);
  }

  @Access('CUSTOMER_SERVICE')
  @Mutation(() => RevealContactsResult, {
    description: 'Shows the contacts of one customer in full. Who looked, and why, is written into the audit trail.',
  })
  revealContacts(
    @Arg('input', () => RevealContactsInputType, { description: 'Whose, and why.' }) input: RevealContactsInputType,
    @Ctx() context: Context,
  ) {
    return revealContacts(context, input);
  }

  @Access('QUALITY', 'CUSTOMER_SERVICE')
  @FieldResolver(() => [ContactType], {
    description:
      'How they are reached. Customer service sees them masked; `revealContacts` shows one customer in full.',
  })
  async contacts(@Root() customer: CustomerRow, @Ctx() { load, actor }: Context) {
    const found = await load(contactsOfCustomer, customer.id);
    return contactsForActor(found?.contacts ?? [], actor);
  }
}
