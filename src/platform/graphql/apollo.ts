import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLSchema, Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql';

import type { Context } from '../context.js';
import { BOUNDS } from './bounds.js';
import { compiledExecution } from './compiled-execution.js';
import { requireBearableCost } from './cost.js';
import type { FormatError } from './mask-unexpected.js';
import { Refusal } from './refusal.js';

/** What was asked and how it went, for the log and the metrics. */
export interface Served {
  /** The operation's name, as its client calls it. */
  operation: string | null;
  /** The first root field: one of the schema's, so there are few. */
  field: string | null;
  codes: string[];
  incidents: string[];
}

export interface ServedContext extends Context {
  readonly served: Served;
}

export const nothingServed = (): Served => ({ operation: null, field: null, codes: [], incidents: [] });

/** The bounded, masked GraphQL engine. Only key holders reach it, so they may ask for its schema. */
export async function startApollo(
  schema: GraphQLSchema,
  formatError: FormatError,
): Promise<ApolloServer<ServedContext>> {
  const apollo = new ApolloServer<ServedContext>({
    gateway: compiledExecution(schema),
    formatError,
    introspection: true,
    // Production behaviour everywhere: what leaks in development is relied on in production.
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    parseOptions: { maxLexicalTokens: BOUNDS.tokens },
    maxRecursiveSelections: true,
    validationOptions: { maxErrors: 5 },
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    // The endpoint takes JSON by POST only, which a browser sends elsewhere after a preflight only.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      servedPlugin,
    ],
    logger: SILENT,
  });
  await apollo.start();
  return apollo;
}

/** Prices an operation before it runs, and notes how it went. */
const servedPlugin: ApolloServerPlugin<ServedContext> = {
  requestDidStart: () => Promise.resolve(listener),
};

const listener: GraphQLRequestListener<ServedContext> = {
  // Called without an operation too, when the document has none of the name that was asked for; execution refuses that.
  didResolveOperation(request: GraphQLRequestContext<ServedContext>) {
    const { document, operation } = request;
    if (document && operation) {
      noteOperation(request.contextValue.served, operation);
      requireByWebSocket(operation);
      requireBearableCost({ schema: request.schema, document, operation, variables: request.request.variables ?? {} });
    }
    return Promise.resolve();
  },
  willSendResponse({ response: { body }, contextValue: { served } }) {
    const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
    for (const { extensions } of errors ?? []) {
      served.codes.push(String(extensions?.['code']));
      if (typeof extensions?.['incident'] === 'string') served.incidents.push(extensions['incident']);
    }
    return Promise.resolve();
  },
};

function noteOperation(served: Served, { name, selectionSet }: OperationDefinitionNode): void {
  const [first] = selectionSet.selections;
  served.operation = name?.value ?? null;
  served.field = first?.kind === Kind.FIELD ? first.name.value : null;
}

function requireByWebSocket({ operation }: OperationDefinitionNode): void {
  if (operation === OperationTypeNode.SUBSCRIPTION) {
    throw new Refusal(
      'BAD_USER_INPUT',
      'Subscriptions are served on a WebSocket (graphql-transport-ws) at this address.',
    );
  }
}

const silence = () => undefined;
// Faults are reported by `formatError`, with their incident number; Apollo would say them a second time without.
const SILENT = { debug: silence, info: silence, warn: silence, error: silence };
