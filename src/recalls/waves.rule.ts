import type { RecallKind } from './recall.rules.js';

export type WaveName = 'INTERNAL' | 'CARRIER' | 'CUSTOMER';

/** Who is told, in this order: the company's own people, who will be phoned; who still can stop the goods; who has them. */
export const WAVES: readonly WaveName[] = ['INTERNAL', 'CARRIER', 'CUSTOMER'];

/** A mock recall is told to the company's own people only. */
export function wavesOf(kind: RecallKind): readonly WaveName[] {
  return kind === 'MOCK' ? ['INTERNAL'] : WAVES;
}

/** The first wave is that of the launch; those of later waves are numbered: `CUSTOMER-2`. */
export const FIRST_WAVE = 1;

export function numberedWave(wave: WaveName, number: number): string {
  return number === FIRST_WAVE ? wave : `${wave}-${number}`;
}

/** The number in the name of a notification's wave. */
export function waveNumberOf(name: string): number {
  return Number(/-(\d+)$/.exec(name)?.[1] ?? FIRST_WAVE);
}
