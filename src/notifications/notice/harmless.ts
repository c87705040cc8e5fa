/** Line breaks of every kind, and everything else that is not meant to be seen. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Reorders what stands around it, or hides: U+200B, marks and overrides of direction, U+2060 and after, byte order mark. */
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
/** Half of a surrogate pair, which no charset can carry. */
const HALVES = /\p{Cs}/gu;

/** Text from outside in one line, which looks like what it is. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(HALVES, '\uFFFD')
    .replace(/ +/g, ' ')
    .trim();
}

/** Text from outside, one entry for each line that has something in it. */
export function paragraphsOf(text: string): string[] {
  return text.split(/\r\n?|[\n\u2028\u2029]/).flatMap((line) => oneLine(line) || []);
}
