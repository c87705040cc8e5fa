import type { NoticeAudience, NoticeContent, NoticeKind } from '../notice/notice.js';

/** The frame's words in one language: all that a notice and its answer page say besides what the recall itself says. */
export interface Words {
  /** For dates: `en-GB` writes 1 March 2026, which nobody reads as January. */
  readonly locale: string;
  readonly subject: SubjectWords;
  /**
   * The words over a recall that consumers read: Regulation (EU) 2023/988, Art. 36 (2) (a). English and German are the
   * regulation's own; the others are translated here and still to be compared with its other language versions.
   */
  readonly safetyRecall: string;
  readonly kinds: Readonly<Record<NoticeKind, string>>;
  readonly greeting: string;
  readonly greetingByName: (name: string) => string;
  /** What the company does, in one sentence. */
  readonly opening: Readonly<Record<NoticeKind, (company: string) => string>>;
  readonly basis: BasisWords;
  /** What is new in a further wave. */
  readonly news: Readonly<Record<NonNullable<NoticeContent['news']>, string>>;
  /** 21 CFR 7.49 (c) (1) (ii); Regulation (EU) 2023/988, Art. 36 (2) (d). */
  readonly stop: Readonly<Record<NoticeAudience, string>>;
  /** Instead of `stop` where goods are corrected and not taken back. */
  readonly correctFirst: string;
  /** Sub-recall for businesses, 21 CFR 7.49 (c) (1) (iii); for consumers, Art. 36 (2) (g). */
  readonly passOn: Readonly<Record<'BUSINESS' | 'CONSUMER', string>>;
  readonly internal: string;
  readonly headings: HeadingWords;
  readonly labels: LabelWords;
  readonly invitation: InvitationWords;
  readonly answer: AnswerWords;
}

interface SubjectWords {
  readonly urgent: string;
  readonly exercise: string;
  readonly test: string;
  readonly internal: string;
  readonly furtherWave: string;
  readonly andMore: (count: number) => string;
}

interface BasisWords {
  readonly exact: string;
  readonly mayHave: string;
  /** After `exact`, of goods beyond those. */
  readonly mayHaveMore: string;
  readonly carrier: string;
}

interface HeadingWords {
  readonly products: string;
  readonly reason: string;
  readonly hazard: string;
  readonly whatToDo: string;
  readonly remedy: string;
  readonly contact: string;
  readonly answer: string;
}

interface LabelWords {
  readonly reference: string;
  readonly recallClass: string;
  readonly issuedOn: string;
  readonly brand: string;
  readonly gtin: string;
  readonly batch: string;
  readonly producedOn: string;
  readonly expiresOn: string;
  readonly serials: string;
  readonly quantity: string;
  readonly references: string;
  readonly phone: string;
  readonly email: string;
}

interface InvitationWords {
  readonly text: string;
  readonly by: (date: string) => string;
  readonly button: string;
  /** The link is personal: whoever has it answers for this recipient. */
  readonly personal: string;
}

/** The page behind the button: a form without login and without JavaScript. */
export interface AnswerWords {
  readonly title: string;
  readonly intro: (company: string, reference: string) => string;
  readonly confirm: string;
  readonly quantities: string;
  readonly received: (quantity: string) => string;
  readonly onHand: string;
  readonly soldOn: string;
  readonly returned: string;
  readonly destroyed: string;
  readonly remarks: string;
  readonly signedBy: string;
  readonly optional: string;
  readonly send: string;
  readonly answeredBefore: (date: string) => string;
  readonly thanks: string;
  readonly thanksText: string;
  readonly errors: AnswerErrorWords;
}

interface AnswerErrorWords {
  readonly heading: string;
  /** Unknown, expired and foreign links read the same. */
  readonly linkNotValid: string;
  readonly notConfirmed: string;
  readonly notANumber: string;
  /** "1.000" is one for some readers, and a thousand for others. */
  readonly thousandOrDecimals: string;
  readonly nothingGiven: string;
  readonly tooMuch: string;
  readonly tooLong: string;
  readonly tooManyRequests: string;
  readonly tryLater: string;
}
