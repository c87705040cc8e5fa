import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

import { BOUNDS } from './bounds.js';
import { Refusal } from './refusal.js';

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

// Documents are cached, so most are priced once in their life; one whose page sizes are variables is priced each time.
const priced = new WeakMap<OperationDefinitionNode, number>();

/** Refuses an operation that could return more than the service will gather for one request. */
export function requireBearableCost(request: Operation): void {
  const cost = priced.get(request.operation) ?? price(request);
  if (cost > BOUNDS.cost) {
    throw new Refusal(
      'TOO_COMPLEX',
      `The query could cost ${cost} fields; ${BOUNDS.cost} are allowed. Ask for shorter pages.`,
    );
  }
}

function price(request: Operation): number {
  const { cost, dependsOnVariables } = costOf(request);
  if (!dependsOnVariables) priced.set(request.operation, cost);
  return cost;
}

/** The fields that an operation could return: all below a list of `first` entries count that many times. */
export function costOf({ schema, document, operation, variables }: Operation): {
  cost: number;
  dependsOnVariables: boolean;
} {
  const fragments = fragmentsOf(document);
  const costs = new Map<string, number>();
  let dependsOnVariables = false;

  const root = schema.getRootType(operation.operation);
  return { cost: ofSelections(operation.selectionSet, root ?? undefined), dependsOnVariables };

  function ofSelections(set: SelectionSetNode, parent: GraphQLNamedType | undefined): number {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) sum += ofField(selection, parent);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(selection.name.value);
      else sum += ofSelections(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? parent);
    }
    return sum;
  }

  function ofFragment(name: string): number {
    const fragment = fragments.get(name);
    const known = costs.get(name);
    if (known !== undefined || !fragment) return known ?? 0;
    costs.set(name, 0);
    const cost = ofSelections(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value));
    costs.set(name, cost);
    return cost;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    if (!node.selectionSet) return 1;
    const field = fieldOf(parent, node);
    return 1 + pageSize(node, field) * ofSelections(node.selectionSet, field && getNamedType(field.type));
  }

  function pageSize(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
    const argument = field?.args.find(({ name }) => name === 'first');
    if (!argument) return 1;
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const size = given?.kind === Kind.VARIABLE ? valueOf(given.name.value) : literal(given);
    return Math.max(1, size ?? defaultOf(argument));
  }

  function valueOf(variable: string): number | undefined {
    dependsOnVariables = true;
    const value = variables[variable];
    if (typeof value === 'number') return value;
    const definition = operation.variableDefinitions?.find(({ variable: { name } }) => name.value === variable);
    return literal(definition?.defaultValue);
  }

  function typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : schema.getType(name);
  }
}

const literal = (node: ValueNode | undefined): number | undefined =>
  node?.kind === Kind.INT ? Number(node.value) : undefined;

const defaultOf = ({ defaultValue }: GraphQLArgument): number => (typeof defaultValue === 'number' ? defaultValue : 1);

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  { name }: FieldNode,
): GraphQLField<unknown, unknown> | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  return parent.getFields()[name.value];
}
