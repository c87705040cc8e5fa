import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';

import type { Context } from '../context.js';
import { BOUNDS } from '../graphql/bounds.js';
import { Refusal } from '../graphql/refusal.js';
import type { Role } from './actor.js';
import { createRateLimit } from './rate-limit.js';
import { type RaiseAlarm, watchRefusals } from './refusal-alarm.js';

/** The rule of a field: which roles may select it. Every field of Query, Mutation and Subscription needs one. */
export const Access = (...roles: [Role, ...Role[]]) => Extensions({ access: roles });

/** Any role with a valid key. */
export const AnyRole = () => Access('WAREHOUSE', 'CUSTOMER_SERVICE', 'QUALITY', 'AUDITOR', 'ADMIN');

/** Roles that may see goods, places and recalls: everyone but ADMIN, who keeps users and sees no data. */
export const DataReaders = () => Access('WAREHOUSE', 'CUSTOMER_SERVICE', 'QUALITY', 'AUDITOR');

/**
 * A lookup of one thing by what someone read out or typed. CUSTOMER_SERVICE may make a limited number of them a minute, each
 * resolved field counting, so that nobody harvests serials under aliases (`reliability.md` D14).
 */
export const RateLimited = () => Extensions({ rateLimited: ['CUSTOMER_SERVICE'] satisfies Role[] });

/** The roles of a field, or undefined when it has no rule. */
export function accessOf(field: Pick<GraphQLField<unknown, unknown>, 'extensions'>): readonly Role[] | undefined {
  return field.extensions['access'] as readonly Role[] | undefined;
}

/** The roles whose use of a field is counted, or undefined when nobody's is. */
export function limitedRolesOf(field: Pick<GraphQLField<unknown, unknown>, 'extensions'>): readonly Role[] | undefined {
  return field.extensions['rateLimited'] as readonly Role[] | undefined;
}

/**
 * Puts every rule into force, in one place: a field with a rule asks it before it resolves, and a root field without one
 * is denied to all. The rule is written into the field's description, so the SDL tells it. Who goes on looking up beyond
 * the limit raises an alarm.
 */
export function enforceAccess(schema: GraphQLSchema, raise: RaiseAlarm = () => undefined): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const requirePatience = limitLookups(raise);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values<GraphQLField<unknown, Context>>(type.getFields())) {
      const limited = limitedRolesOf(field);
      if (limited) guard(field, requirePatience(limited), limitOf(limited));
      // Last, so that it is asked first: what is forbidden is not counted.
      const roles = accessOf(field) ?? (roots.includes(type) ? [] : undefined);
      if (roles) guard(field, requireRole(roles, field.name), `Roles: ${roles.join(', ')}.`);
    }
  }
  return schema;
}

type Check = (context: Context) => void;

/** Asks `check` before the field resolves or is subscribed to, and says so in the field's description. */
function guard(field: GraphQLField<unknown, Context>, check: Check, rule: string): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.description = `${field.description ?? ''}\n\n${rule}`.trim();
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
  if (subscribe) {
    field.subscribe = (source, args, context, info) => {
      check(context);
      return subscribe(source, args, context, info);
    };
  }
}

function requireRole(roles: readonly Role[], field: string): Check {
  return ({ actor }) => {
    if (roles.includes(actor.role)) return;
    throw new Refusal('FORBIDDEN', `Your role, ${actor.role}, may not use ${field}.`);
  };
}

const limitOf = (roles: readonly Role[]) =>
  `At most ${BOUNDS.lookupsPerMinute} lookups a minute for ${roles.join(', ')}.`;

/** One count of all limited fields together. */
function limitLookups(raise: RaiseAlarm): (roles: readonly Role[]) => Check {
  const lookups = createRateLimit(BOUNDS.lookupsPerMinute);
  const noteRefusal = watchRefusals(raise);
  return (roles) =>
    ({ actor, now }) => {
      const time = now();
      const retryAfter = roles.includes(actor.role) ? lookups(actor.id, time) : 0;
      if (retryAfter === 0) return;
      noteRefusal(actor.id, time);
      const made = `You have made ${BOUNDS.lookupsPerMinute} lookups within a minute`;
      throw new Refusal('RATE_LIMITED', `${made}; try again in ${retryAfter} s.`, { retryAfter });
    };
}
