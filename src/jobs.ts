import { endExpiredKeysJob } from './keys/index.js';
import type { Job } from './platform/jobs/job.js';
import { followRecallsJob } from './recalls/index.js';
import { findOverdueJob, forgetInquiriesJob } from './trace/index.js';

/** Every background job, in the order of the features. */
export const jobs: readonly Job<never>[] = [endExpiredKeysJob, findOverdueJob, forgetInquiriesJob, followRecallsJob];
