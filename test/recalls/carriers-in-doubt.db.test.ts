import { beforeAll, expect, test } from '@jest/globals';

import type { MovementItem } from '../../src/movements/index.js';
import { GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { draft, registerParties } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

type Goods = NonNullable<MovementItem['goods']>;

const serials = (batch: string | null, ...list: string[]): Goods => ({
  serials: [{ gtin: GTIN, batch, serials: list }],
});
const loose = (batch: string): Goods => ({ quantities: [{ gtin: GTIN, batch, quantity: '5' }] });
const onItsWay = { consignee: 'BODO', carrier: 'FAST' };

function move(kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString(), place: PLANT, goods, ...rest };
}

const recorded = (...movements: MovementItem[]) => record(world.as('QUALITY'), ...movements);

async function carriersOf(scope: Record<string, unknown>): Promise<unknown> {
  const { id } = await draft(world, { scope });
  const { recall } = await world.graphql<{ recall: { preview: { carriersToIntercept: unknown } } }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recall(id: $id) { preview { carriersToIntercept { carrier { code } certainty reason units } } }
    }`,
    { id },
  );
  return recall.preview.carriersToIntercept;
}

const named = (serial: string) => ({ serials: [{ gtin: GTIN, serial }] });

/** FAST, and what is said of why nobody knows for certain. */
const fast = (reason: string | null) => [
  {
    carrier: { code: 'FAST' },
    certainty: reason && 'MAY_HAVE',
    reason: reason && expect.stringContaining(reason),
    units: 0,
  },
];

test('who carries a quantity that a recalled unit went into is to stop it', async () => {
  await recorded(
    move('commission', 0, serials('MAY-A', 'MAY-1', 'MAY-2')),
    move('transform', 1, serials(null, 'MAY-1'), { outputs: loose('MAY-B') }),
    move('ship', 2, loose('MAY-B'), onItsWay),
  );

  expect(await carriersOf(named('MAY-1'))).toEqual(fast(null));
});

test('who carries what a quantity went into that a recalled unit may have been counted in may carry it', async () => {
  await recorded(
    move('commission', 0, serials('LOST-A', 'LOST-1', 'LOST-2')),
    move('transform', 1, loose('LOST-A'), { outputs: loose('LOST-B') }),
    move('ship', 2, loose('LOST-B'), onItsWay),
  );

  expect(await carriersOf(named('LOST-1'))).toEqual(fast('may have gone into'));
});

test('who carries a quantity of the batch of a recalled unit, without serials, may carry it', async () => {
  await recorded(
    move('commission', 0, serials('NO-A', 'NO-1', 'NO-2')),
    move('ship', 2, loose('NO-A'), onItsWay),
    move('commission', 0, serials('SERIAL-A', 'SERIAL-1', 'SERIAL-2')),
    move('ship', 2, serials(null, 'SERIAL-2'), onItsWay),
  );

  expect(await carriersOf(named('NO-1'))).toEqual(fast('without its serials'));
  expect(await carriersOf(named('SERIAL-1'))).toEqual([]);
});

test('who carries units of a recalled product of which nobody has recorded the batch may carry some of the recalled batch', async () => {
  await recorded(move('commission', 0, serials('ANY-A', 'ANY-1')), move('ship', 2, serials(null, 'ANY-2'), onItsWay));

  expect(await carriersOf({ batches: [{ gtin: GTIN, batch: 'ANY-A' }] })).toEqual(
    fast('nobody has recorded the batch'),
  );
});
