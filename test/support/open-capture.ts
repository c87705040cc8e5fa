import type { MovementItem } from '../../src/movements/index.js';
import type { Context } from '../../src/platform/context.js';
import { record } from './supply-chain.js';

/** A capture that is stored, and committed when the test says so. */
export async function openCapture(
  context: Context,
  ...movements: MovementItem[]
): Promise<{ commit: () => Promise<void> }> {
  const gate = signal();
  const stored = signal();
  const held = {
    ...context,
    db: {
      ...context.db,
      rows: context.db.rows.bind(context.db),
      transaction: <Result>(work: Parameters<typeof context.db.transaction<Result>>[0]) =>
        context.db.transaction<Result>(async (tx) => {
          const result = await work(tx);
          stored.give();
          await gate.given;
          return result;
        }),
    },
  };
  const recorded = record(held, ...movements);
  await stored.given;
  return {
    async commit() {
      gate.give();
      await recorded;
    },
  };
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
