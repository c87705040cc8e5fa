import { CHARACTER_SET_39, CHARACTER_SET_82 } from '../character-set.js';
import { matching, NON_DIGIT, type Linter } from './linter.js';

export const csetNumeric = matching(/^\d*$/, NON_DIGIT);
export const cset82 = matching(CHARACTER_SET_82, 'INVALID_CSET82_CHARACTER');
export const cset39 = matching(CHARACTER_SET_39, 'INVALID_CSET39_CHARACTER');

/** base64url (RFC 4648, 5), where the padding may be left out; GS1's test wants padded text in multiples of three. */
export const cset64: Linter = (text) => {
  const [, body = '', padding = ''] = /^(.*?)(=*)$/s.exec(text) ?? [];
  if (!/^[A-Za-z0-9\-_]*$/.test(body)) return 'INVALID_CSET64_CHARACTER';
  if (padding === '') return null;
  return padding.length > 2 || text.length % 3 !== 0 ? 'INVALID_CSET64_PADDING' : null;
};
