import type { ValidationRule } from 'graphql';

import { BOUNDS } from '../bounds.js';
import { Refusal } from '../refusal.js';

/** An alias asks for the same field once more; a document full of them is many requests in the coat of one. */
export const limitedAliases: ValidationRule = (context) => {
  let aliases = 0;
  return {
    Field(node) {
      // Reported once, when the bound is passed.
      if (node.alias && ++aliases === BOUNDS.aliases + 1) {
        context.reportError(
          new Refusal('TOO_COMPLEX', `A document may have ${BOUNDS.aliases} aliases; use lists instead.`),
        );
      }
    },
  };
};
