import type { NoticeProduct } from '../../notifications/index.js';
import type { Traced, Whereabouts } from '../../trace/index.js';
import type { Recall } from '../recall.js';
import type { RecallRecipient } from '../recipients/recipients.js';
import type { Reach } from '../scope/reach.js';

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
export interface RecallPreview extends ToBeTold {
  /** Tells its pages from those of other previews. */
  readonly name: string;
  readonly recall: Recall;
  readonly at: Date;
  readonly knownThrough: Date | null;
  readonly whereabouts: Whereabouts;
  readonly products: readonly NoticeProduct[];
  readonly holds: { readonly batches: number; readonly units: number };
  readonly warnings: readonly PreviewWarning[];
  /** Everything that was gone through for it. */
  readonly readTraced: () => Promise<Traced>;
}

/** What warnings are about. */
export interface Previewed extends ToBeTold {
  readonly recall: Recall;
  readonly at: Date;
  readonly reach: Reach;
}

export interface ToBeTold {
  readonly internal: readonly RecallRecipient[];
  readonly carriers: readonly RecallRecipient[];
  readonly customers: readonly RecallRecipient[];
  /** Of a launched recall, those of the customers whom its launch did not reach: their goods became known later. */
  readonly reachedSince: readonly RecallRecipient[];
}

export function everyone({ internal, carriers, customers }: ToBeTold): RecallRecipient[] {
  return [...internal, ...carriers, ...customers];
}
