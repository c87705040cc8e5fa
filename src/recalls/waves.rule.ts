import type { RecallKind } from './recall.rules.js';

export type WaveName = 'INTERNAL' | 'CARRIER' | 'CUSTOMER';

/** Who is told, in this order: the company's own people, who will be phoned; who still can stop the goods; who has them. */
export const WAVES: readonly WaveName[] = ['INTERNAL', 'CARRIER', 'CUSTOMER'];

/** A mock recall is told to the company's own people only. */
export function wavesOf(kind: RecallKind): readonly WaveName[] {
  return kind === 'MOCK' ? ['INTERNAL'] : WAVES;
}
