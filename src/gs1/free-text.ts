import { CHARACTER_SET_82 } from './character-set.js';
import { InvalidIdentifier } from './invalid-identifier.js';

/** AI 10 and AI 21 hold this many characters. */
const LONGEST_CONFORMING = 20;

/** Real batch numbers are longer than the standard's; this is what we keep. */
const LONGEST_TEXT = 60;

/** Before normalising: composing may shorten a text, and reordering a very long run of accents is slow. */
const LONGEST_RAW = LONGEST_TEXT * 4;

/** A control character, a line separator, or half of a surrogate pair (which no database can store). */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A serial or batch number as someone wrote it, and whether AI 21 or AI 10 could hold it. */
export interface FreeText {
  readonly text: string;
  readonly conforming: boolean;
}

/** White space around the text is a scanner's or a spreadsheet's, not the text's; inside it, everything counts. */
export function parseFreeText(kind: string, raw: string): FreeText | InvalidIdentifier {
  if (raw.length > LONGEST_RAW) return tooLong(kind, raw);
  const text = raw.trim().normalize('NFC');
  if (text === '') return new InvalidIdentifier(kind, raw, 'is empty');
  if (text.length > LONGEST_TEXT) return tooLong(kind, raw);
  if (UNPRINTABLE.test(text)) return new InvalidIdentifier(kind, raw, 'has a character that cannot be printed');
  return { text, conforming: text.length <= LONGEST_CONFORMING && CHARACTER_SET_82.test(text) };
}

function tooLong(kind: string, raw: string): InvalidIdentifier {
  return new InvalidIdentifier(kind, raw, `is longer than ${LONGEST_TEXT} characters`);
}
