import type { Words } from '../../notifications/index.js';
import { parseDecimal } from '../../platform/decimal.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import { InvalidText, readParagraphs } from '../../platform/text.js';
import { type AnsweredCounts, COUNTS } from './answer.js';

/** A form as a browser sends it: anything may be missing, and anything may be in it. */
export type AnswerForm = Readonly<Record<string, unknown>>;

export type AnswerField = (typeof COUNTS)[number] | 'comment';

/** What is wrong with a form: a field that cannot be read, no confirmation, or no quantity at all; and what to say of it. */
export interface AnswerFlaw {
  readonly field: AnswerField | 'confirm' | 'quantities';
  readonly error: keyof Words['answer']['errors'];
}

export interface ReadAnswer extends AnsweredCounts {
  readonly comment: string | null;
}

/** More than any recipient has; it keeps a slip of the finger out of the totals. */
const MOST = 1_000_000_000;

/** The answer, or everything that is wrong with the form. Who has nothing left says 0, which is an answer too. */
export function readAnswer(form: AnswerForm): ReadAnswer | readonly AnswerFlaw[] {
  const wrong: AnswerFlaw[] = [];
  if (form['confirm'] !== 'yes') wrong.push({ field: 'confirm', error: 'notConfirmed' });
  if (COUNTS.every((field) => textOf(form, field) === '')) wrong.push({ field: 'quantities', error: 'nothingGiven' });
  const counts = Object.fromEntries(COUNTS.map((field) => [field, readCount(textOf(form, field), field, wrong)]));
  const comment = readComment(textOf(form, 'comment'), wrong);
  return wrong.length > 0 ? wrong : { ...(counts as Record<keyof AnsweredCounts, string | null>), comment };
}

/** Three digits behind a separator: a thousand to some, decimals to others, whatever language the page is in. */
const THOUSAND_OR_DECIMALS = /^\+?0*[1-9]\d{0,2}([.,'’\s]\d{3})+([.,]\d*)?$/;

function readCount(text: string, field: AnswerField, wrong: AnswerFlaw[]): string | null {
  if (text === '') return null;
  if (THOUSAND_OR_DECIMALS.test(text)) {
    wrong.push({ field, error: 'thousandOrDecimals' });
    return null;
  }
  // Most of Europe writes a comma.
  const count = parseDecimal(text.replace(',', '.'));
  if (!(count instanceof InvalidText) && Number(count) >= 0 && Number(count) <= MOST) return count;
  wrong.push({ field, error: 'notANumber' });
  return null;
}

function readComment(text: string, wrong: AnswerFlaw[]): string | null {
  if (text === '') return null;
  const comment = readParagraphs(text, BOUNDS.text);
  if (!(comment instanceof InvalidText)) return comment;
  wrong.push({ field: 'comment', error: 'tooLong' });
  return null;
}

/** What was typed into a field; a field sent twice, or as something else, counts as empty. */
export function textOf(form: AnswerForm, field: AnswerField): string {
  const value = Object.hasOwn(form, field) ? form[field] : '';
  return typeof value === 'string' ? value.trim() : '';
}
