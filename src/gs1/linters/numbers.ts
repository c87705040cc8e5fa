import { inOrder, isDigits, matching, NON_DIGIT, type Linter } from './linter.js';

const digits: Linter = (text) => (isDigits(text) ? null : NON_DIGIT);

export const zero = matching(/^0+$/, 'NOT_ZERO');
export const nonzero = inOrder(digits, (text) => (/^0*$/.test(text) ? 'ILLEGAL_ZERO_VALUE' : null));
export const nozeroprefix = inOrder(digits, (text) => (text.startsWith('0') ? 'ILLEGAL_ZERO_PREFIX' : null));
export const hasnondigit = matching(/\D/, 'REQUIRES_NON_DIGIT_CHARACTER');

export const yesno = matching(/^[01]$/, 'NOT_ZERO_OR_ONE');
export const winding = matching(/^[019]$/, 'INVALID_WINDING_DIRECTION');
export const hyphen = matching(/^-+$/, 'NOT_HYPHEN');

/** Piece 2 of 3 is `0203`: both numbers have the same length. */
export const pieceoftotal: Linter = inOrder(
  (text) => (text.length === 0 || text.length % 2 === 1 ? 'INVALID_LENGTH_FOR_PIECE_OF_TOTAL' : null),
  digits,
  (text) => {
    const piece = Number(text.slice(0, text.length / 2));
    const total = Number(text.slice(text.length / 2));
    if (piece === 0) return 'ZERO_PIECE_NUMBER';
    if (total === 0) return 'ZERO_TOTAL_PIECES';
    return piece > total ? 'PIECE_NUMBER_EXCEEDS_TOTAL' : null;
  },
);

/** Born second of three is `2/3`. */
export const posinseqslash: Linter = (text) => {
  const [, position, end] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (position === undefined || end === undefined) return 'POSITION_IN_SEQUENCE_MALFORMED';
  if (position.startsWith('0') || end.startsWith('0')) return 'ILLEGAL_ZERO_PREFIX';
  return Number(position) > Number(end) ? 'POSITION_EXCEEDS_END' : null;
};

export const pcenc = matching(/^(?:[^%]|%[0-9A-Fa-f]{2})*$/s, 'INVALID_PERCENT_SEQUENCE');
