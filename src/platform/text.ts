/** Why a text from outside is not taken. Returned, not thrown: one bad item must not lose its whole request. */
export class InvalidText {
  /** @param reason the rest of the sentence that begins with the field's name: "is empty" */
  constructor(readonly reason: string) {}

  toString(): string {
    return this.reason;
  }
}

/** Control characters, line and paragraph separators, and halves of surrogate pairs, which no database can store. */
const NOT_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const NOT_IN_PARAGRAPHS = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Characters that reorder what is read around them, so that a name could pretend to be another. */
const REORDERING = /[\u202A-\u202E\u2066-\u2069]/u;

/** Before composing: it may shorten a text, and reordering a very long run of accents is slow. */
const RAW_FACTOR = 4;

/** A text of one line: names, codes, addresses. Trimmed and composed (NFC); markup is text like any other. */
export function readLine(raw: string, longest: number): string | InvalidText {
  return read(raw, longest, NOT_IN_A_LINE);
}

/** A text that may have several lines; they end in a line feed, whatever system wrote them. */
export function readParagraphs(raw: string, longest: number): string | InvalidText {
  if (raw.length > longest * RAW_FACTOR) return tooLong(longest);
  return read(raw.replace(/\r\n?/g, '\n'), longest, NOT_IN_PARAGRAPHS);
}

function read(raw: string, longest: number, unwanted: RegExp): string | InvalidText {
  if (raw.length > longest * RAW_FACTOR) return tooLong(longest);
  const text = raw.trim().normalize('NFC');
  if (text === '') return new InvalidText('is empty');
  if (text.length > longest) return tooLong(longest);
  if (unwanted.test(text)) return new InvalidText('has a control character or a line break');
  if (REORDERING.test(text)) return new InvalidText('has a character that changes the direction of reading');
  return text;
}

function tooLong(longest: number): InvalidText {
  return new InvalidText(`is longer than ${longest} characters`);
}
