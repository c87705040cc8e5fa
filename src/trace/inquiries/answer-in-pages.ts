import type { Context } from '../../platform/context.js';
import { type PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import type { GenealogyInPages, MakingInLevels } from '../genealogy/genealogy.js';
import type { Recipient } from '../recipients/recipient-tally.js';
import type { RecipientsPage } from '../recipients/recipients-page.js';
import type { Traced } from '../scope.js';
import { answerOfInquiry } from './answer-of-inquiry.js';
import type { FoundRecipient } from './found-preview.js';
import { partsOfAnswer, tracedOfAnswer } from './inquiry-part.query.js';

/** A page of the recipients that an inquiry has found; null while there is no answer. */
export async function recipientsOfInquiry(
  context: Context,
  page: PageArgs,
  inquiryId: string,
): Promise<RecipientsPage | null> {
  const { db, load } = context;
  const found = await load(answerOfInquiry, inquiryId);
  if (found?.kind !== 'RECIPIENTS') return null;
  const { truncated } = found.answer;
  const name = `recipients of inquiry ${inquiryId}`;
  const connection = await pageOf(context, page, {
    scope: name,
    find: async (limit, after) => {
      const last = after && { level: 0, id: String(after[0]) };
      const parts = await partsOfAnswer<Recipient>(db, inquiryId, 'RECIPIENT', limit, last);
      return parts.map(({ part }) => part);
    },
    keyOf: ({ customerId }) => [customerId],
  });
  const readTraced = async () => ({ ...(await tracedOfAnswer(db, inquiryId)), truncated });
  return Object.assign(connection, { name, truncated, readTraced });
}

/** The genealogy that an inquiry has found; null while there is no answer. */
export async function genealogyOfInquiry({ db, load }: Context, inquiryId: string): Promise<GenealogyInPages | null> {
  const found = await load(answerOfInquiry, inquiryId);
  if (found?.kind !== 'GENEALOGY') return null;
  return {
    ...found.answer,
    name: `of inquiry ${inquiryId}`,
    async findMakings(limit, after) {
      const parts = await partsOfAnswer<MakingInLevels>(db, inquiryId, 'MAKING', limit, after);
      return parts.map(({ part }) => part);
    },
    findBatches: (limit, after) => partsOfAnswer<null>(db, inquiryId, 'BATCH', limit, after),
    readTraced: async () => ({ ...(await tracedOfAnswer(db, inquiryId)), truncated: found.answer.truncated }),
  };
}

/** A preview as it was kept. */
export interface KeptPreview {
  readonly answer: object;
  readonly recipients: readonly FoundRecipient[];
  /** Everything that was gone through for it. */
  readonly readTraced: () => Promise<Omit<Traced, 'truncated'>>;
}

/** More than any company has customers. */
const MOST_RECIPIENTS = 1_000_000;

/** The preview that an inquiry has found; null while there is no answer. */
export async function previewOfInquiry({ db, load }: Context, inquiryId: string): Promise<KeptPreview | null> {
  const found = await load(answerOfInquiry, inquiryId);
  if (found?.kind !== 'PREVIEW') return null;
  const parts = await partsOfAnswer<object>(db, inquiryId, 'RECIPIENT', MOST_RECIPIENTS, null);
  return {
    answer: found.answer,
    recipients: parts.map(({ level, id, part }) => ({ level, id, recipient: part })),
    readTraced: () => tracedOfAnswer(db, inquiryId),
  };
}
