import { wordsFor } from '../words/words-for.js';
import { draftNotice } from './draft-notice.js';
import type { NoticeContent, RenderedNotice } from './notice.js';
import { noticeHtml } from './notice-html.js';
import { noticeText } from './notice-text.js';

/** A notice in its frame. The same content gives the same bytes, so a message need not be kept to be shown again. */
export function renderNotice(content: NoticeContent, language: string, { isTest = false } = {}): RenderedNotice {
  const { words, language: found, fellBack } = wordsFor(language);
  const draft = draftNotice(content, words, isTest);
  return {
    subject: draft.subject,
    text: noticeText(draft),
    html: noticeHtml(draft, found),
    language: found,
    fellBack,
    urgent: draft.urgent,
  };
}
