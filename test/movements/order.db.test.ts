import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { MovementItem } from '../../src/movements/index.js';
import { record, registerTestSource } from '../support/supply-chain.js';
import { runs } from '../support/runs.js';
import { setUpWorld } from '../support/world.js';
import { anyDelivery, type Happening, history, requestsOf } from './arbitrary-history.js';
import { everything, expectPlainRealms } from './expect-plain.js';
import { Eraser } from './ledger-snapshot.js';
import { type Event, eventOf, inOrder } from './plain-ledger.js';
import { itemsOf, realmAt, REALMS, sideBySide, together, TOGETHER } from './realms.js';

/** A failure prints the seed and the path that repeat it. */
const RUNS = runs(1_000);
const PER_RUN_MS = 2_000;

let eraser: Eraser;
// Before the world's own, which drops the database.
afterAll(() => eraser.close());
const world = setUpWorld();
beforeAll(async () => {
  await registerTestSource(world);
  eraser = new Eraser(world);
  await eraser.connect();
});

async function deliver(requests: readonly (readonly MovementItem[])[]): Promise<Map<string, string>> {
  await eraser.erase();
  const movementIds = new Map<string, string>();
  for (const request of requests) {
    const answers = await record(world.as('WAREHOUSE'), ...request);
    for (const { id, movementId, verdict, problems } of answers) {
      if (!['ACCEPTED', 'DUPLICATE'].includes(verdict)) throw new Error(JSON.stringify({ id, verdict, problems }));
      movementIds.set(id ?? '', movementId ?? '');
    }
  }
  return movementIds;
}

/** The answers come from the state alone; of some realms it is seen that they do. */
const COMPARED = 3;

const anyHistoryAndDelivery = history(60).chain((happenings) =>
  fc.record({ happenings: fc.constant(happenings), delivery: anyDelivery(happenings.length) }),
);

test(
  'in whatever order, how often and how many at a time movements arrive, state and answers are the same (A1)',
  async () => {
    await fc.assert(
      fc.asyncProperty(together(anyHistoryAndDelivery), async (histories) => {
        const told = await deliverInOrder(histories.map(({ happenings }) => happenings));
        const expected = await everything(world, REALMS.slice(0, COMPARED));

        await deliver(
          sideBySide(
            histories.map(({ happenings, delivery }, i) => requestsOf(itemsOf(happenings, realmAt(i)), delivery)),
          ),
        );
        const delivered = await everything(world, REALMS);

        expect(JSON.stringify(delivered.state)).toBe(JSON.stringify(expected.state));
        expect(JSON.stringify(delivered.answers.slice(0, COMPARED))).toBe(JSON.stringify(expected.answers));
        expectPlainRealms(world, delivered, told);
      }),
      { numRuns: Math.ceil(RUNS / TOGETHER), endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

/** One movement a request, oldest first: the fast path. Their ids are needed to know which comes first. */
async function deliverInOrder(histories: readonly (readonly Happening[])[]): Promise<Event[][]> {
  const items = histories.map((happenings, i) => itemsOf(happenings, realmAt(i)));
  const ids = await deliver([items.flat()]);
  const told = histories.map((happenings, i) =>
    happenings.map((one, index) => {
      const realm = realmAt(i);
      return eventOf(one, index, ids.get(`${realm.prefix}any-${index}`) ?? '', realm);
    }),
  );
  const oneByOne = told.map((events, i) => {
    const byId = new Map((items[i] ?? []).map((item) => [ids.get(item.id ?? ''), item]));
    return inOrder(events).map(({ movementId }) => [byId.get(movementId) ?? []].flat());
  });
  await deliver(sideBySide(oneByOne));
  return told;
}
