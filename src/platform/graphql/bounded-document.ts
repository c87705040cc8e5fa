import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate, type ValidationRule } from 'graphql';
import { LRUCache } from 'lru-cache';

import { BOUNDS } from './bounds.js';
import { limitedAliases } from './validation/limited-aliases.js';
import { limitedDepth } from './validation/limited-depth.js';
import { limitedDirectives } from './validation/limited-directives.js';
import { limitedDuplicates } from './validation/limited-duplicates.js';
import { limitedRootFields } from './validation/limited-root-fields.js';

/** The bounds that a document itself can break. What it costs depends on its variables as well: see `cost.ts`. */
const RULES: readonly ValidationRule[] = [
  limitedAliases,
  limitedRootFields,
  limitedDuplicates,
  limitedDirectives,
  limitedDepth,
];

export type RequireBoundedDocument = (query: string) => void;

/**
 * Refuses a document that is too complex, before GraphQL's own rules look at it: one of them compares fields with each other,
 * and takes half a second for a document of the greatest length. Documents that passed are remembered.
 */
export function boundDocuments(schema: GraphQLSchema): RequireBoundedDocument {
  const passed = new LRUCache<string, true>({
    max: 2_000,
    maxSize: 4_000_000,
    maxEntrySize: 100_000,
    sizeCalculation: (_passed, query) => query.length + 1,
  });

  return (query) => {
    if (passed.has(query)) return;
    const document = parseOrNull(query);
    if (!document) return;
    const [problem] = validate(schema, document, RULES, { maxErrors: 1 });
    if (problem) throw problem;
    passed.set(query, true);
  };
}

/** Null for a document with an error in its grammar, which GraphQL explains better. */
function parseOrNull(query: string): DocumentNode | null {
  try {
    return parse(query, { maxLexicalTokens: BOUNDS.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
