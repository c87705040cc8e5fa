import fc from 'fast-check';

import { anyDelivery, type Happening, history } from './arbitrary-history.js';

/** What a sender sends: the movement of that number, or its correction. */
export interface Sent {
  readonly index: number;
  readonly isCorrection: boolean;
}

export interface CorrectedHistory {
  readonly happenings: readonly Happening[];
  /** Each movement that was wrong, and the number of what happened instead, if anything did: it comes with the correction. */
  readonly wrong: ReadonlyMap<number, number | null>;
  /** In the order in which it arrives, some of it again, corrections also first. */
  readonly sent: readonly Sent[];
}

/** What was wrong of a movement, and whether it arrives at all when it was. */
const fate = fc.record({ isWrong: fc.boolean(), arrives: fc.nat(4).map((n) => n > 0), instead: fc.option(fc.nat(30)) });

/** A history some movements of which are corrected, one in place of another or of several, also what was put in place. */
export function correctedHistory(most: number): fc.Arbitrary<CorrectedHistory> {
  return history(most).chain((happenings) =>
    fc.array(fate, { minLength: happenings.length, maxLength: happenings.length }).chain((fates) => {
      const numbered = fates.map((one, index) => ({ ...one, index }));
      const wrong = numbered.filter(({ isWrong }) => isWrong);
      const waiting = [
        ...numbered
          .filter(({ isWrong, arrives }) => arrives || !isWrong)
          .map(({ index }) => ({ index, isCorrection: false })),
        ...wrong.map(({ index }) => ({ index, isCorrection: true })),
      ];
      return fc.record({
        happenings: fc.constant(happenings),
        wrong: fc.constant(new Map(wrong.map(({ index, instead }) => [index, another(index, instead, fates.length)]))),
        sent: anyDelivery(waiting.length).map(({ order }) => order.flatMap((at) => waiting[at] ?? [])),
      });
    }),
  );
}

function another(index: number, instead: number | null, count: number): number | null {
  return instead === null || instead % count === index ? null : instead % count;
}

/** The numbers of the movements that are on record in the end, in effect or as history. */
export function onRecord({ wrong, sent }: CorrectedHistory): { standing: number[]; voided: number[] } {
  const there = new Set(sent.flatMap(({ index, isCorrection }) => (isCorrection ? (wrong.get(index) ?? []) : index)));
  return {
    standing: [...there].filter((index) => !wrong.has(index)),
    voided: [...there].filter((index) => wrong.has(index)),
  };
}
