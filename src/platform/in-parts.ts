import { setImmediate } from 'node:timers/promises';

/** As many as are worked through without a pause. */
const PART = 100;

/** Like `map`, but others are served in between: of thousands of items, each takes a moment that adds up. */
export async function mapInParts<From, To>(items: readonly From[], to: (item: From) => To): Promise<To[]> {
  const made: To[] = [];
  for (const [i, item] of items.entries()) {
    if (i > 0 && i % PART === 0) await setImmediate();
    made.push(to(item));
  }
  return made;
}
