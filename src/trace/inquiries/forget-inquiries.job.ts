import type { Context } from '../../platform/context.js';
import type { Job } from '../../platform/jobs/job.js';
import { deleteInquiriesFinishedBefore } from './inquiry.query.js';

const KEPT_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** An answer can be had again by asking again; what was asked stays in the audit trail. */
export const forgetInquiriesJob: Job = {
  name: 'forgetInquiries',
  cron: '30 3 * * *',
  run: ({ db, now }: Context) => deleteInquiriesFinishedBefore(db, new Date(now().getTime() - KEPT_DAYS * DAY_MS)),
};
