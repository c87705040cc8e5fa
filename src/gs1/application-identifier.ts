import { APPLICATION_IDENTIFIERS } from './application-identifiers.generated.js';
import type { ApplicationIdentifier } from './syntax-dictionary.js';

const BY_AI = new Map(
  APPLICATION_IDENTIFIERS.flatMap((entry) =>
    range(entry.first, entry.last).map((ai): [string, ApplicationIdentifier] => [ai, entry]),
  ),
);

const SHORTEST_AI = 2;
const LONGEST_AI = 4;

export function applicationIdentifier(ai: string): ApplicationIdentifier | undefined {
  return BY_AI.get(ai);
}

/** The application identifier a text begins with; none is the beginning of another. */
export function leadingAi(text: string): string | null {
  for (let length = SHORTEST_AI; length <= LONGEST_AI; length++) {
    const ai = text.slice(0, length);
    if (BY_AI.has(ai)) return ai;
  }
  return null;
}

/** Whether the identifier is one a rule speaks of. In a rule, `n` stands for any digit: `392n`. */
export function matchesAi(pattern: string, ai: string): boolean {
  return pattern.length === ai.length && ai.startsWith(pattern.replace(/n+$/, ''));
}

function range(first: string, last: string): string[] {
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) =>
    String(Number(first) + i).padStart(first.length, '0'),
  );
}
