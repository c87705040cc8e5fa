import { applicationIdentifier, matchesAi } from './application-identifier.js';
import type { Element } from './element.js';
import { InvalidCode } from './invalid-code.js';

/*
 * What the elements of one message must be to one another.
 *
 * GS1 General Specifications, 4.14 "Data relationships"; the syntax dictionary's `ex` and `req`.
 */
type MessageRule = (elements: readonly Element[]) => InvalidCode | null;

/** The first thing wrong with the elements taken together, or null. */
export function flawOfMessage(elements: readonly Element[]): InvalidCode | null {
  for (const rule of RULES) {
    const flaw = rule(elements);
    if (flaw) return flaw;
  }
  return null;
}

const repeatsAgree: MessageRule = (elements) => {
  const values = new Map<string, string>();
  for (const { ai, value } of elements) {
    if ((values.get(ai) ?? value) !== value) {
      return new InvalidCode(
        'AI_REPEATED_WITH_DIFFERENT_VALUE',
        `AI (${ai}) is given twice, with different values.`,
        ai,
      );
    }
    values.set(ai, value);
  }
  return null;
};

const noneExcluded: MessageRule = (elements) => {
  for (const { ai } of elements) {
    for (const pattern of applicationIdentifier(ai)?.excludes ?? []) {
      const other = elements.find((element) => element.ai !== ai && matchesAi(pattern, element.ai));
      if (other) return new InvalidCode('AI_PAIR_INVALID', `AI (${ai}) may not stand beside AI (${other.ai}).`, ai);
    }
  }
  return null;
};

const allRequiredPresent: MessageRule = (elements) => {
  const isPresent = (pattern: string) => elements.some(({ ai }) => matchesAi(pattern, ai));
  for (const { ai } of elements) {
    for (const alternatives of applicationIdentifier(ai)?.requires ?? []) {
      if (alternatives.some((together) => together.every(isPresent))) continue;
      const wanted = alternatives
        .map((together) => together.map((pattern) => `(${pattern})`).join(' with '))
        .join(' or ');
      return new InvalidCode('REQUIRED_AI_MISSING', `AI (${ai}) says nothing without ${wanted}.`, ai);
    }
  }
  return null;
};

/** Keys that may be written without their serial part, and how long they are then. */
const LENGTH_WITHOUT_SERIAL: ReadonlyMap<string, number> = new Map([
  ['253', 13],
  ['255', 13],
  ['8003', 14],
]);

/** A digital signature (AI 8030) signs one thing, not a kind of things. */
const signedKeyIsSerialised: MessageRule = (elements) => {
  if (!elements.some(({ ai }) => ai === '8030')) return null;
  const unserialised = elements.find(({ ai, value }) => value.length === LENGTH_WITHOUT_SERIAL.get(ai));
  if (!unserialised) return null;
  const { ai } = unserialised;
  return new InvalidCode('SIGNED_KEY_WITHOUT_SERIAL', `AI (${ai}) needs its serial part beside AI (8030).`, ai);
};

const RULES = [repeatsAgree, noneExcluded, allRequiredPresent, signedKeyIsSerialised];
