import { beforeAll, expect, test } from '@jest/globals';

import { GTIN, OTHER_GTIN } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

interface Answer {
  readonly recipients: {
    readonly nodes: readonly { readonly customer: { readonly number: string }; readonly units: number }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function recipients(scope: object, rest: { first?: number; after?: string | null } = {}) {
  const answer = await world.graphql<Answer>(
    world.as('AUDITOR'),
    `query ($scope: ScopeInput!, $first: Int, $after: String) {
      recipients(scope: $scope, first: $first, after: $after) {
        nodes { customer { number } units }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    { scope, ...rest },
  );
  return answer.recipients;
}

const numbersOf = ({ nodes }: Answer['recipients']) => nodes.map(({ customer }) => customer.number);

test('whom goods reached is told of a batch, of a list of serials and of a range, page by page', async () => {
  const batch = await sixUnits(world);
  const all = await recipients({ batches: [{ gtin: GTIN, batch }] });
  const listed = Array.from({ length: 6 }, (_, i) => ({ gtin: GTIN, serial: `${batch}-${i + 1}` }));

  expect(new Set(numbersOf(all))).toEqual(new Set(['ANNA', 'BODO']));
  expect((await recipients({ serials: listed })).nodes).toEqual(all.nodes);
  expect((await recipients({ ranges: [{ gtin: GTIN, from: `${batch}-1`, to: `${batch}-6` }] })).nodes).toEqual(
    all.nodes,
  );
  expect((await recipients({ serials: [{ gtin: OTHER_GTIN, serial: `${batch}-1` }] })).nodes).toEqual([]);

  const first = await recipients({ serials: listed }, { first: 1 });
  const second = await recipients({ serials: listed }, { first: 1, after: first.pageInfo.endCursor });
  expect([first.pageInfo.hasNextPage, ...first.nodes, ...second.nodes]).toEqual([true, ...all.nodes]);
});

test.each([
  ['no goods', {}, 'names no goods'],
  ['a wrong check digit', { serials: [{ gtin: '04012345000017', serial: 'A' }] }, '`scope.serials[0].gtin`'],
  ['two mistakes', { batches: [{ gtin: '1', batch: '' }] }, '(and 1 more)'],
])('a scope with %s is refused', async (_name, scope, message) => {
  await expect(recipients(scope)).rejects.toThrow(message);
});
