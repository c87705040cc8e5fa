import { expect, test } from '@jest/globals';

import type { PlannedMovement } from '../../seeds/northwind/plan.js';
import { planNorthwind } from '../../seeds/northwind/plan-northwind.js';
import { LAST_MOVEMENT, requestsOf } from '../../seeds/requests.js';
import { BOUNDS } from '../../src/platform/graphql/bounds.js';
import { SQL } from './northwind/raw-rows.js';

const { movements } = planNorthwind(SQL);
const requests = requestsOf(movements);

test('every movement is sent once', () => {
  const sent = requests.flatMap((request) => request.movements.map(({ id }) => id));

  expect(sent.toSorted()).toEqual(movements.map(({ id }) => id).toSorted());
});

test('what is looked for to see that the demo is complete is sent last', () => {
  expect(requests.at(-1)?.movements.at(-1)?.id).toBe(LAST_MOVEMENT);
});

test('no request is larger than any sender’s may be', () => {
  expect(Math.max(...requests.map((request) => request.movements.length))).toBeLessThanOrEqual(BOUNDS.bulkInput);
  expect(Math.max(...requests.map(({ goods }) => goods))).toBeLessThanOrEqual(BOUNDS.goodsOfARequest);
});

test('no request moves a thing twice', () => {
  for (const request of requests) {
    const moved = request.movements.flatMap(thingsOf);
    expect(new Set(moved).size).toBe(moved.length);
  }
});

test('every thing moves in the order of time', () => {
  const lastMoved = new Map<string, string>();
  for (const movement of requests.flatMap((request) => request.movements)) {
    for (const thing of thingsOf(movement)) {
      if (movement.occurredAt <= (lastMoved.get(thing) ?? '')) throw new Error(`${thing} is late in ${movement.id}`);
      lastMoved.set(thing, movement.occurredAt);
    }
  }

  expect(lastMoved.size).toBe(51_317 + 830);
});

const thingsOf = ({ container, goods }: PlannedMovement): string[] => [
  ...(goods.serials ?? []).flatMap(({ gtin, serials }) => serials.map((serial) => `${gtin} ${serial}`)),
  ...(goods.ssccs ?? []),
  ...(container ? [container] : []),
];
