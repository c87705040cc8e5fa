import { setImmediate } from 'node:timers/promises';

/** As many as are worked through without a pause. */
const PART = 100;

/** Lets others be served before work on so many items, unless they are few. */
export async function pauseFor({ length }: readonly unknown[]): Promise<void> {
  if (length > PART) await setImmediate();
}

/** Like `map`, but others are served in between: of thousands of items, each takes a moment that adds up. */
export async function mapInParts<From, To>(items: readonly From[], to: (item: From) => To): Promise<To[]> {
  const made: To[] = [];
  await eachInParts(items, (item) => {
    made.push(to(item));
  });
  return made;
}

/** Does this with each, and others are served in between. */
export async function eachInParts<Item>(items: readonly Item[], act: (item: Item) => void): Promise<void> {
  for (const [i, item] of items.entries()) {
    if (i % PART === 0) await pauseFor(items);
    act(item);
  }
}
