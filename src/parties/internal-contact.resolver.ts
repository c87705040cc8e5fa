import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { RegistrationType } from '../platform/registration/registration.type.js';
import { listInternalContacts } from './contact.query.js';
import { ContactConnectionType, RegisterInternalContactInputType } from './contact.type.js';
import { type ContactView, inFull } from './contacts-for-actor.js';
import { registerInternalContacts } from './register-internal-contacts.js';

@Resolver()
export class InternalContactResolver {
  @Access('QUALITY')
  @Query(() => ContactConnectionType, {
    description: 'Who in the company is told of a recall before its customers are, in the order of their codes.',
  })
  internalContacts(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf<ContactView>(context, page, {
      scope: 'internal contacts',
      find: async (limit, after) =>
        (await listInternalContacts(context.db, limit, String(after?.[0] ?? ''))).map(inFull),
      keyOf: ({ code }) => [code ?? ''],
    });
  }

  @Access('QUALITY')
  @Mutation(() => RegistrationType, {
    description:
      'Registers up to 5,000 people or offices of the company that are told of every recall first. Codes: MISSING, INVALID, ' +
      'TWICE_IN_REQUEST.',
  })
  registerInternalContacts(
    @Arg('contacts', () => [RegisterInternalContactInputType], { description: 'At most 5,000.' })
    contacts: RegisterInternalContactInputType[],
    @Ctx() context: Context,
  ) {
    return registerInternalContacts(context, contacts);
  }
}
