import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import { type Role, ROLES } from '../platform/access/actor.js';
import { connectionType } from '../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../platform/graphql/scalars/date-time.scalar.js';
import { API_KEY_STATE } from './api-key-state.js';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role])) as { [Name in Role]: Name };
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What the holder of an API key may do. Each field says which roles may use it.',
  valuesConfig: {
    WAREHOUSE: { description: 'Records movements, of its own source and site if the key is bound to them.' },
    CUSTOMER_SERVICE: { description: 'Looks up one thing at a time; personal data is masked.' },
    QUALITY: { description: 'Registers, investigates, holds and recalls.' },
    AUDITOR: { description: 'Reads everything but personal data, and the audit trail.' },
    ADMIN: { description: 'Keeps the API keys, and sees no goods or customers.' },
  },
});
registerEnumType(API_KEY_STATE, {
  name: 'ApiKeyState',
  description: 'Whether an API key may be used.',
  valuesConfig: {
    ACTIVE: { description: 'It may be used.' },
    EXPIRED: { description: 'Its time is over.' },
    REVOKED: { description: 'An ADMIN ended it before its time was over.' },
  },
});

@ObjectType('ApiKey', {
  description: 'Lets a person or system in, in one role. Two that live at once make a rotation.',
})
export class ApiKeyType {
  @Field(() => ID, { description: 'The audit trail names whoever acts with this key by it.' })
  id!: string;

  @Field(() => String, { description: 'What the key begins with. The rest is told once, when it is created.' })
  prefix!: string;

  @Field(() => String, { description: 'Who or what holds it.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'What its holder may do.' })
  role!: Role;

  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => ID, { description: 'The API key that created it; the nil UUID for the terminal.' })
  createdBy!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was ended; also that of an expired key is noted.',
  })
  revokedAt!: Date | null;
}

export const ApiKeyConnectionType = connectionType('ApiKey', () => ApiKeyType);
