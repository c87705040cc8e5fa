import type { GenealogySums } from '../genealogy/genealogy.js';
import type { Direction } from '../genealogy/walked.js';
import type { Traced } from '../scope.js';
import type { BatchWhereabouts } from '../whereabouts/batch-whereabouts.js';

/*
 * # Inquiries: questions that take longer than a request may
 *
 * Where a batch of millions was at a time is played back from its records, which takes minutes; so do the recipients of a
 * large scope, what was made of an ingredient of everything, and what launching a large recall would do. Who asks that gets an inquiry at once, sees how far it has
 * come, and fetches the answer when it is there; or cancels it. The answer is that of `Batch.whereabouts`, of `recipients`, of
 * `madeFrom` or `madeInto`, or of `Recall.preview`, read in one unchanging picture of the database.
 *
 * An inquiry waits in the database until a Retrace is free to **run** it. A run holds the inquiry by a lease and a token; one
 * that dies, or is told to stop, leaves it to another run, and an inquiry that is cancelled is nobody's. An answer of many
 * entries is kept in **parts**, which carry the token of their run, and are the answer's when that run has ended it: what a
 * run has written that came to no other end is seen by nobody, and is deleted with the inquiry at the latest.
 */
export type InquiryKind = 'WHEREABOUTS' | 'RECIPIENTS' | 'GENEALOGY' | 'PREVIEW';

export type InquiryStatus = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

export interface Inquiry {
  readonly id: string;
  readonly kind: InquiryKind;
  /** Whose whereabouts or genealogy is asked for. */
  readonly batchId: string | null;
  /** Whose genealogy is asked for. */
  readonly unitId: string | null;
  readonly direction: Direction | null;
  /** Whose preview is asked for, as it was written then. */
  readonly recallId: string | null;
  readonly recallVersion: number | null;
  readonly asOf: Date;
  readonly asKnownAt: Date | null;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly status: InquiryStatus;
  /** Of what a kind of inquiry goes through: units, or makings. */
  readonly unitsDone: number;
  /** Null until they were counted. */
  readonly unitsTotal: number | null;
  readonly failure: string | null;
  readonly finishedAt: Date | null;
}

/** What is asked. */
export type Question =
  | {
      readonly kind: 'WHEREABOUTS';
      readonly batchId: string;
      readonly asOf: Date;
      readonly asKnownAt: Date | null;
    }
  | {
      readonly kind: 'RECIPIENTS';
      /** The goods, as who asked has written them down. */
      readonly scope: unknown;
      readonly asOf: Date;
    }
  | ({ readonly kind: 'GENEALOGY'; readonly direction: Direction; readonly asOf: Date } & BatchOrUnit)
  | { readonly kind: 'PREVIEW'; readonly recallId: string; readonly recallVersion: number; readonly asOf: Date };

export type BatchOrUnit =
  { readonly batchId: string; readonly unitId: null } | { readonly batchId: null; readonly unitId: string };

/**
 * What came of it, without what is kept in parts: of recipients and of a preview each recipient, of a genealogy its makings and
 * batches, and of all three what was gone through. What else a preview says is known to who answers it.
 */
export type InquiryAnswer =
  | { readonly kind: 'WHEREABOUTS'; readonly answer: BatchWhereabouts }
  | { readonly kind: 'RECIPIENTS'; readonly answer: Pick<Traced, 'truncated'> }
  | { readonly kind: 'GENEALOGY'; readonly answer: GenealogySums }
  | { readonly kind: 'PREVIEW'; readonly answer: object };
