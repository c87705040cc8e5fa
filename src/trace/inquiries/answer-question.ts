import { requireSealed } from '../../movements/index.js';
import type { Service } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchById } from '../../products/index.js';
import { genealogyFrom, walkFrom } from '../genealogy/genealogy.js';
import type { Progress } from '../progress.js';
import { type GoodsToTrace, traceRecipients } from '../recipients/trace-recipients.js';
import { whereaboutsOfBatchAt } from '../whereabouts/batch-whereabouts.js';
import type { AskedPreview, FoundPreview } from './found-preview.js';
import type { InquiryAnswer, Question } from './inquiry.js';
import type { InquiryPart } from './inquiry-part.query.js';
import { partsOfGenealogy, partsOfPreview, partsOfRecipients } from './parts-of-answer.js';

export interface AnsweringService extends Pick<Service, 'db' | 'now'> {
  /** Who lets a scope be asked about knows what goods it means. */
  readonly goodsOf: (db: Queryable, scope: unknown) => Promise<GoodsToTrace>;
  /** Who lets a preview be asked for knows what launching a recall would do. */
  readonly previewOf: (db: Queryable, asked: AskedPreview, progress: Progress) => Promise<FoundPreview>;
}

/** What is kept of an answer: in one piece, and in parts. */
export interface Answered {
  readonly answer: InquiryAnswer['answer'];
  /** How much was gone through, where it is known in the end: units, or makings. */
  readonly units: number | null;
  readonly parts: Iterable<InquiryPart>;
}

const STATEMENT_TIMEOUT_MS = 10 * 60_000;
const IN_ONE_PICTURE = { snapshot: true, statementTimeoutMs: STATEMENT_TIMEOUT_MS };

/** As a request would be answered that had all the time it takes. */
export function answerQuestion(service: AnsweringService, question: Question, progress: Progress): Promise<Answered> {
  switch (question.kind) {
    case 'WHEREABOUTS':
      return answerWhereabouts(service, question, progress);
    case 'RECIPIENTS':
      return answerRecipients(service, question, progress);
    case 'GENEALOGY':
      return answerGenealogy(service, question, progress);
    case 'PREVIEW':
      return answerPreview(service, question, progress);
  }
}

type AQuestion<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>;

async function answerWhereabouts(
  { db, now }: AnsweringService,
  { batchId, asOf, asKnownAt }: AQuestion<'WHEREABOUTS'>,
  progress: Progress,
): Promise<Answered> {
  const [batch] = await batchById.find(db, [batchId]);
  if (!batch) throw new Error('The batch is gone.');
  if (asKnownAt) await requireSealed(db, asKnownAt, now());
  const answer = await db.transaction(
    (tx) => whereaboutsOfBatchAt(tx, batch, { asOf, asKnownAt }, progress),
    IN_ONE_PICTURE,
  );
  return { answer, units: answer.units, parts: [] };
}

async function answerRecipients(
  { db, goodsOf }: AnsweringService,
  { scope, asOf }: AQuestion<'RECIPIENTS'>,
  progress: Progress,
): Promise<Answered> {
  const found = await db.transaction(
    async (tx) => traceRecipients(tx, await goodsOf(tx, scope), asOf, progress),
    IN_ONE_PICTURE,
  );
  return { answer: { truncated: found.traced.truncated }, units: null, parts: partsOfRecipients(found) };
}

async function answerGenealogy(
  { db }: AnsweringService,
  { batchId, unitId, direction }: AQuestion<'GENEALOGY'>,
  progress: Progress,
): Promise<Answered> {
  const walk = await db.transaction(
    (tx) =>
      batchId === null
        ? walkFrom(tx, 'unit', unitId, direction, progress)
        : walkFrom(tx, 'batch', batchId, direction, progress),
    IN_ONE_PICTURE,
  );
  // PostgreSQL ends a transaction that waits long; sorting a million goods does not have to be part of it.
  const found = genealogyFrom(batchId ?? unitId, direction, walk);
  const { levels, batchCount, unitCount, makingCount, truncated } = found;
  const answer = { levels, batchCount, unitCount, makingCount, truncated };
  return { answer, units: makingCount, parts: partsOfGenealogy(found) };
}

async function answerPreview(
  { db, previewOf }: AnsweringService,
  question: AskedPreview,
  progress: Progress,
): Promise<Answered> {
  const found = await db.transaction((tx) => previewOf(tx, question, progress), IN_ONE_PICTURE);
  return { answer: found.answer, units: null, parts: partsOfPreview(found) };
}
