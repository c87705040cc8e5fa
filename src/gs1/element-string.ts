import { applicationIdentifier, leadingAi } from './application-identifier.js';
import { flawOfElement, unknownAi, type CheckElement, type Element } from './element.js';
import { InvalidCode } from './invalid-code.js';

/*
 * A GS1 barcode is a row of elements with nothing between them; where a value may end anywhere, the FNC1 character ends it.
 * Scanners send FNC1 as the control character GS; people and GS1's own tools write `^`.
 *
 * A missing FNC1 cannot be seen: when the one between `10L1` and `21S9` is lost, `L121S9` is a batch number like any other.
 * Only a value that has become too long, or holds what its format does not allow, gives it away.
 *
 * GS1 General Specifications, 7.8 "Element string processing".
 */

export const FNC1 = '\u001d';

/** More than any symbol holds. */
const MOST_ELEMENTS = 64;

/** Reads a symbol's data: `^0109506000140445` and so on. It begins with FNC1, as every GS1 symbol does. */
export function parseElementString(text: string): readonly Element[] | InvalidCode {
  const data = text.replaceAll('^', FNC1);
  if (!data.startsWith(FNC1)) return new InvalidCode('FNC1_MISSING', 'A GS1 element string begins with FNC1.');

  return collect(elementsBetween(data.split(FNC1)), flawOfElement);
}

/** Reads `(01)09506000140445(10)L-2207`, where a bracket that belongs to a value is written `\(`. */
export function parseBracketed(text: string, check: CheckElement = flawOfElement): readonly Element[] | InvalidCode {
  return collect(bracketedElements(text), check);
}

export function writeElementString(elements: readonly Element[]): string {
  const parts = elements.map(({ ai, value }, i) => {
    const mayRunOn = applicationIdentifier(ai)?.predefinedLength !== true && i < elements.length - 1;
    return `${ai}${value}${mayRunOn ? FNC1 : ''}`;
  });
  return FNC1 + parts.join('');
}

export function writeBracketed(elements: readonly Element[]): string {
  return elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join('');
}

function collect(found: Iterable<Element | InvalidCode>, check: CheckElement): readonly Element[] | InvalidCode {
  const elements: Element[] = [];
  for (const element of found) {
    const flaw = element instanceof InvalidCode ? element : check(element);
    if (flaw) return flaw;
    elements.push(element as Element);
    if (elements.length > MOST_ELEMENTS) return new InvalidCode('TOO_MANY_AIS', 'The code holds too many elements.');
  }
  return elements.length > 0 ? elements : new InvalidCode('NO_ELEMENTS', 'The code holds no data.');
}

function* elementsBetween(runs: readonly string[]): Generator<Element | InvalidCode> {
  for (const run of runs) {
    for (let rest = run; rest !== '';) {
      const ai = leadingAi(rest);
      if (ai === null) {
        yield unknownAi(rest);
        return;
      }
      const value = rest.slice(ai.length, endOfValue(ai));
      yield { ai, value };
      rest = rest.slice(ai.length + value.length);
    }
  }
}

/** Where the value that follows an application identifier must end; undefined if only FNC1 ends it. */
function endOfValue(ai: string): number | undefined {
  const entry = applicationIdentifier(ai);
  if (!entry?.predefinedLength) return undefined;
  return entry.components.reduce((end, component) => end + component.max, ai.length);
}

function* bracketedElements(text: string): Generator<Element | InvalidCode> {
  const element = /\(([^()]*)\)([^(\\]*(?:\\\(?[^(\\]*)*)/y;
  while (element.lastIndex < text.length) {
    const start = element.lastIndex;
    const [, ai = '', value = ''] = element.exec(text) ?? [];
    if (element.lastIndex === 0) {
      yield malformed(text.slice(start));
      return;
    }
    // People put spaces between elements; no application identifier's value begins or ends with one.
    yield { ai, value: value.replaceAll('\\(', '(').trim() };
  }
}

function malformed(rest: string): InvalidCode {
  const reason = `An application identifier in brackets is expected at "${rest.slice(0, 10)}".`;
  return new InvalidCode('BRACKETS_MALFORMED', reason);
}
