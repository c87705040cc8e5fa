import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Access, AnyRole } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { RegistrationType } from '../platform/registration/registration.type.js';
import { locationById } from './location.query.js';
import { LocationType } from './location.type.js';
import { RegisterSourceInputType } from './register-parties.type.js';
import { registerSources } from './register-sources.js';
import { listSources, type SourceRow } from './source.query.js';
import { SourceConnectionType, SourceType } from './source.type.js';

@Resolver(() => SourceType)
export class SourceResolver {
  @AnyRole()
  @Query(() => SourceConnectionType, { description: 'All systems that send movements, in the order of their codes.' })
  sources(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf<SourceRow>(context, page, {
      scope: 'sources',
      find: (limit, after) => listSources(context.db, limit, String(after?.[0] ?? '')),
      keyOf: ({ code }) => [code],
    });
  }

  @Access('ADMIN')
  @Mutation(() => RegistrationType, {
    description:
      'Registers up to 5,000 systems. Registering again changes what is said differently and nothing else. Codes: MISSING, ' +
      'INVALID, UNKNOWN (the place), TWICE_IN_REQUEST.',
  })
  registerSources(
    @Arg('sources', () => [RegisterSourceInputType], { description: 'At most 5,000.' })
    sources: RegisterSourceInputType[],
    @Ctx() context: Context,
  ) {
    return registerSources(context, sources);
  }

  @FieldResolver(() => LocationType, { nullable: true, description: 'The place where it stands.' })
  site(@Root() source: SourceRow, @Ctx() { load }: Context) {
    return source.siteId && load(locationById, source.siteId);
  }
}
