import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** The fields of a selection set as it is written, those of its inline fragments included. */
export function* fieldsOf(set: SelectionSetNode): Generator<FieldNode> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet);
  }
}

/** The names of the fragments that a selection set spreads, those of its inline fragments included. */
export function* spreadsOf(set: SelectionSetNode): Generator<string> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) yield selection.name.value;
    if (selection.kind === Kind.INLINE_FRAGMENT) yield* spreadsOf(selection.selectionSet);
  }
}

/**
 * Measures each fragment once, however often it is spread: 22 fragments that spread the next one twice are 4 million
 * fields. A fragment that spreads itself, which another rule refuses, counts nothing where it comes round.
 */
export function oncePerFragment<Measure>(
  context: Pick<ValidationContext, 'getFragment'>,
  nothing: Measure,
  measure: (fragment: FragmentDefinitionNode) => Measure,
): (name: string) => Measure {
  const measured = new Map<string, Measure>();
  return (name) => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    measured.set(name, nothing);
    const fragment = context.getFragment(name);
    const result = fragment ? measure(fragment) : nothing;
    measured.set(name, result);
    return result;
  };
}
