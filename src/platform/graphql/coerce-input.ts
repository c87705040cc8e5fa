import {
  GraphQLBoolean,
  GraphQLID,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLString,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** Answers the value as GraphQL takes it, which mostly is the very object that came, or WRONG. */
export type Coerce = (value: unknown) => unknown;

/** Not right as it came. graphql-js says what is the matter with it, or makes it right. */
export const WRONG = Symbol('wrong');

/**
 * Coerces values of an input type (GraphQL of October 2021, 3.10) that come from JSON; null for types whose values become
 * others. Of thousands of items graphql-js builds each anew, field by field; this looks at the fields that are there.
 * Types that contain themselves are not for it; Retrace has none.
 */
export function coercerOf(type: GraphQLInputType): Coerce | null {
  if (isNonNullType(type)) return requiring(coercerOf(type.ofType));
  if (isListType(type)) return ofList(coercerOf(type.ofType));
  if (isInputObjectType(type)) return ofObject(type);
  const isRight = LEAVES.get(type.name);
  return isRight ? (value) => (value == null || isRight(value) ? value : WRONG) : null;
}

/** Values that are the same in JSON and in GraphQL. */
const LEAVES: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  [GraphQLString.name, (value) => typeof value === 'string'],
  [GraphQLID.name, (value) => typeof value === 'string'],
  [GraphQLBoolean.name, (value) => typeof value === 'boolean'],
  // Of 32 bits, with a sign.
  [GraphQLInt.name, (value) => typeof value === 'number' && value === (value | 0)],
]);

function requiring(coerce: Coerce | null): Coerce | null {
  return coerce && ((value) => (value == null ? WRONG : coerce(value)));
}

function ofList(coerce: Coerce | null): Coerce | null {
  if (!coerce) return null;
  return (value) => {
    if (value == null) return value;
    return Array.isArray(value) && value.every((entry) => coerce(entry) === entry) ? value : WRONG;
  };
}

function ofObject(type: GraphQLInputObjectType): Coerce | null {
  if (type.isOneOf) return null;
  const fields = Object.values(type.getFields());
  const coercers = new Map<string, Coerce>();
  for (const field of fields) {
    const coerce = coercerOf(field.type);
    if (!coerce) return null;
    coercers.set(field.name, coerce);
  }
  const required = fields.filter(isRequiredInputField).map(({ name }) => name);
  const defaults = fields.filter(({ defaultValue }) => defaultValue !== undefined);

  return (value) => {
    if (value == null) return value;
    if (!isObject(value) || required.some((name) => value[name] == null)) return WRONG;
    for (const name of Object.keys(value)) {
      if (coercers.get(name)?.(value[name]) !== value[name]) return WRONG;
    }
    const missing = defaults.filter(({ name }) => value[name] === undefined);
    if (missing.length === 0) return value;
    return { ...Object.fromEntries(missing.map(({ name, defaultValue }) => [name, defaultValue])), ...value };
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && !Array.isArray(value);
}
