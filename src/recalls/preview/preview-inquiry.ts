import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import type { MailChannel } from '../../platform/mail.js';
import {
  type AskedPreview,
  type FoundPreview,
  type Inquiry,
  previewOfInquiry,
  type Progress,
  queueInquiry,
} from '../../trace/index.js';
import { recallUnknown } from '../recall.outcomes.js';
import { recallById } from '../recall.query.js';
import type { RecallRecipient } from '../recipients/recipients.js';
import { evaluatePreview, type FreshPreview } from './preview-recall.js';
import type { RecallPreview } from './recall-preview.js';

/** Asks what launching a recall would do, to be answered soon and not now. */
export async function startPreviewInquiry(context: Context, recallId: string) {
  const recall = await context.load(recallById, recallId);
  if (!recall) return recallUnknown(recallId);
  const { version: recallVersion } = recall;
  const question = { kind: 'PREVIEW', recallId, recallVersion, asOf: context.now() } as const;
  const answer = await queueInquiry(context, 'startPreviewInquiry', question, { recallId, recallVersion });
  if (answer.outcome === 'TooManyInquiries') return answer;
  return { outcome: 'PreviewInquiryStarted', inquiry: answer.inquiry } as const;
}

/** What is kept of a preview in one piece, as JSON keeps it. */
interface KeptInOnePiece extends Pick<FreshPreview, 'whereabouts' | 'products' | 'holds' | 'warnings'> {
  readonly at: string;
  readonly knownThrough: string | null;
  readonly truncated: string | null;
}

/** A recipient as an entry of the answer. */
type Kept = RecallRecipient & { readonly isReachedSince: boolean };

/** In this order, each kind of recipients is a level of the answer. */
const KINDS = ['internal', 'carriers', 'customers'] as const;

/** Answers what was asked, for whoever keeps the answer. */
export async function answerPreview(
  db: Queryable,
  mail: Pick<MailChannel, 'sends'>,
  { recallId, asOf }: AskedPreview,
  progress: Progress,
): Promise<FoundPreview> {
  const [recall] = await recallById.find(db, [recallId]);
  if (!recall) throw new Error('The recall is gone.');
  const preview = await evaluatePreview(db, mail, recall, asOf, progress);
  const { at, knownThrough, whereabouts, products, holds, warnings, traced } = preview;
  const answer: KeptInOnePiece = {
    ...{ whereabouts, products, holds, warnings },
    at: at.toISOString(),
    knownThrough: knownThrough?.toISOString() ?? null,
    truncated: traced.truncated,
  };
  const reachedSince = new Set(preview.reachedSince.map(({ partyId }) => partyId));
  const recipients = KINDS.flatMap((kind, level) =>
    preview[kind].map((one) => {
      const recipient: Kept = { ...one, isReachedSince: kind === 'customers' && reachedSince.has(one.partyId) };
      return { level, id: one.partyId, recipient };
    }),
  );
  return { answer, recipients, traced };
}

/** The preview that an inquiry has found; null while there is none, and when the recall was edited since. */
export async function readPreviewOfInquiry(context: Context, { id, ...asked }: Inquiry): Promise<RecallPreview | null> {
  const recall = asked.recallId && (await context.load(recallById, asked.recallId));
  if (!recall || recall.version !== asked.recallVersion) return null;
  const found = await previewOfInquiry(context, id);
  if (!found) return null;
  const { at, knownThrough, truncated, ...kept } = found.answer as KeptInOnePiece;
  const [internal = [], carriers = [], customers = []] = KINDS.map((_, level) =>
    found.recipients.flatMap((one) => (one.level === level ? (one.recipient as Kept) : [])),
  );
  return {
    ...kept,
    ...{ recall, internal, carriers, customers },
    name: `preview of inquiry ${id}`,
    at: new Date(at),
    knownThrough: knownThrough === null ? null : new Date(knownThrough),
    reachedSince: customers.filter(({ isReachedSince }) => isReachedSince),
    readTraced: async () => ({ ...(await found.readTraced()), truncated }),
  };
}
