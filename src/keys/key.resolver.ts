import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Gln } from '../gs1/index.js';
import { GlnScalar, locationById, sourceById } from '../parties/index.js';
import { Access } from '../platform/access/access.js';
import type { Context } from '../platform/context.js';
import { PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { API_KEY_STATE, type ApiKeyState, stateOfApiKey } from './api-key-state.js';
import { type ApiKeyRow, listApiKeys } from './api-key.query.js';
import { ApiKeyConnectionType, ApiKeyType } from './api-key.type.js';
import { createApiKey } from './create-api-key.js';
import {
  CreateApiKeyInputType,
  CreateApiKeyResult,
  RevokeApiKeyInputType,
  RevokeApiKeyResult,
} from './key-answers.type.js';
import { revokeApiKey } from './revoke-api-key.js';

@Resolver(() => ApiKeyType)
export class KeyResolver {
  @Access('ADMIN')
  @Query(() => ApiKeyConnectionType, { description: 'Every API key there ever was, newest first; never its secret.' })
  apiKeys(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf(context, page, {
      scope: 'api keys',
      find: (limit, after) => listApiKeys(context.db, limit, after as [string, string] | null),
      keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
    });
  }

  @Access('ADMIN')
  @Mutation(() => CreateApiKeyResult, {
    description: 'Lets someone in. To rotate a key, create its successor and revoke it when the successor is in use.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInputType, { description: 'Whom to let in, and as what.' })
    input: CreateApiKeyInputType,
    @Ctx() context: Context,
  ) {
    return createApiKey(context, input);
  }

  @Access('ADMIN')
  @Mutation(() => RevokeApiKeyResult, { description: 'Ends an API key, everywhere within five seconds.' })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInputType, { description: 'Which key, and why.' }) input: RevokeApiKeyInputType,
    @Ctx() context: Context,
  ) {
    return revokeApiKey(context, input);
  }

  @FieldResolver(() => API_KEY_STATE, { description: 'Whether it may be used now.' })
  state(@Root() key: ApiKeyRow, @Ctx() { now }: Context): ApiKeyState {
    return stateOfApiKey(key, now());
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The only source whose movements it may record; null: any.',
  })
  async sourceCode(@Root() { sourceId }: ApiKeyRow, @Ctx() { load }: Context): Promise<string | null> {
    const source = sourceId && (await load(sourceById, sourceId));
    return source ? source.code : null;
  }

  @FieldResolver(() => GlnScalar, {
    nullable: true,
    description: 'The only place at which it may record movements; null: any.',
  })
  async siteGln(@Root() { siteId }: ApiKeyRow, @Ctx() { load }: Context): Promise<Gln | null> {
    const site = siteId && (await load(locationById, siteId));
    return site ? site.gln : null;
  }
}
