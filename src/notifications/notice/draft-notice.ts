import type { Words } from '../words/words.js';
import { oneLine, paragraphsOf } from './harmless.js';
import type { NoticeAudience, NoticeBatch, NoticeContent, NoticeProduct } from './notice.js';

/** A notice in the order in which it is read, before it becomes text or HTML: both say the same because both come from it. */
export interface NoticeDraft {
  readonly subject: string;
  readonly urgent: boolean;
  /** Set apart at the top: URGENT, EXERCISE, TEST. */
  readonly marks: readonly string[];
  readonly headline: string;
  readonly company: string;
  readonly facts: readonly Fact[];
  readonly greeting: string;
  readonly opening: readonly string[];
  /** What must not be overlooked. */
  readonly warning: string | null;
  readonly productsHeading: string;
  readonly products: readonly { readonly name: string; readonly facts: readonly Fact[] }[];
  readonly textLanguage: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
  readonly passOn: string | null;
  readonly answer: AnswerDraft | null;
  readonly contactHeading: string;
  readonly contacts: readonly ContactDraft[];
}

export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
}

export interface AnswerDraft {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
  readonly url: string;
  readonly personal: string;
}

interface ContactDraft {
  readonly label: string;
  readonly value: string;
  readonly href: string;
}

const LONGEST_NAME_IN_SUBJECT = 60;

/** Puts a recall's content and the frame's words together. */
export function draftNotice(content: NoticeContent, words: Words, isTest: boolean): NoticeDraft {
  const { headings } = words;
  const urgent = isUrgent(content);
  const headline = headlineOf(content, words);
  return {
    subject: subjectOf(content, words, headline, isTest),
    urgent,
    marks: [
      ...(isTest ? [words.subject.test] : []),
      ...(content.kind === 'MOCK' ? [words.subject.exercise] : []),
      ...(urgent ? [words.subject.urgent] : []),
    ],
    headline,
    company: oneLine(content.companyName),
    facts: factsOf(content, words),
    greeting: content.recipientName ? words.greetingByName(oneLine(content.recipientName)) : words.greeting,
    opening: openingOf(content, words),
    warning: warningOf(content, words),
    productsHeading: headings.products,
    products: content.products.map((product) => ({ name: oneLine(product.name), facts: productFacts(product, words) })),
    textLanguage: content.textLanguage,
    sections: [
      { heading: headings.reason, paragraphs: paragraphsOf(content.reason) },
      { heading: headings.hazard, paragraphs: paragraphsOf(content.hazard) },
      { heading: headings.whatToDo, paragraphs: paragraphsOf(content.whatToDo) },
      { heading: headings.remedy, paragraphs: paragraphsOf(content.remedy ?? '') },
    ].filter(({ paragraphs }) => paragraphs.length > 0),
    passOn: passOnOf(content, words),
    answer: answerOf(content, words),
    contactHeading: headings.contact,
    contacts: contactsOf(content, words),
  };
}

/** 21 CFR 7.49 (b): class I and class II are marked urgent. */
function isUrgent({ kind, recallClass }: NoticeContent): boolean {
  return (kind === 'RECALL' || kind === 'CORRECTION') && (recallClass === 'I' || recallClass === 'II');
}

function headlineOf({ kind, audience }: NoticeContent, words: Words): string {
  return kind === 'RECALL' && audience === 'CONSUMER' ? words.safetyRecall : words.kinds[kind];
}

function subjectOf(content: NoticeContent, { subject }: Words, headline: string, isTest: boolean): string {
  const brackets = [
    ...(isTest ? [subject.test] : []),
    ...(content.kind === 'MOCK' ? [subject.exercise] : []),
    ...(content.audience === 'INTERNAL' ? [subject.internal] : []),
    ...(content.news === 'WAVE_PROPOSED' ? [subject.furtherWave] : []),
  ];
  const prefix = brackets.map((mark) => `[${mark}] `).join('') + (isUrgent(content) ? `${subject.urgent}: ` : '');
  const [first, ...others] = content.products;
  const products = first
    ? [shortened(oneLine(first.name)), ...(others.length ? [subject.andMore(others.length)] : [])]
    : [];
  return `${prefix}${[headline, products.join(' '), oneLine(content.reference)].filter(Boolean).join(' – ')}`;
}

function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST_NAME_IN_SUBJECT) return name;
  return `${characters.slice(0, LONGEST_NAME_IN_SUBJECT).join('').trimEnd()}…`;
}

function factsOf({ reference, recallClass, audience, issuedOn }: NoticeContent, { labels, locale }: Words): Fact[] {
  return [
    { label: labels.reference, values: [oneLine(reference)] },
    // A class tells a trader how serious it is, and a consumer nothing.
    ...(recallClass && audience !== 'CONSUMER' ? [{ label: labels.recallClass, values: [recallClass] }] : []),
    { label: labels.issuedOn, values: [dayIn(locale, issuedOn)] },
  ];
}

function openingOf({ kind, audience, basis, news, companyName }: NoticeContent, words: Words): string[] {
  const opening = words.opening[kind](oneLine(companyName));
  if (audience === 'INTERNAL') return [news ? words.news[news] : words.internal, opening];
  return [opening, ...(news ? [words.news[news]] : []), ...basisIn(words, audience, basis)];
}

function basisIn({ basis: words }: Words, audience: NoticeAudience, basis: NoticeContent['basis']): string[] {
  if (basis === 'MAY_HAVE') return [words.mayHave];
  if (audience === 'CARRIER') return [words.carrier];
  return basis === 'EXACT' ? [words.exact] : [words.exact, words.mayHaveMore];
}

function warningOf({ kind, audience }: NoticeContent, words: Words): string | null {
  if (kind === 'MOCK') return null;
  return kind === 'CORRECTION' ? words.correctFirst : words.stop[audience];
}

function passOnOf({ kind, audience }: NoticeContent, { passOn }: Words): string | null {
  return kind !== 'MOCK' && (audience === 'BUSINESS' || audience === 'CONSUMER') ? passOn[audience] : null;
}

function productFacts(product: NoticeProduct, words: Words): Fact[] {
  const { labels } = words;
  return [
    { label: labels.brand, values: product.brand === null ? [] : [oneLine(product.brand)] },
    { label: labels.gtin, values: [oneLine(product.gtin)] },
    { label: labels.batch, values: product.batches.map((batch) => batchLine(batch, words)) },
    { label: labels.serials, values: product.serials.map(oneLine) },
    { label: labels.quantity, values: product.quantity === null ? [] : [oneLine(product.quantity)] },
    { label: labels.references, values: product.references.map(oneLine) },
  ].filter(({ values }) => values.length > 0);
}

function batchLine({ number, producedOn, expiresOn }: NoticeBatch, { labels, locale }: Words): string {
  const dates = [
    ...(producedOn ? [`${labels.producedOn} ${dayIn(locale, producedOn)}`] : []),
    ...(expiresOn ? [`${labels.expiresOn} ${dayIn(locale, expiresOn)}`] : []),
  ];
  return oneLine(number) + (dates.length > 0 ? ` (${dates.join(', ')})` : '');
}

function answerOf({ answerUrl, answerBy }: NoticeContent, { invitation, headings, locale }: Words): AnswerDraft | null {
  if (answerUrl === null) return null;
  const paragraphs = [invitation.text, ...(answerBy ? [invitation.by(dayIn(locale, answerBy))] : [])];
  return {
    heading: headings.answer,
    paragraphs,
    button: invitation.button,
    // Percent-encoded, so that no character of it can end the attribute or the line it stands in.
    url: new URL(answerUrl).href,
    personal: invitation.personal,
  };
}

function contactsOf({ contactPhone, contactEmail }: NoticeContent, { labels }: Words): ContactDraft[] {
  const phone = oneLine(contactPhone ?? '');
  const email = oneLine(contactEmail ?? '');
  return [
    { label: labels.phone, value: phone, href: `tel:${phone.replace(/[^+0-9]/g, '')}` },
    { label: labels.email, value: email, href: `mailto:${encodeURIComponent(email)}` },
  ].filter(({ value }) => value !== '');
}

/** Making one costs more than the rest of a notice. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string): Intl.DateTimeFormat {
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  formats.set(locale, format);
  return format;
}

/** A day as people write it, `1 March 2026`. */
function dayIn(locale: string, day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? oneLine(day) : formatOf(locale).format(date);
}
