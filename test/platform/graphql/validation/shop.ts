import { buildSchema, parse, specifiedRules, validate, type ValidationRule } from 'graphql';

export const SHOP = buildSchema(`
  directive @note(text: String) repeatable on FIELD
  type Query { shelf(first: Int! = 50): Shelf, shelves: [Shelf!], box: Box, boxes(first: Int, after: String): [Box!] }
  type Mutation { fill(box: ID!): Box }
  type Shelf { name: String, boxes(first: Int! = 50): BoxConnection }
  type BoxConnection { nodes: [Box!]!, edges: [BoxEdge!]! }
  type BoxEdge { cursor: String, node: Box }
  type Box { name: String, inner: Box, boxes(first: Int! = 50): BoxConnection }
`);

/** What a rule has to say of a document: messages only. */
export function said(rule: ValidationRule, document: string): string[] {
  return validate(SHOP, parse(document), [rule]).map(({ message }) => message);
}

/** The same, with all the rules that GraphQL itself has, as the service runs them. */
export function saidWithAll(rule: ValidationRule, document: string): string[] {
  return validate(SHOP, parse(document), [...specifiedRules, rule]).map(({ message }) => message);
}

export const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
