import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';

import type { Context } from '../context.js';
import { Refusal } from '../graphql/refusal.js';
import type { Role } from './actor.js';

/** The rule of a field: which roles may select it. Every field of Query, Mutation and Subscription needs one. */
export const Access = (...roles: [Role, ...Role[]]) => Extensions({ access: roles });

/** Any role with a valid key. */
export const AnyRole = () => Access('WAREHOUSE', 'CUSTOMER_SERVICE', 'QUALITY', 'AUDITOR', 'ADMIN');

/** Roles that may see goods, places and recalls: everyone but ADMIN, who keeps users and sees no data. */
export const DataReaders = () => Access('WAREHOUSE', 'CUSTOMER_SERVICE', 'QUALITY', 'AUDITOR');

/** The roles of a field, or undefined when it has no rule. */
export function accessOf(field: Pick<GraphQLField<unknown, unknown>, 'extensions'>): readonly Role[] | undefined {
  return field.extensions['access'] as readonly Role[] | undefined;
}

/**
 * Puts every rule into force, in one place: a field with a rule asks it before it resolves, and a root field without one
 * is denied to all. The rule is written into the field's description, so the SDL tells it.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values<GraphQLField<unknown, Context>>(type.getFields())) {
      const roles = accessOf(field) ?? (roots.includes(type) ? [] : undefined);
      if (roles) guard(field, roles);
    }
  }
  return schema;
}

function guard(field: GraphQLField<unknown, Context>, roles: readonly Role[]): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.description = `${field.description ?? ''}\n\nRoles: ${roles.join(', ')}.`.trim();
  field.resolve = (source, args, context, info) => {
    requireRole(context, roles, field.name);
    return resolve(source, args, context, info);
  };
  if (subscribe) {
    field.subscribe = (source, args, context, info) => {
      requireRole(context, roles, field.name);
      return subscribe(source, args, context, info);
    };
  }
}

function requireRole(context: Context, roles: readonly Role[], field: string): void {
  if (!roles.includes(context.actor.role)) {
    throw new Refusal('FORBIDDEN', `Your role, ${context.actor.role}, may not use ${field}.`);
  }
}
