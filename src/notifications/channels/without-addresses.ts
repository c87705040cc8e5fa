const LONGEST = 300;
const ADDRESS = /<?[^\s<>"'(),;:]+@[^\s<>"'(),;:]+>?/gu;
const NOT_IN_A_LINE = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A mail server's words, fit to be kept: in one line, not too long, and without the addresses they quote. */
export function withoutAddresses(reply: string): string {
  return reply
    .slice(0, 10 * LONGEST)
    .replace(NOT_IN_A_LINE, ' ')
    .replace(ADDRESS, '<address>')
    .trim()
    .slice(0, LONGEST);
}
