import { applicationIdentifier } from './application-identifier.js';
import type { Element } from './element.js';

/** Whether the key takes these qualifiers in this order, some of its own left out or not. */
export function isInOrder(keyAi: string, qualifiers: readonly Element[]): boolean {
  return sequencesOf(keyAi).some((sequence) => follows(sequence, qualifiers));
}

/** Whether an attribute could stand among the qualifiers instead: then it must. */
export function canQualify(keyAi: string, qualifiers: readonly Element[], ai: string): boolean {
  return sequencesOf(keyAi).some((sequence) => sequence.includes(ai) && follows(sequence, qualifiers));
}

/** The key's sequence of qualifiers that uses most of the given elements. */
export function bestSequence(keyAi: string, elements: readonly Element[]): readonly Element[] {
  const candidates = sequencesOf(keyAi).map((sequence) =>
    sequence.flatMap((ai) => elements.find((element) => element.ai === ai) ?? []),
  );
  return candidates.reduce<readonly Element[]>((best, found) => (found.length > best.length ? found : best), []);
}

function sequencesOf(keyAi: string): readonly (readonly string[])[] {
  return applicationIdentifier(keyAi)?.linkQualifiers ?? [];
}

function follows(sequence: readonly string[], qualifiers: readonly Element[]): boolean {
  const places = qualifiers.map(({ ai }) => sequence.indexOf(ai));
  return places.every((place, i) => place >= 0 && place > (places[i - 1] ?? -1));
}
