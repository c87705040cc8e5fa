import type { InLevels } from '../genealogy/in-levels.js';
import type { Traced } from '../scope.js';
import type { Question } from './inquiry.js';

export type AskedPreview = Pick<Extract<Question, { kind: 'PREVIEW' }>, 'recallId' | 'asOf'>;

/** What launching a recall would do, as far as it matters to who keeps it. */
export interface FoundPreview {
  /** What is kept in one piece. */
  readonly answer: object;
  /** A level for each kind of them. */
  readonly recipients: Iterable<FoundRecipient>;
  readonly traced: Traced;
}

export interface FoundRecipient extends InLevels {
  readonly recipient: object;
}
