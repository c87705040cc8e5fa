import { describe, expect, test } from '@jest/globals';

import type { Link } from '../../src/movements/index.js';
import { Journeys } from '../../src/trace/journeys/journeys.js';

const NOON = Date.parse('2026-02-01T12:00:00Z');
const LATER = new Date('2026-03-01T00:00:00Z');

/** A link in few words: what happened to which goods, at which minute after noon. */
function link(goodsId: string, kind: Link['kind'], minute: number, rest: Partial<Link> = {}): Link {
  return {
    goodsId,
    movementId: `${minute.toString().padStart(4, '0')} ${kind}`,
    occurredAt: new Date(NOON + minute * 60_000),
    kind,
    sequence: 0,
    locationId: null,
    destinationId: null,
    carrierId: null,
    consigneeId: null,
    consignorId: null,
    containerId: null,
    batchId: null,
    ...rest,
  };
}

function journeysOf(...links: Link[]): Journeys {
  const byGoods = new Map<string, Link[]>();
  for (const one of links) byGoods.set(one.goodsId, [...(byGoods.get(one.goodsId) ?? []), one]);
  return new Journeys(byGoods, LATER);
}

function told(journeys: Journeys, goodsId: string) {
  return journeys.stepsOf(goodsId).map(({ link: { kind }, evidence, viaId }) => [kind, evidence, viaId]);
}

function reasons(journeys: Journeys, goodsId: string) {
  return journeys.stepsOf(goodsId).map(({ link: { kind }, inference }) => [kind, inference]);
}

function ended(journeys: Journeys, goodsId: string) {
  return journeys.stepsOf(goodsId).flatMap(({ endedPacking }) => endedPacking ?? []);
}

const at = (locationId: string) => ({ locationId });
const into = (containerId: string, locationId: string | null = null) => ({ containerId, locationId });

describe('a packed unit', () => {
  test('that is destroyed goes nowhere with its pallet, be it told or not where that was', () => {
    for (const placeOfPacking of [null, 'plant']) {
      const journeys = journeysOf(
        link('unit', 'commission', 0, at('plant')),
        link('unit', 'pack', 1, into('pallet', placeOfPacking)),
        ...(placeOfPacking ? [link('pallet', 'pack', 1, { movementId: '0001 pack', locationId: placeOfPacking })] : []),
        link('unit', 'destroy', 2),
        link('pallet', 'ship', 3, at('plant')),
      );

      expect(journeys.placeOf('unit')).toMatchObject({ placeKind: 'DESTROYED' });
      expect(ended(journeys, 'unit')).toEqual([{ containerId: 'pallet', code: 'SEEN_ELSEWHERE' }]);
    }
  });

  test('that is destroyed with its pallet is not taken for having left it', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 1, into('pallet')),
      link('unit', 'destroy', 2),
      link('pallet', 'destroy', 2),
    );

    expect(ended(journeys, 'unit')).toEqual([]);
  });

  test('takes the steps of its pallet, and of what the pallet is on, while it is in it', () => {
    const journeys = journeysOf(
      link('unit', 'commission', 0, at('plant')),
      link('pallet', 'receive', 1, at('elsewhere')),
      link('unit', 'pack', 2, into('pallet', 'plant')),
      link('pallet', 'pack', 2, { movementId: '0002 pack', locationId: 'plant' }),
      link('pallet', 'pack', 3, into('truck', 'plant')),
      link('truck', 'ship', 4, at('plant')),
      link('truck', 'receive', 5, at('warehouse')),
      link('unit', 'unpack', 6, into('pallet', 'warehouse')),
      link('truck', 'ship', 7, at('warehouse')),
    );

    expect(told(journeys, 'unit')).toEqual([
      ['commission', 'OBSERVED', null],
      ['pack', 'OBSERVED', null],
      ['pack', 'INFERRED', 'pallet'],
      ['ship', 'INFERRED', 'truck'],
      ['receive', 'INFERRED', 'truck'],
      ['unpack', 'OBSERVED', null],
    ]);
    expect(reasons(journeys, 'unit')).toEqual([
      ['commission', null],
      ['pack', null],
      ['pack', 'CONTAINER_SCANNED'],
      ['ship', 'OUTER_CONTAINER_SCANNED'],
      ['receive', 'OUTER_CONTAINER_SCANNED'],
      ['unpack', null],
    ]);
    expect(ended(journeys, 'unit')).toEqual([]);
    expect(journeys.placeOf('unit')).toMatchObject({ placeKind: 'AT_LOCATION', locationId: 'warehouse' });
    expect(journeys.placeOf('pallet')).toMatchObject({ placeKind: 'IN_TRANSIT' });
  });

  test('packed without a place is where its pallet is, unless it was itself seen later', () => {
    const pallet = link('pallet', 'receive', 1, at('warehouse'));
    const packed = link('unit', 'pack', 3, into('pallet'));

    const before = journeysOf(link('unit', 'observe', 0, at('plant')), pallet, packed);
    const after = journeysOf(link('unit', 'observe', 2, at('plant')), pallet, packed);

    expect(before.placeOf('unit')).toMatchObject({ locationId: 'warehouse', since: packed.occurredAt });
    expect(after.placeOf('unit')).toMatchObject({ locationId: 'plant' });
  });

  test('taken out without a place is where its pallet was then, and stays there', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      link('pallet', 'receive', 1, at('warehouse')),
      link('unit', 'unpack', 2, into('pallet')),
      link('pallet', 'receive', 3, at('store')),
    );

    expect(journeys.placeOf('unit')).toMatchObject({ locationId: 'warehouse' });
    expect(journeys.containersOf('unit')).toEqual([]);
  });

  test('packed into another container has left the first, though nobody said so', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      link('pallet', 'receive', 1, at('warehouse')),
      link('unit', 'pack', 2, into('tote')),
      link('pallet', 'ship', 3, at('warehouse')),
    );

    expect(journeys.placeOf('unit')).toMatchObject({ placeKind: 'AT_LOCATION', locationId: 'warehouse' });
    expect(journeys.containersOf('unit')).toEqual(['tote']);
    expect(ended(journeys, 'unit')).toEqual([{ containerId: 'pallet', code: 'PACKED_ELSEWHERE' }]);
  });

  test('scanned by itself where its pallet is not has left it unseen', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      link('pallet', 'receive', 1, at('warehouse')),
      link('unit', 'observe', 2, at('store')),
      link('pallet', 'ship', 3, at('warehouse')),
    );

    expect(journeys.placeOf('unit')).toMatchObject({ placeKind: 'AT_LOCATION', locationId: 'store' });
    expect(journeys.containersOf('unit')).toEqual([]);
    expect(ended(journeys, 'unit')).toEqual([{ containerId: 'pallet', code: 'SEEN_ELSEWHERE' }]);
  });

  test('that goes into other goods is in no container any more', () => {
    const journeys = journeysOf(link('unit', 'pack', 0, into('pallet', 'plant')), link('unit', 'transform', 1));

    expect(journeys.containersOf('unit')).toEqual([]);
    expect(ended(journeys, 'unit')).toEqual([{ containerId: 'pallet', code: 'TRANSFORMED' }]);
  });

  test('is taken out with everything else when its pallet is emptied', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      link('pallet', 'unpack', 1, into('pallet', 'plant')),
      link('pallet', 'ship', 2, at('plant')),
    );

    expect(told(journeys, 'unit').at(-1)).toEqual(['unpack', 'INFERRED', 'pallet']);
    expect(reasons(journeys, 'unit').at(-1)).toEqual(['unpack', 'CONTAINER_EMPTIED']);
    expect(ended(journeys, 'unit')).toEqual([]);
  });

  test('is DECLARED, and nothing is inferred, where a customer says that they passed its pallet on', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      link('pallet', 'ship', 1, { locationId: 'store', consignorId: 'customer' }),
    );

    expect(told(journeys, 'unit').at(-1)).toEqual(['ship', 'DECLARED', 'pallet']);
    expect(reasons(journeys, 'unit').at(-1)).toEqual(['ship', null]);
  });

  test('scanned beside its pallet stays on it, whichever scan of that instant comes first', () => {
    const told = (unitFirst: boolean) =>
      journeysOf(
        link('unit', 'pack', 0, into('pallet', 'plant')),
        link('pallet', 'ship', 1, at('plant')),
        link('unit', 'receive', 2, { locationId: 'store', movementId: unitFirst ? 'a' : 'b' }),
        link('pallet', 'receive', 2, { locationId: 'store', movementId: unitFirst ? 'b' : 'a' }),
        link('pallet', 'ship', 3, at('store')),
      ).placeOf('unit');

    expect(told(true)).toMatchObject({ placeKind: 'IN_TRANSIT' });
    expect(told(false)).toMatchObject({ placeKind: 'IN_TRANSIT' });
  });

  test('delivered to nobody named has gone to whom its pallet was on the way', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      link('pallet', 'ship', 1, { locationId: 'plant', consigneeId: 'customer' }),
      link('unit', 'unpack', 2, into('pallet')),
      link('unit', 'deliver', 3, at('store')),
    );

    expect(journeys.placeOf('unit')).toMatchObject({ placeKind: 'DELIVERED', consigneeId: 'customer' });
  });
});

describe('a pallet', () => {
  test('is where something was last put into it or taken out', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      link('pallet', 'pack', 0, at('plant')),
    );

    expect(journeys.placeOf('pallet')).toMatchObject({ placeKind: 'AT_LOCATION', locationId: 'plant' });
  });

  test('that is filled for hours is no news to what is in it, until it turns up elsewhere', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('pallet', 'plant')),
      ...Array.from({ length: 50 }, (_, i) => link('pallet', 'pack', i, at('plant'))),
      link('pallet', 'unpack', 60, at('warehouse')),
    );

    expect(told(journeys, 'unit')).toEqual([
      ['pack', 'OBSERVED', null],
      ['unpack', 'INFERRED', 'pallet'],
    ]);
    expect(journeys.placeOf('unit')).toMatchObject({ locationId: 'warehouse' });
  });
});

describe('containers that are in each other', () => {
  test('are a mistake in the record that ends no walk and gives every scan once', () => {
    const journeys = journeysOf(
      link('unit', 'pack', 0, into('a', 'plant')),
      link('a', 'pack', 1, into('b', 'plant')),
      link('b', 'pack', 2, into('a', 'plant')),
      link('a', 'observe', 3, at('plant')),
    );

    expect(told(journeys, 'unit').at(-1)).toEqual(['observe', 'INFERRED', 'a']);
    expect(told(journeys, 'b').at(-1)).toEqual(['observe', 'INFERRED', 'a']);
    expect(told(journeys, 'a').slice(1)).toEqual([
      ['pack', 'INFERRED', 'b'],
      ['observe', 'OBSERVED', null],
    ]);
    expect(journeys.containersOf('unit')).toEqual(['a', 'b']);
  });

  test('cost no more when everything was in everything, level upon level', () => {
    const levels = 30;
    const links: Link[] = [];
    for (let level = 0; level < levels; level++) {
      for (const side of ['x', 'y']) {
        const inside = `${level}${side}`;
        links.push(link(inside, 'pack', level, into(`${level + 1}x`, 'plant')));
        links.push(link(inside, 'pack', levels + level, into(`${level + 1}y`, 'plant')));
      }
    }
    links.push(link(`${levels}y`, 'pack', 2 * levels, into('0x', 'plant')));
    links.push(link(`${levels}y`, 'ship', 3 * levels, at('plant')));
    const started = performance.now();

    const journeys = journeysOf(...links);

    expect(journeys.placeOf('0x')).toMatchObject({ placeKind: 'IN_TRANSIT' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test('what lies ahead has not happened yet', () => {
  const links = new Map([
    ['unit', [link('unit', 'commission', 0, at('plant')), link('unit', 'ship', 10, at('plant'))]],
  ]);

  expect(new Journeys(links, new Date(NOON + 5 * 60_000)).placeOf('unit')).toMatchObject({ placeKind: 'AT_LOCATION' });
  expect(new Journeys(links, new Date(NOON + 10 * 60_000)).placeOf('unit')).toMatchObject({ placeKind: 'IN_TRANSIT' });
});
