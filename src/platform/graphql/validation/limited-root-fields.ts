import type { SelectionSetNode, ValidationRule } from 'graphql';

import { BOUNDS } from '../bounds.js';
import { Refusal } from '../refusal.js';
import { fieldsOf, oncePerFragment, spreadsOf } from './fragments.js';

/** Each root field is a request of its own: bounded, those of fragments included. */
export const limitedRootFields: ValidationRule = (context) => {
  const countOfFragment = oncePerFragment(context, 0, ({ selectionSet }) => countOf(selectionSet));

  function countOf(set: SelectionSetNode): number {
    let count = [...fieldsOf(set)].length;
    for (const name of spreadsOf(set)) count += countOfFragment(name);
    return count;
  }

  return {
    OperationDefinition({ selectionSet }) {
      if (countOf(selectionSet) > BOUNDS.rootFields) {
        context.reportError(new Refusal('TOO_COMPLEX', `An operation may have ${BOUNDS.rootFields} root fields.`));
      }
    },
  };
};
