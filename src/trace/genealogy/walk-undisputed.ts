import { openConflictsOf, someConflictIsOpen } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { chunksOf } from '../journeys/load-journeys.js';
import { disputedClaims } from './genealogy.query.js';
import type { Genealogy } from './walked.js';

/**
 * What a walk went through that two records contradict each other about, to walk again `without` it; null when no walk can
 * come to anything else.
 */
export async function disputedIn(
  db: Queryable,
  { makings, batches, wentThroughHolders }: Genealogy,
): Promise<Set<string> | null> {
  const disputed = new Set<string>();
  if (await someConflictIsOpen(db)) {
    for (const { movementId, batchId } of await disputedClaims(db)) if (batches.has(batchId)) disputed.add(movementId);
  }
  for (const chunk of chunksOf([...makings.keys()])) {
    for (const movementId of await openConflictsOf(db, chunk)) disputed.add(movementId);
  }
  return disputed.size > 0 || wentThroughHolders ? disputed : null;
}
