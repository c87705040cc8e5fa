import { beforeAll, expect, test } from '@jest/globals';

import { PALLET, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

interface Page {
  readonly nodes: readonly { readonly serial: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function pageOf(id: string | null | undefined, first: number, after: string | null): Promise<Page> {
  const { movement } = await world.graphql<{ movement: { units: Page } }>(
    world.as('QUALITY'),
    `query ($id: ID!, $first: Int!, $after: String) {
      movement(id: $id) { units(first: $first, after: $after) { nodes { serial } pageInfo { hasNextPage endCursor } } }
    }`,
    { id, first, after },
  );
  return movement.units;
}

test.each([1, 7, 20, 200])('the units of a movement come in pages of %d that join to the whole', async (first) => {
  const serials = Array.from({ length: 20 }, (_, i) => `P${first}-${i}`);
  const [recorded] = await record(world.as('WAREHOUSE'), units('observe', serials));

  const pages = [await pageOf(recorded?.movementId, first, null)];
  for (let last = pages[0]; last?.pageInfo.hasNextPage; last = pages.at(-1)) {
    pages.push(await pageOf(recorded?.movementId, first, last.pageInfo.endCursor));
  }

  expect(pages).toHaveLength(Math.ceil(20 / first));
  expect(pages.flatMap(({ nodes }) => nodes.map(({ serial }) => serial)).sort()).toEqual(serials.sort());
});

test('a movement of a pallet names no unit by itself', async () => {
  const [recorded] = await record(world.as('WAREHOUSE'), {
    kind: 'observe',
    occurredAt: '2026-02-01T12:00:00Z',
    place: WAREHOUSE,
    goods: { ssccs: [PALLET] },
  });

  expect(await pageOf(recorded?.movementId, 10, null)).toEqual({
    nodes: [],
    pageInfo: { hasNextPage: false, endCursor: null },
  });
});
