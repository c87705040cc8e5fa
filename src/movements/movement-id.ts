import { derivedId } from '../platform/database/derived-id.js';

/** How many of the last characters of a sender's id differ between neighbours: scan-000123, scan-000124. */
const COUNTING = 3;

/** A movement is known by its source and the id that the source gave it; neighbours in a sender's numbering lie together. */
export function movementId(sourceId: string, sourceRef: string): string {
  return derivedId(`movement ${sourceId} ${sourceRef}`, `movement ${sourceId} ${sourceRef.slice(0, -COUNTING)}`);
}
