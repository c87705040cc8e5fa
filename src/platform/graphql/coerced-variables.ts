import {
  type DocumentNode,
  getNullableType,
  GraphQLScalarType,
  GraphQLSchema,
  isInputType,
  isLeafType,
  Kind,
  OperationTypeNode,
  type TypeNode,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

import { type Coerce, coercerOf, WRONG } from './coerce-input.js';

/*
 * # Variables that are coerced before they are executed
 *
 * Of a thousand scans a request, graphql-js's copying of the variables takes as long as storing them takes this process.
 * Variables of large inputs are looked at by `coerce-input.ts` instead. graphql-js has no door for coerced variables, so they
 * are declared to be of a scalar that takes whatever it is given, in a copy of the document that nobody but the
 * executor sees. What is not right goes the usual way, with graphql-js's words for what is wrong.
 */
interface Executable {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variableValues: Readonly<Record<string, unknown>>;
}

/** A document as it is executed, and how its large variables are coerced. */
interface Prepared {
  readonly executable: Omit<Executable, 'variableValues'>;
  readonly coercers: ReadonlyMap<string, Coerce>;
}

const COERCED = new GraphQLScalarType({ name: 'Coerced' });
const COERCED_TYPE: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } };

export class CoercedVariables {
  private readonly executed: GraphQLSchema;
  private readonly documents = new WeakMap<DocumentNode, Prepared>();

  constructor(private readonly schema: GraphQLSchema) {
    const { types, ...rest } = schema.toConfig();
    this.executed = new GraphQLSchema({ ...rest, types: [...types, COERCED], assumeValid: true });
  }

  /** What to execute in the place of a document that is valid. */
  prepare(document: DocumentNode, variableValues: Executable['variableValues']): Executable {
    const { schema } = this;
    const prepared = this.documents.get(document) ?? this.prepareOnce(document);
    const coerced: Record<string, unknown> = {};
    for (const [name, coerce] of prepared.coercers) {
      const value = coerce(variableValues[name]);
      if (value === WRONG) return { schema, document, variableValues };
      if (value !== undefined) coerced[name] = value;
    }
    return { ...prepared.executable, variableValues: { ...variableValues, ...coerced } };
  }

  private prepareOnce(document: DocumentNode): Prepared {
    const coercers = new Map<string, Coerce>();
    const VariableDefinition = (node: VariableDefinitionNode) => {
      const coerce = node.defaultValue ? null : this.coercerOf(node.type);
      if (!coerce) return false;
      coercers.set(node.variable.name.value, coerce);
      return { ...node, type: COERCED_TYPE };
    };
    const copy = isOneMutation(document) ? visit(document, { VariableDefinition }) : document;
    const executable = { document: copy, schema: coercers.size > 0 ? this.executed : this.schema };
    const prepared = { executable, coercers };
    this.documents.set(document, prepared);
    return prepared;
  }

  private coercerOf(node: TypeNode): Coerce | null {
    const type = typeFromAST(this.schema, node);
    return isInputType(type) && !isLeafType(getNullableType(type)) ? coercerOf(type) : null;
  }
}

/** Several operations of a document may mean different variables by one name; a query could ask what types there are. */
function isOneMutation({ definitions }: DocumentNode): boolean {
  const operations = definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.operation] : []));
  return operations.length === 1 && operations[0] === OperationTypeNode.MUTATION;
}
