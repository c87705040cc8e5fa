import { GraphQLScalarType, Kind } from 'graphql';

import { Refusal } from '../refusal.js';

interface ParsingScalar<Value, Flaw extends { readonly reason: string }> {
  readonly name: string;
  readonly description: string;
  readonly parse: (text: string) => Value | Flaw;
  /** What `parse` answers when it cannot read the text. */
  readonly flaw: abstract new (...args: never[]) => Flaw;
  readonly serialize: (value: unknown) => string;
}

/** A scalar that is a string on the wire and is parsed at the door; what cannot be read is refused with the reason. */
export function parsingScalar<Value, Flaw extends { readonly reason: string }>(
  scalar: ParsingScalar<Value, Flaw>,
): GraphQLScalarType<Value, string> {
  const { name, description, parse, flaw, serialize } = scalar;
  const read = (text: unknown): Value => {
    if (typeof text !== 'string') throw new Refusal('BAD_USER_INPUT', `A ${name} is written as a string.`);
    const parsed = parse(text);
    if (parsed instanceof flaw) throw new Refusal('BAD_USER_INPUT', `This ${name} ${parsed.reason}.`);
    return parsed as Value;
  };
  return new GraphQLScalarType<Value, string>({
    name,
    description,
    serialize,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
  });
}
