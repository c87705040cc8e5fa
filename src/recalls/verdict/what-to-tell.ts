import type { Recall } from '../recall.js';
import { textFor } from '../texts.rule.js';
import type { GoodsVerdict } from './read-verdict.js';
import type { Verdict } from './ruling.rule.js';

/** What customer service says about goods, from the recall's own approved texts. */
export interface WhatToTell {
  readonly recall: Recall;
  readonly verdict: Verdict;
  /** The language of the texts, which need not be the one asked for. */
  readonly language: string;
  readonly reason: string;
  readonly hazard: string;
  readonly whatToDo: string;
  readonly remedy: string | null;
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
}

export function whatToTell({ recalls, closedRecalls }: GoodsVerdict, language: string): WhatToTell[] {
  return [...recalls, ...closedRecalls].flatMap(({ recall, verdict }) => {
    const text = textFor(recall.texts, language);
    const { contactPhone, contactEmail } = recall;
    return text ? [{ ...text, recall, verdict, contactPhone, contactEmail }] : [];
  });
}
