import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Access, DataReaders } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { RegistrationType } from '../platform/registration/registration.type.js';
import { carrierById, type CarrierRow, listCarriers } from './carrier.query.js';
import { CarrierConnectionType, CarrierType } from './carrier.type.js';
import { contactsOfCarrier } from './contact.query.js';
import { ContactType } from './contact.type.js';
import { contactsForActor } from './contacts-for-actor.js';
import { carrierId } from './party-id.js';
import { registerCarriers } from './register-carriers.js';
import { RegisterCarrierInputType } from './register-parties.type.js';

@Resolver(() => CarrierType)
export class CarrierResolver {
  @DataReaders()
  @Query(() => CarrierType, {
    nullable: true,
    description: 'The carrier with this code; null if it was never mentioned.',
  })
  carrier(@Arg('code', () => String, { description: 'Letter case counts.' }) code: string, @Ctx() { load }: Context) {
    return load(carrierById, carrierId(code.trim().normalize('NFC')));
  }

  @DataReaders()
  @Query(() => CarrierConnectionType, { description: 'All carriers, in the order of their codes.' })
  carriers(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf<CarrierRow>(context, page, {
      scope: 'carriers',
      find: (limit, after) => listCarriers(context.db, limit, String(after?.[0] ?? '')),
      keyOf: ({ code }) => [code],
    });
  }

  @Access('QUALITY')
  @Mutation(() => RegistrationType, {
    description:
      'Registers up to 5,000 carriers. Registering again changes what is said differently and nothing else. Codes: MISSING, ' +
      'INVALID, TWICE_IN_REQUEST.',
  })
  registerCarriers(
    @Arg('carriers', () => [RegisterCarrierInputType], { description: 'At most 5,000.' })
    carriers: RegisterCarrierInputType[],
    @Ctx() context: Context,
  ) {
    return registerCarriers(context, carriers);
  }

  @Access('QUALITY', 'CUSTOMER_SERVICE')
  @FieldResolver(() => ContactType, {
    nullable: true,
    description: 'Whom to call when goods on the way must be stopped. Customer service sees it masked.',
  })
  async contact(@Root() carrier: CarrierRow, @Ctx() { load, actor }: Context) {
    const found = await load(contactsOfCarrier, carrier.id);
    return contactsForActor(found?.contacts ?? [], actor)[0] ?? null;
  }
}
