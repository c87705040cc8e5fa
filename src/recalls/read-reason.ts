import { BOUNDS } from '../platform/graphql/bounds.js';
import { type InvalidText, readParagraphs } from '../platform/text.js';

/** Why someone decided as they did: a decision that nobody can understand later is none. */
export function readReason(raw: string): string | InvalidText {
  return readParagraphs(raw, BOUNDS.text);
}
