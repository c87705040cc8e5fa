import type { NoticeProduct } from '../notifications/index.js';
import type { Reach } from './reach.js';
import type { Recall } from './recall.js';
import type { RecallRecipient } from './recipients.js';

export const WARNING = {
  BATCH_UNKNOWN: 'BATCH_UNKNOWN',
  NOTHING_FOUND: 'NOTHING_FOUND',
  PLACE_UNKNOWN: 'PLACE_UNKNOWN',
  UNACCOUNTED: 'UNACCOUNTED',
  REACHED_SINCE: 'REACHED_SINCE',
  MAY_HAVE: 'MAY_HAVE',
  BATCH_MISSING: 'BATCH_MISSING',
  MAKING_MISSING: 'MAKING_MISSING',
  NO_CONTACT: 'NO_CONTACT',
  NOBODY_INTERNAL: 'NOBODY_INTERNAL',
  NO_MAIL_SERVER: 'NO_MAIL_SERVER',
  GENEALOGY_CUT: 'GENEALOGY_CUT',
} as const;
export type Warning = keyof typeof WARNING;

/** Something that whoever decides should know first. */
export interface PreviewWarning {
  readonly code: Warning;
  readonly message: string;
}

/** What launching a recall now would do. Nothing is written. */
export interface RecallPreview extends Previewed {
  readonly warnings: readonly PreviewWarning[];
}

export interface Previewed {
  readonly recall: Recall;
  readonly at: Date;
  readonly reach: Reach;
  readonly products: readonly NoticeProduct[];
  readonly internal: readonly RecallRecipient[];
  readonly carriers: readonly RecallRecipient[];
  readonly customers: readonly RecallRecipient[];
  /** Of a launched recall, those of the customers whom its launch did not reach: their goods became known later. */
  readonly reachedSince: readonly RecallRecipient[];
}

export function everyone({ internal, carriers, customers }: Previewed): RecallRecipient[] {
  return [...internal, ...carriers, ...customers];
}
