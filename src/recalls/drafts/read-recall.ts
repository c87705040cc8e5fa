import { parseLanguage, parsePhone } from '../../parties/index.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import { parseMailAddress } from '../../platform/mail-address.js';
import { InvalidText, readLine, readParagraphs } from '../../platform/text.js';
import type { Problem } from '../problem.js';
import type { RecallContent, RecallText } from '../recall.js';
import type { RecallClass, RecallKind } from '../recall.rules.js';
import { readScope, type ScopeInput } from '../scope/read-scope.js';
import { isEmpty } from '../scope/scope.js';

/** A recall's content as a client writes it. */
export interface RecallInput {
  readonly kind: RecallKind;
  readonly recallClass: RecallClass;
  readonly title: string;
  readonly texts: readonly RecallTextInput[];
  readonly contactPhone?: string | null;
  readonly contactEmail?: string | null;
  readonly answerWithinDays: number;
  readonly scope: ScopeInput;
}

interface RecallTextInput {
  readonly language: string;
  readonly reason: string;
  readonly hazard: string;
  readonly whatToDo: string;
  readonly remedy?: string | null;
}

const LONGEST_TITLE = 200;
const MOST_LANGUAGES = 30;
const MOST_ANSWER_DAYS = 90;

/** The content that was written, or everything that is wrong with it. A draft may still lack what its submission needs. */
export function readRecall(input: RecallInput): RecallContent | readonly Problem[] {
  const problems: Problem[] = [];
  const content = {
    kind: input.kind,
    recallClass: input.recallClass,
    title: take(readLine(input.title, LONGEST_TITLE), 'title', problems),
    texts: readTexts(input.texts, problems),
    contactPhone: readOptional(input.contactPhone, parsePhone, 'contactPhone', problems),
    contactEmail: readOptional(input.contactEmail, readEmail, 'contactEmail', problems),
    answerWithinDays: input.answerWithinDays,
    scope: readScope(input.scope, problems),
  };
  if (
    !Number.isInteger(input.answerWithinDays) ||
    input.answerWithinDays < 1 ||
    input.answerWithinDays > MOST_ANSWER_DAYS
  ) {
    problems.push({ field: 'answerWithinDays', message: `must be 1 to ${MOST_ANSWER_DAYS}.` });
  }
  return problems.length > 0 ? problems : content;
}

/** What a recall needs before someone else can decide on it, as far as it is missing. */
export function missingForSubmission({ texts, contactPhone, contactEmail, scope }: RecallContent): Problem[] {
  return [
    ...(texts.length === 0
      ? [{ field: 'texts', message: 'is empty: a notice needs a text in one language at least.' }]
      : []),
    ...(contactPhone === null && contactEmail === null
      ? [{ field: 'contactPhone', message: 'is empty, and so is contactEmail: a notice needs one of them.' }]
      : []),
    ...(isEmpty(scope)
      ? [{ field: 'scope', message: 'is empty: it must name a batch, a serial number or a range.' }]
      : []),
  ];
}

function readTexts(texts: readonly RecallTextInput[], problems: Problem[]): RecallText[] {
  if (texts.length > MOST_LANGUAGES) {
    problems.push({ field: 'texts', message: `has ${texts.length} entries; at most ${MOST_LANGUAGES} are possible.` });
    return [];
  }
  const read = texts.map((text, i) => readText(text, `texts[${i}]`, problems));
  const languages = read.map(({ language }) => language);
  languages.forEach((language, i) => {
    if (languages.indexOf(language) < i) {
      problems.push({ field: `texts[${i}].language`, message: `is ${language}, as that of an earlier text.` });
    }
  });
  return read.sort((a, b) => (a.language < b.language ? -1 : 1));
}

function readText(text: RecallTextInput, field: string, problems: Problem[]): RecallText {
  const paragraphs = (name: 'reason' | 'hazard' | 'whatToDo') =>
    take(readParagraphs(text[name], BOUNDS.text), `${field}.${name}`, problems);
  return {
    language: take(parseLanguage(text.language), `${field}.language`, problems),
    reason: paragraphs('reason'),
    hazard: paragraphs('hazard'),
    whatToDo: paragraphs('whatToDo'),
    remedy: readOptional(text.remedy, (raw) => readParagraphs(raw, BOUNDS.text), `${field}.remedy`, problems),
  };
}

function readOptional(
  raw: string | null | undefined,
  read: (text: string) => string | InvalidText,
  field: string,
  problems: Problem[],
): string | null {
  return isBlank(raw) ? null : take(read(raw), field, problems);
}

function readEmail(text: string): string | InvalidText {
  const parsed = parseMailAddress(text);
  return parsed instanceof InvalidText ? parsed : parsed.address;
}

function isBlank(text: string | null | undefined): text is null | undefined | '' {
  return text == null || text.trim() === '';
}

/** What cannot be read is reported, and the empty text stands for it until then: a content with problems goes nowhere. */
function take(read: string | InvalidText, field: string, problems: Problem[]): string {
  if (!(read instanceof InvalidText)) return read;
  problems.push({ field, message: `${read.reason}.` });
  return '';
}
