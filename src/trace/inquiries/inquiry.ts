import type { BatchWhereabouts } from '../batch-whereabouts.js';

/*
 * # Inquiries: questions that take longer than a request may
 *
 * Where a batch of millions was at a time is played back from its records, which takes minutes. Who asks that gets an
 * inquiry at once, sees how far it has come, and fetches the answer when it is there. An inquiry waits in the database until
 * a Retrace is free; one that dies, or is told to stop, leaves it to another, by a lease. The answer is that of
 * `Batch.whereabouts`, read in one unchanging picture of the database.
 */
export type InquiryStatus = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED';

export interface Inquiry {
  readonly id: string;
  readonly batchId: string;
  readonly asOf: Date;
  readonly asKnownAt: Date | null;
  readonly askedAt: Date;
  readonly status: InquiryStatus;
  readonly unitsDone: number;
  /** Null until they were counted. */
  readonly unitsTotal: number | null;
  readonly whereabouts: BatchWhereabouts | null;
  readonly failure: string | null;
  readonly finishedAt: Date | null;
}
