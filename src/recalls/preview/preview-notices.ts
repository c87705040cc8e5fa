import { type NoticeAudience, type RenderedNotice, renderNotice } from '../../notifications/index.js';
import { customerById } from '../../parties/index.js';
import type { Context } from '../../platform/context.js';
import { audienceOf, noticeContent } from '../notices/notice-content.js';
import type { Recall } from '../recall.js';
import { textFor } from '../texts.rule.js';
import { everyone, type RecallPreview } from './recall-preview.js';

/** A notice as its readers will get it, but for their name and quantity. */
export interface PreviewNotice extends RenderedNotice {
  readonly audience: NoticeAudience;
  /** The language that its readers asked for. */
  readonly readersLanguage: string;
  /** The language of the recall's own texts in it. */
  readonly textLanguage: string;
  readonly recipients: number;
}

/** Stands where a recipient's own link will. */
const SAMPLE_LINK = 'example';

/** One notice for each audience and language that it would go out in, and one for each language that there is a text in. */
export async function previewNotices(context: Context, preview: RecallPreview): Promise<PreviewNotice[]> {
  const { recall } = preview;
  const readers = await readersOf(context, preview);
  const wanted = new Map<string, { audience: NoticeAudience; language: string; recipients: number }>();
  const want = (audience: NoticeAudience, language: string, recipients: number) => {
    const key = `${audience} ${language}`;
    wanted.set(key, { audience, language, recipients: (wanted.get(key)?.recipients ?? 0) + recipients });
  };
  for (const { audience, language } of readers) want(audience, language, 1);
  for (const { language } of recall.texts) want('BUSINESS', language, 0);

  return [...wanted.values()].map(({ audience, language, recipients }) => {
    const content = sampleContent(context, preview, audience, language);
    return {
      ...renderNotice(content, language),
      audience,
      recipients,
      readersLanguage: language,
      textLanguage: content.textLanguage,
    };
  });
}

export function sampleContent(context: Context, preview: RecallPreview, audience: NoticeAudience, language: string) {
  const { recall, products, at } = preview;
  return noticeContent(context, recall, products, at, {
    audience,
    language,
    recipientName: null,
    news: null,
    basis: 'EXACT',
    quantity: null,
    answerUrl: audience === 'INTERNAL' ? null : `${context.installation.publicUrl}/answer/${SAMPLE_LINK}`,
  });
}

async function readersOf({ db }: Context, preview: RecallPreview) {
  const ids = preview.customers.map(({ partyId }) => partyId);
  const kinds = new Map((await customerById.find(db, ids)).map(({ id, kind }) => [id, kind]));
  return everyone(preview).map(({ partyKind, partyId, language }) => ({
    audience: audienceOf(partyKind, kinds.get(partyId)),
    language,
  }));
}

/** A language that recipients read and the recall has no text in. */
export interface MissingLanguage {
  readonly language: string;
  /** The language of the text they would get; null while there is none at all. */
  readonly fallback: string | null;
  readonly recipients: number;
}

export function missingLanguages(recall: Recall, preview: RecallPreview): MissingLanguage[] {
  const counts = new Map<string, number>();
  for (const { language } of everyone(preview)) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts]
    .filter(([language]) => !recall.texts.some((text) => text.language === language))
    .sort()
    .map(([language, recipients]) => ({
      language,
      fallback: textFor(recall.texts, language)?.language ?? null,
      recipients,
    }));
}
