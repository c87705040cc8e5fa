import type { Queryable } from '../../platform/database/database.js';
import type { BatchWhereabouts } from '../whereabouts/batch-whereabouts.js';
import type { Inquiry, InquiryAnswer } from './inquiry.js';

type AnswerOf = InquiryAnswer & Pick<Inquiry, 'id'>;

/** As JSON keeps it. */
type Stored<Value> = { readonly [Key in keyof Value]: Value[Key] extends Date | null ? string | null : Value[Key] };

type StoredAnswer = Exclude<InquiryAnswer, { kind: 'WHEREABOUTS' }> | StoredWhereabouts;

interface StoredWhereabouts {
  readonly kind: 'WHEREABOUTS';
  readonly answer: Stored<BatchWhereabouts>;
}

type AnswerRow = StoredAnswer & Pick<Inquiry, 'id' | 'asOf' | 'asKnownAt'>;

/** The answers of inquiries that are DONE. It may be large, and who only asks how far an inquiry has come does not read it. */
export const answerOfInquiry = {
  async find(db: Queryable, ids: readonly string[]): Promise<AnswerOf[]> {
    const rows = await db.rows<AnswerRow>(
      'answer_of_inquiry',
      `
      select inquiry.inquiry_id as id, inquiry.kind, inquiry.as_of as "asOf", inquiry.as_known_at as "asKnownAt",
        inquiry.answer
      from inquiry
      where inquiry.inquiry_id = any($1::uuid[])
        and inquiry.answer is not null
      `,
      [ids],
    );
    return rows.map(answerIn);
  },
  keyOf: ({ id }: AnswerOf) => id,
};

function answerIn(row: AnswerRow): AnswerOf {
  if (row.kind !== 'WHEREABOUTS') return row;
  const { id, kind, answer, asOf, asKnownAt } = row;
  const knownThrough = answer.knownThrough === null ? null : new Date(answer.knownThrough);
  return { id, kind, answer: { ...answer, asOf, asKnownAt, knownThrough } };
}
