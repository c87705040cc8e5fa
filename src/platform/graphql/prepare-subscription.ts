import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

import { BOUNDS } from './bounds.js';
import type { RequireBoundedDocument } from './bounded-document.js';
import { requireBearableCost } from './cost.js';
import { Refusal } from './refusal.js';

export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** A subscription that is within the bounds of every other document, or what is wrong with it. */
export function prepareSubscription(
  schema: GraphQLSchema,
  requireBoundedDocument: RequireBoundedDocument,
  request: SubscriptionRequest,
): ExecutionArgs | GraphQLError[] {
  try {
    requireBoundedDocument(request.query);
    const document = parse(request.query, { maxLexicalTokens: BOUNDS.tokens });
    const errors = validate(schema, document, specifiedRules, { maxErrors: 5 });
    if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));

    const operation = getOperationAST(document, request.operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [new Refusal('BAD_USER_INPUT', 'This socket takes one subscription at a time; send the rest by POST.')];
    }
    const variables = request.variables ?? {};
    requireBearableCost({ schema, document, operation, variables });
    return { schema, document, variableValues: variables, operationName: request.operationName };
  } catch (error) {
    if (error instanceof Refusal) return [error];
    if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

const withCode = ({ message, nodes, source, positions }: GraphQLError, code: string) =>
  new GraphQLError(message, {
    extensions: { code },
    ...(nodes && { nodes }),
    ...(source && { source }),
    ...(positions && { positions }),
  });
