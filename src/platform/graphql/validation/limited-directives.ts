import type { ValidationRule } from 'graphql';

import { BOUNDS } from '../bounds.js';
import { Refusal } from '../refusal.js';

/** Directives cost time in validation whether they are known or not. */
export const limitedDirectives: ValidationRule = (context) => {
  let directives = 0;
  return {
    Directive() {
      if (++directives === BOUNDS.directives + 1) {
        context.reportError(new Refusal('TOO_COMPLEX', `A document may have ${BOUNDS.directives} directives.`));
      }
    },
  };
};
