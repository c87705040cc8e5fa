import fc from 'fast-check';

import type { MovementItem } from '../../src/movements/index.js';
import type { Context } from '../../src/platform/context.js';
import { correct, record } from '../support/supply-chain.js';
import { anyDelivery, type Happening, history } from './arbitrary-history.js';
import { itemsOf, realmAt, sideBySide } from './realms.js';

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

/** What arrives together: movements in one request, and corrections of other goods at the same time. */
export interface Step {
  readonly movements: readonly MovementItem[];
  readonly corrections: readonly { readonly id: string; readonly replacement: MovementItem | null }[];
}

/** What arrives first of each history, then what arrives second, and so on. */
export function stepsOf(histories: readonly CorrectedHistory[]): Step[] {
  const arrivals = histories.map(({ happenings, wrong, sent }, i) => {
    const items = itemsOf(happenings, realmAt(i));
    const itemAt = (index: number | null | undefined) => (index == null ? null : (items[index] ?? null));
    return sent.map(({ index, isCorrection }) => [
      { item: itemAt(index), isCorrection, replacement: itemAt(wrong.get(index)) },
    ]);
  });
  return sideBySide(arrivals).map((together) => ({
    movements: together.flatMap(({ item, isCorrection }) => (isCorrection ? [] : (item ?? []))),
    corrections: together.flatMap(({ item, isCorrection, replacement }) =>
      isCorrection ? { id: item?.id ?? '', replacement } : [],
    ),
  }));
}

export async function send(context: Context, { movements, corrections }: Step): Promise<void> {
  await record(context, ...movements);
  await Promise.all(corrections.map(({ id, replacement }) => correct(context, id, replacement)));
}
