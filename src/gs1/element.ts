import { applicationIdentifier } from './application-identifier.js';
import { checkDigit } from './check-digit.js';
import { InvalidCode } from './invalid-code.js';
import { LINTERS, SET_LINTERS } from './linters/linters.js';
import type { Component } from './syntax-dictionary.js';

/** An application identifier and what it says: `{ ai: '10', value: 'L-2207' }`. */
export interface Element {
  readonly ai: string;
  readonly value: string;
}

/** Says what is wrong with an element, or null. */
export type CheckElement = (element: Element) => InvalidCode | null;

/** What keeps the value from being one of its application identifier, by the syntax dictionary; null if nothing does. */
export function flawOfElement({ ai, value }: Element): InvalidCode | null {
  const entry = applicationIdentifier(ai);
  if (!entry) return unknownAi(ai);
  if (value === '') return new InvalidCode('AI_VALUE_IS_EMPTY', `AI (${ai}) has no value.`, ai);

  let position = 0;
  for (const component of entry.components) {
    const part = value.slice(position, position + component.max);
    if (part === '' && component.optional) break;
    if (part.length < component.min) return wrongLength(ai, 'SHORT');
    const fault = faultOfComponent(component, part);
    if (fault !== null) return new InvalidCode(fault, `AI (${ai}) has an invalid value: ${inWords(fault, part)}.`, ai);
    position += part.length;
  }
  return position < value.length ? wrongLength(ai, 'LONG') : null;
}

export function unknownAi(ai: string): InvalidCode {
  return new InvalidCode('UNKNOWN_AI', `(${ai.slice(0, 4)}) is no known application identifier.`, ai.slice(0, 4));
}

function wrongLength(ai: string, how: 'SHORT' | 'LONG'): InvalidCode {
  return new InvalidCode(`AI_VALUE_TOO_${how}`, `AI (${ai}) has a value that is too ${how.toLowerCase()}.`, ai);
}

function faultOfComponent({ set, linters }: Component, part: string): string | null {
  const fault = SET_LINTERS[set](part);
  if (fault !== null) return fault;
  for (const name of linters) {
    const found = LINTERS.get(name)?.(part) ?? null;
    if (found !== null) return found;
  }
  return null;
}

/** GS1's names read well enough: "incorrect check digit". Whoever typed the digits wants to know which. */
function inWords(fault: string, part: string): string {
  const words = fault.toLowerCase().replaceAll('_', ' ');
  return fault === 'INCORRECT_CHECK_DIGIT' ? `${words}, expected ${checkDigit(part.slice(0, -1))}` : words;
}
