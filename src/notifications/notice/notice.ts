/**
 * What a recall has to tell one recipient, in their language where the recall has it. The frame around it (layout,
 * greeting, labels, what the law wants said) is added by `renderNotice`. Everything here may come from strangers.
 *
 * The list follows 21 CFR 7.49 (c) and Regulation (EU) 2023/988, Art. 36 (2).
 */
export interface NoticeContent {
  readonly companyName: string;
  /** The recall's number, as people quote it on the phone. */
  readonly reference: string;
  readonly kind: NoticeKind;
  readonly recallClass: 'I' | 'II' | 'III' | null;
  readonly audience: NoticeAudience;
  /**
   * Of a further wave: that it is proposed, to the company's own people; that the recipient has more than an earlier notice
   * said. Null: neither.
   */
  readonly news: 'WAVE_PROPOSED' | 'MORE_THAN_BEFORE' | null;
  /** Whether the recipient is known to have received the goods, or may have, or some for certain and perhaps more. */
  readonly basis: 'EXACT' | 'MAY_HAVE' | 'EXACT_AND_MAY_HAVE_MORE';
  /** The day of the launch, `2026-03-01`. */
  readonly issuedOn: string;
  readonly recipientName: string | null;
  readonly products: readonly NoticeProduct[];
  /** The language that the next four are written in, which is not always the reader's. */
  readonly textLanguage: string;
  readonly reason: string;
  readonly hazard: string;
  readonly whatToDo: string;
  readonly remedy: string | null;
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
  /** Where the recipient answers. Null: no answer is asked for, and the notice has no button. */
  readonly answerUrl: string | null;
  /** Until when an answer is asked for, `2026-03-08`. */
  readonly answerBy: string | null;
}

export type NoticeKind = 'RECALL' | 'CORRECTION' | 'MARKET_WITHDRAWAL' | 'STOCK_RECOVERY' | 'MOCK';
export type NoticeAudience = 'BUSINESS' | 'CONSUMER' | 'CARRIER' | 'INTERNAL';

export interface NoticeProduct {
  readonly name: string;
  readonly gtin: string;
  readonly brand: string | null;
  readonly batches: readonly NoticeBatch[];
  /** Single serials and ranges, written as they should be read: `A100`, `A100 – A199`. */
  readonly serials: readonly string[];
  /** How much this recipient received for certain, written with its unit: `24`, `12.5 kg`. */
  readonly quantity: string | null;
  /** The recipient's orders or shipments that it came with. */
  readonly references: readonly string[];
}

export interface NoticeBatch {
  readonly number: string;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
}

export interface RenderedNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Class I or II: the message is marked as important. */
  readonly urgent: boolean;
  /** The language of the frame. */
  readonly language: Language;
  /** True when the frame does not exist in the language asked for, and English was taken. */
  readonly fellBack: boolean;
}

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'pl'] as const;
export type Language = (typeof LANGUAGES)[number];
