import type { SelectionSetNode, ValidationRule } from 'graphql';

import { BOUNDS } from '../bounds.js';
import { Refusal } from '../refusal.js';
import { fieldsOf, spreadsOf } from './fragments.js';

/** Fields of one response key must be compared with each other; hundreds of them hold up everyone else. */
export const limitedDuplicates: ValidationRule = (context) => {
  let reported = false;

  function check(set: SelectionSetNode): void {
    if (reported || mostOfOneKey(set) <= BOUNDS.duplicatesOfOneKey) return;
    reported = true;
    const message = `A field or fragment may be selected ${BOUNDS.duplicatesOfOneKey} times in one selection.`;
    context.reportError(new Refusal('TOO_COMPLEX', message));
  }

  return {
    OperationDefinition: ({ selectionSet }) => {
      check(selectionSet);
    },
    FragmentDefinition: ({ selectionSet }) => {
      check(selectionSet);
    },
    Field: ({ selectionSet }) => {
      if (selectionSet) check(selectionSet);
    },
  };
};

function mostOfOneKey(set: SelectionSetNode): number {
  const counts = new Map<string, number>();
  let most = 0;
  const count = (key: string) => {
    const times = (counts.get(key) ?? 0) + 1;
    counts.set(key, times);
    most = Math.max(most, times);
  };
  for (const { alias, name } of fieldsOf(set)) count((alias ?? name).value);
  for (const name of spreadsOf(set)) count(`...${name}`);
  return most;
}
