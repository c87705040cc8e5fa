import type { ValidationRule } from 'graphql';

import { limitedAliases } from './validation/limited-aliases.js';
import { limitedDepth } from './validation/limited-depth.js';
import { limitedDirectives } from './validation/limited-directives.js';
import { limitedDuplicates } from './validation/limited-duplicates.js';
import { limitedRootFields } from './validation/limited-root-fields.js';

/** The bounds that a document itself can break. What it costs depends on its variables as well: see `cost.ts`. */
export const BOUNDING_RULES: readonly ValidationRule[] = [
  limitedAliases,
  limitedRootFields,
  limitedDuplicates,
  limitedDirectives,
  limitedDepth,
];
