/** Serials that count on: the same text, then digits, from the first to the last. */
export interface SerialRange {
  readonly from: string;
  readonly to: string;
}

export const MOST_SERIALS_OF_A_RANGE = 100_000;

const COUNTING_END = /^(.*?)(\d+)$/su;

/** How many serials the range has, or the rest of the sentence on why it is none: "counts down". */
export function countSerials(range: SerialRange): number | string {
  const ends = endsOf(range);
  if (typeof ends === 'string') return ends;
  const count = ends.last - ends.first + 1n;
  if (count < 1n) return 'counts down';
  if (count > MOST_SERIALS_OF_A_RANGE) return `has more than ${MOST_SERIALS_OF_A_RANGE} serial numbers`;
  return Number(count);
}

/** Every serial of a range that `countSerials` could count, first to last. */
export function serialsOf(range: SerialRange): string[] {
  const ends = endsOf(range);
  if (typeof ends === 'string') return [];
  const { prefix, first, last, width } = ends;
  return Array.from({ length: Number(last - first) + 1 }, (_, i) => {
    return prefix + (first + BigInt(i)).toString().padStart(width, '0');
  });
}

function endsOf({ from, to }: SerialRange) {
  const [, prefix, first] = COUNTING_END.exec(from) ?? [];
  const [, lastPrefix, last] = COUNTING_END.exec(to) ?? [];
  if (prefix === undefined || first === undefined || lastPrefix === undefined || last === undefined) {
    return 'does not count: both ends must end in digits';
  }
  if (prefix !== lastPrefix) return 'does not count: before the digits at their end, both ends must read the same';
  // "9 to 10" counts as people do; "09 to 100" could be meant in two ways.
  const padded = first.startsWith('0') || last.startsWith('0');
  if (first.length !== last.length && padded) return 'has leading zeros at one end that the other end does not have';
  return { prefix, first: BigInt(first), last: BigInt(last), width: first.length === last.length ? first.length : 0 };
}
