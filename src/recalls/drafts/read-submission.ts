import type { Context } from '../../platform/context.js';
import type { Recall } from '../recall.js';
import { snapshotOf } from './scope-snapshot.query.js';

/** What an approver decides on, and what launching is compared with. */
export async function readSubmission({ db }: Context, { id, version, submittedHash }: Recall) {
  const snapshot = submittedHash === null ? null : await snapshotOf(db, id, version);
  if (!submittedHash || !snapshot) return null;
  const { knownThrough, units, customerIds } = snapshot;
  return { approvalHash: submittedHash, knownThrough, units, customers: customerIds.length };
}
