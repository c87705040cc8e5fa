import { type Language, LANGUAGES } from '../notice/notice.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { it } from './it.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import type { Words } from './words.js';

const WORDS: Readonly<Record<Language, Words>> = { en, de, fr, es, pt, it, pl };

export interface WordsFound {
  readonly words: Words;
  readonly language: Language;
  /** True when there are none in the language asked for, and English was taken. */
  readonly fellBack: boolean;
}

/** The frame's words in a language: `de`, or `de-AT`, whose words are those of `de`. */
export function wordsFor(language: string): WordsFound {
  const [wanted] = language.trim().toLowerCase().split('-');
  const found = LANGUAGES.find((known) => known === wanted);
  return { words: WORDS[found ?? 'en'], language: found ?? 'en', fellBack: found === undefined };
}
