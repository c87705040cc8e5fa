import type { Context } from '../../platform/context.js';
import { type Connection, type PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import type { Inquiry, InquiryStatus } from './inquiry.js';
import { listInquiries } from './inquiry.query.js';

export interface InquiriesAsked {
  readonly status?: InquiryStatus | null;
  readonly ofEveryone: boolean;
}

const STATUSES: readonly InquiryStatus[] = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'];

/** A page of the inquiries that someone has asked, the newest first; of everyone's, for those who may see whom goods reached. */
export function pageOfInquiries(
  context: Context,
  { status, ofEveryone }: InquiriesAsked,
  page: PageArgs,
): Promise<Connection<Inquiry>> {
  const { db, actor } = context;
  if (ofEveryone && actor.role !== 'QUALITY' && actor.role !== 'AUDITOR') {
    throw new Refusal('FORBIDDEN', `Your role, ${actor.role}, may list its own inquiries only.`);
  }
  const wanted = { askedBy: ofEveryone ? null : actor.id, statuses: status == null ? STATUSES : [status] };
  return pageOf(context, page, {
    scope: `inquiries ${JSON.stringify(wanted)}`,
    find: (limit, after) => listInquiries(db, wanted, limit, after),
    keyOf: ({ askedAt, id }) => [askedAt.toISOString(), id],
  });
}
