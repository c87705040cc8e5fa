import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

/** schema/retrace.graphql: everything a client can ask for, sorted by name. */
export function graphqlContract(schema: GraphQLSchema): string {
  return `# Made by: npm run schema\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
