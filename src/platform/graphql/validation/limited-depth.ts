import type { SelectionSetNode, ValidationRule } from 'graphql';

import { BOUNDS } from '../bounds.js';
import { Refusal } from '../refusal.js';
import { fieldsOf, oncePerFragment, spreadsOf } from './fragments.js';

/** Bounds how deep fields lie in each other, through fragments too. */
export const limitedDepth: ValidationRule = (context) => {
  const depthOfFragment = oncePerFragment(context, 0, ({ selectionSet }) => depthOf(selectionSet));

  function depthOf(set: SelectionSetNode): number {
    let deepest = 0;
    for (const { selectionSet } of fieldsOf(set)) {
      deepest = Math.max(deepest, 1 + (selectionSet ? depthOf(selectionSet) : 0));
    }
    for (const name of spreadsOf(set)) deepest = Math.max(deepest, depthOfFragment(name));
    return deepest;
  }

  return {
    OperationDefinition({ selectionSet }) {
      if (depthOf(selectionSet) > BOUNDS.depth) {
        context.reportError(new Refusal('TOO_COMPLEX', `A document may be ${BOUNDS.depth} levels deep.`));
      }
    },
  };
};
