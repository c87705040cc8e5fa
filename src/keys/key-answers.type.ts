import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { Gln } from '../gs1/index.js';
import { GlnScalar } from '../parties/index.js';
import type { Role } from '../platform/access/actor.js';
import { outcomeUnion } from '../platform/graphql/outcome-union.js';
import { UserErrorType } from '../platform/graphql/user-error.type.js';
import { ApiKeyType, RoleEnum } from './api-key.type.js';
import { type createApiKey, LONGEST_LIFE_DAYS } from './create-api-key.js';
import type { revokeApiKey } from './revoke-api-key.js';

@InputType('CreateApiKeyInput', { description: 'Whom to let in, and as what.' })
export class CreateApiKeyInputType {
  @Field(() => String, { description: 'Who or what will hold it, for those who read the list later.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'What its holder may do.' })
  role!: Role;

  @Field(() => String, {
    nullable: true,
    description: 'The only source whose movements it may record. If that belongs to a site, so does the key.',
  })
  sourceCode?: string | null;

  @Field(() => GlnScalar, { nullable: true, description: 'The only place at which it may record movements.' })
  siteGln?: Gln | null;

  @Field(() => Int, {
    defaultValue: LONGEST_LIFE_DAYS,
    description: `When it ends, 1 to ${LONGEST_LIFE_DAYS} days from now.`,
  })
  expiresInDays!: number;
}

@ObjectType('ApiKeyCreated', { description: 'The API key may be used from now on.' })
export class ApiKeyCreatedType {
  @Field(() => ApiKeyType, { description: 'As `apiKeys` lists it.' })
  apiKey!: ApiKeyType;

  @Field(() => String, {
    description: 'The key itself, for the header `Authorization: Bearer …`. It is told here and never again.',
  })
  token!: string;
}

@ObjectType('ApiKeySourceUnknown', {
  implements: UserErrorType,
  description: 'No source is registered with this code.',
})
export class ApiKeySourceUnknownType extends UserErrorType {
  @Field(() => String, { description: 'As it was given.' })
  sourceCode!: string;
}

@ObjectType('ApiKeySiteUnknown', { implements: UserErrorType, description: 'No location is registered with this GLN.' })
export class ApiKeySiteUnknownType extends UserErrorType {
  @Field(() => GlnScalar, { description: 'As it was given.' })
  siteGln!: Gln;
}

@ObjectType('SourceOfAnotherSite', { implements: UserErrorType, description: 'The source belongs to another site.' })
export class SourceOfAnotherSiteType extends UserErrorType {
  @Field(() => String, { description: 'As it was given.' })
  sourceCode!: string;

  @Field(() => GlnScalar, { description: 'As it was given.' })
  siteGln!: Gln;
}

export const CreateApiKeyResult = outcomeUnion<typeof createApiKey>()('CreateApiKeyResult', () => ({
  ApiKeyCreated: ApiKeyCreatedType,
  ApiKeySourceUnknown: ApiKeySourceUnknownType,
  ApiKeySiteUnknown: ApiKeySiteUnknownType,
  SourceOfAnotherSite: SourceOfAnotherSiteType,
}));

@InputType('RevokeApiKeyInput', { description: 'Which API key to end, and why.' })
export class RevokeApiKeyInputType {
  @Field(() => ID, { description: 'The `id` of the key, not its prefix.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Why, for the audit trail. No personal data.' })
  reason?: string | null;
}

@ObjectType('ApiKeyRevoked', { description: 'The API key has ended, now or before.' })
export class ApiKeyRevokedType {
  @Field(() => ApiKeyType, { description: 'The key, with the time of its end.' })
  apiKey!: ApiKeyType;
}

@ObjectType('ApiKeyUnknown', { implements: UserErrorType, description: 'There is no API key with this id.' })
export class ApiKeyUnknownType extends UserErrorType {
  @Field(() => ID, { description: 'As it was given.' })
  id!: string;
}

export const RevokeApiKeyResult = outcomeUnion<typeof revokeApiKey>()('RevokeApiKeyResult', () => ({
  ApiKeyRevoked: ApiKeyRevokedType,
  ApiKeyUnknown: ApiKeyUnknownType,
}));
