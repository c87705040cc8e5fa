import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import {
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  Kind,
  OperationTypeNode,
  type TypeNode,
  validate,
  type ValidationRule,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

import { BOUNDS } from './bounds.js';
import { CoercedVariables } from './coerced-variables.js';

/*
 * # Execution of hot queries
 *
 * A system that asks the same query thousands of times a minute spends more in graphql-js's walk through the document than
 * in the database. Such a document is compiled to a function by graphql-jit when it is asked for the third time.
 *
 * Only what both engines answer alike is compiled: queries of one operation without directives, introspection and
 * unions (whose members type-graphql names too late for a compiled one), whose variables are scalars and enums without
 * a default. What has a bad variable is answered by graphql-js, and so is all else: mutations among it, whose large inputs are
 * coerced by `coerced-variables.ts`.
 */
type Gateway = NonNullable<ApolloServerOptions<BaseContext>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** Compiling takes some milliseconds; a document that is asked for once is not worth them. */
const COMPILED_AT = 3;

/** What is known of a document: how often it was asked for, and its function once there is one. */
interface Asked {
  times: number;
  compiled: CompiledQuery | null;
}

export type Execute = (
  request: Pick<ExecutionArgs, 'document' | 'contextValue' | 'variableValues' | 'operationName'>,
) => Promise<ExecutionResult>;

export function createExecute(schema: GraphQLSchema, compiledAt = COMPILED_AT): Execute {
  // Apollo keeps the documents that it parsed; what it forgets is forgotten here.
  const documents = new WeakMap<DocumentNode, Asked>();
  const variables = new CoercedVariables(schema);

  function compiledFor(document: DocumentNode): CompiledQuery | null {
    const asked = documents.get(document) ?? { times: 0, compiled: null };
    asked.times += 1;
    if (asked.times === compiledAt) asked.compiled = compile(schema, document);
    documents.set(document, asked);
    return asked.compiled;
  }

  return async (request) => {
    const { document, contextValue, operationName } = request;
    const variableValues = request.variableValues ?? {};
    // A name that the document does not have is graphql-js's to refuse.
    const compiled = getOperationAST(document, operationName) && compiledFor(document);
    const answer = await compiled?.query(undefined, contextValue, variableValues);
    // Without data, it has refused a variable before it did anything.
    if (answer?.data !== undefined)
      return answer.errors ? { ...answer, errors: answer.errors.map(wholeError) } : answer;
    return execute({
      ...request,
      ...variables.prepare(document, variableValues),
      options: { maxCoercionErrors: BOUNDS.coercionErrors },
    });
  };
}

/** graphql-jit's errors look like graphql-js's, but have no extensions where those have empty ones. */
function wholeError({ message, path, originalError, locations }: GraphQLError): GraphQLError {
  return Object.assign(new GraphQLError(message, { path, originalError }), { locations });
}

/** The engine in the form in which Apollo takes one. */
export function compiledExecution(schema: GraphQLSchema): Gateway {
  const run = createExecute(schema);
  const executor: Executor = async ({ document, context, request: { operationName, variables } }) =>
    run({ document, contextValue: context, variableValues: variables, operationName });
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor }),
    stop: () => Promise.resolve(),
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode): CompiledQuery | null {
  if (validate(schema, document, [onlyPlain], { maxErrors: 1 }).length > 0) return null;
  const compiled = compileQuery(schema, document);
  return isCompiledQuery(compiled) ? compiled : null;
}

/** Objects to everything that the two engines might not answer alike. */
const onlyPlain: ValidationRule = (context) => {
  let operations = 0;
  const object = () => {
    context.reportError(new GraphQLError('This is for graphql-js.'));
  };
  return {
    OperationDefinition({ operation }) {
      operations += 1;
      if (operation !== OperationTypeNode.QUERY || operations > 1) object();
    },
    VariableDefinition({ type, defaultValue }) {
      // A compiled default is what JSON makes of it, which of an instant is a text.
      if (defaultValue || !takesLeaf(context.getSchema(), type)) object();
    },
    Field({ name }) {
      const isIntrospection = /^__(?!typename$)/.test(name.value);
      const [typeName = ''] = /\w+/.exec(String(context.getType())) ?? [];
      if (isIntrospection || isAbstractType(context.getSchema().getType(typeName))) object();
    },
    Directive: object,
  };
};

function takesLeaf(schema: GraphQLSchema, type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return takesLeaf(schema, type.type);
  return type.kind === Kind.NAMED_TYPE && isLeafType(schema.getType(type.name.value));
}
