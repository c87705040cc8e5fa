import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Gln } from '../gs1/index.js';
import { Access, AnyRole, DataReaders } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { RegistrationType } from '../platform/registration/registration.type.js';
import { customerById } from './customer.query.js';
import { CustomerType } from './customer.type.js';
import { listLocations, locationById, type LocationRow } from './location.query.js';
import { LocationConnectionType, LocationType } from './location.type.js';
import { locationId } from './party-id.js';
import { registerLocations } from './register-locations.js';
import { RegisterLocationInputType } from './register-parties.type.js';
import { GlnScalar } from './scalars/gln.scalar.js';

@Resolver(() => LocationType)
export class LocationResolver {
  @AnyRole()
  @Query(() => LocationType, {
    nullable: true,
    description: 'The place with this GLN; null if it was never mentioned.',
  })
  location(@Arg('gln', () => GlnScalar, { description: '13 digits.' }) gln: Gln, @Ctx() { load }: Context) {
    return load(locationById, locationId(gln));
  }

  @AnyRole()
  @Query(() => LocationConnectionType, { description: 'All places, in the order of their GLNs.' })
  locations(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf<LocationRow>(context, page, {
      scope: 'locations',
      find: (limit, after) => listLocations(context.db, limit, String(after?.[0] ?? '')),
      keyOf: ({ gln }) => [gln],
    });
  }

  @Access('QUALITY')
  @Mutation(() => RegistrationType, {
    description:
      'Registers up to 5,000 places. Registering again changes what is said differently and nothing else. Codes: MISSING, ' +
      'INVALID, UNKNOWN (the customer), TWICE_IN_REQUEST.',
  })
  registerLocations(
    @Arg('locations', () => [RegisterLocationInputType], { description: 'At most 5,000.' })
    locations: RegisterLocationInputType[],
    @Ctx() context: Context,
  ) {
    return registerLocations(context, locations);
  }

  @DataReaders()
  @FieldResolver(() => CustomerType, { nullable: true, description: 'The customer whose site it is.' })
  customer(@Root() location: LocationRow, @Ctx() { load }: Context) {
    return location.customerId && load(customerById, location.customerId);
  }
}
