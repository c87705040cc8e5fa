import { describe, expect, test } from '@jest/globals';

import type { Link } from '../../../src/movements/index.js';
import { gapsOfGoodsOnRecord } from '../../../src/trace/gaps/gaps-of-goods.rule.js';
import type { GoodsOnRecord } from '../../../src/trace/gaps/goods-on-record.js';
import { Journeys } from '../../../src/trace/journeys/journeys.js';

const NOON = Date.parse('2026-02-01T12:00:00Z');
const LATER = new Date('2026-03-01T00:00:00Z');
const NOTHING_OVERDUE = new Date(0);

type Told = readonly [goodsId: string, kind: Link['kind'], minute: number, rest?: Partial<Link>];

function linkOf([goodsId, kind, minute, rest]: Told): Link {
  return {
    goodsId,
    movementId: `${kind} at ${minute}`,
    occurredAt: new Date(NOON + minute * 60_000),
    kind,
    sequence: 0,
    locationId: null,
    destinationId: null,
    carrierId: null,
    consigneeId: null,
    consignorId: null,
    containerId: null,
    batchId: kind === 'commission' ? 'batch' : null,
    ...rest,
  };
}

/** What is found of a unit, as [kind, movement, sentence], when this is on record. */
function found(told: readonly Told[], rest: Partial<GoodsOnRecord> = {}, overdueThrough = NOTHING_OVERDUE) {
  const links = new Map<string, Link[]>();
  for (const link of told.map(linkOf)) links.set(link.goodsId, [...(links.get(link.goodsId) ?? []), link]);
  const journeys = new Journeys(links, LATER);
  const goods: GoodsOnRecord = {
    goodsId: 'unit',
    goodsKind: 'UNIT',
    productId: null,
    steps: journeys.stepsOf('unit'),
    customerOf: () => null,
    place: journeys.placeOf('unit'),
    containerIds: journeys.containersOf('unit'),
    circleClosedBy: journeys.circleClosedBy('unit'),
    conflicts: [],
    emptiedOfNothing: new Set(),
    ...rest,
  };
  return gapsOfGoodsOnRecord(goods, overdueThrough).map(({ kind, movementId, explanation }) => [
    kind,
    movementId,
    explanation,
  ]);
}

const at = (locationId: string) => ({ locationId });
const into = (containerId: string, locationId: string | null = null) => ({ containerId, locationId });
const HOUR = 60;
const DAY = 24 * HOUR;

const MADE: Told = ['unit', 'commission', 0, at('plant')];
const SHIPPED: Told = ['unit', 'ship', 2 * HOUR, at('plant')];
const RECEIVED: Told = ['unit', 'receive', DAY, at('warehouse')];

test('a record that lacks nothing has no gaps: made, shipped, received, shipped on, delivered', () => {
  const onwards: Told[] = [
    ['unit', 'ship', 2 * DAY, at('warehouse')],
    ['unit', 'deliver', 3 * DAY, { consigneeId: 'customer' }],
    ['unit', 'deliver', 3 * DAY + 1, { consigneeId: 'customer' }],
    ['unit', 'return', 5 * DAY, { ...at('warehouse'), consigneeId: 'customer' }],
    ['unit', 'destroy', 6 * DAY, at('warehouse')],
  ];

  expect(found([MADE, SHIPPED, RECEIVED, ...onwards])).toEqual([]);
});

test('what a customer received at their own site comes back by a return alone, and by that of nobody else', () => {
  const sent: Told = ['unit', 'ship', 2 * HOUR, { ...at('plant'), consigneeId: 'customer' }];
  const received: Told = ['unit', 'receive', DAY, at('site')];
  const UNSENT = ['RECEIVED_NEVER_SHIPPED', 'return at 7200', expect.any(String)];
  const returned = (consigneeId: string | null): Told => [
    'unit',
    'return',
    5 * DAY,
    { ...at('warehouse'), consigneeId },
  ];

  expect(found([MADE, sent, received, returned('customer')])).toEqual([]);
  expect(found([MADE, sent, received, returned(null)])).toEqual([]);
  expect(found([MADE, sent, received, returned('another')])).toMatchObject([UNSENT]);
  expect(found([MADE, SHIPPED, RECEIVED, ['unit', 'return', 5 * DAY, at('plant')]])).toMatchObject([UNSENT]);
});

describe('goods turn up where nothing brought them:', () => {
  const MOVED = 'At another place than before, and no shipment from there is on record.';

  test('received elsewhere without a shipment', () => {
    expect(found([MADE, RECEIVED])).toEqual([['RECEIVED_NEVER_SHIPPED', 'receive at 1440', MOVED]]);
  });

  test('received, and never heard of before', () => {
    expect(found([['unit', 'receive', 0, { ...at('warehouse'), batchId: 'batch' }]])).toEqual([
      [
        'RECEIVED_NEVER_SHIPPED',
        'receive at 0',
        'Received, and nothing before that is on record: no making, no shipment.',
      ],
    ]);
  });

  test('shipped, seen or packed elsewhere; but only where it shows first', () => {
    expect(
      found([
        MADE,
        ['unit', 'observe', DAY, at('warehouse')],
        ['unit', 'pack', 2 * DAY, into('pallet', 'warehouse')],
        ['unit', 'unpack', 3 * DAY, into('pallet', 'store')],
        ['unit', 'ship', 4 * DAY, at('plant')],
      ]).map(([kind, movementId]) => [kind, movementId]),
    ).toEqual([
      ['RECEIVED_NEVER_SHIPPED', 'observe at 1440'],
      ['RECEIVED_NEVER_SHIPPED', 'unpack at 4320'],
      ['RECEIVED_NEVER_SHIPPED', 'ship at 5760'],
    ]);
  });

  test('back after its delivery, and no return says so', () => {
    const delivered: Told = ['unit', 'deliver', 2 * DAY, { consigneeId: 'customer' }];
    expect(found([MADE, SHIPPED, delivered, ['unit', 'receive', 3 * DAY, at('warehouse')]])).toEqual([
      ['RECEIVED_NEVER_SHIPPED', 'receive at 4320', 'At a place again after its delivery, and no return is on record.'],
    ]);
    const sentBack: Told = ['unit', 'return', 3 * DAY, { carrierId: 'carrier' }];
    expect(found([MADE, SHIPPED, delivered, sentBack, ['unit', 'receive', 4 * DAY, at('warehouse')]])).toEqual([]);
  });

  test('unless its pallet brought it; what the pallet lacks is a gap of the pallet', () => {
    const onPallet: Told[] = [MADE, ['unit', 'pack', 1, into('pallet', 'plant')]];
    const unpacked: Told = ['unit', 'unpack', DAY, into('pallet', 'warehouse')];

    expect(found([...onPallet, ['pallet', 'ship', 60, at('plant')], unpacked])).toEqual([]);
    expect(found([...onPallet, ['pallet', 'receive', 60, at('warehouse')], unpacked])).toEqual([]);
  });
});

test('delivered without a shipment: from where it stood, or handed on by someone who had it', () => {
  const NO_SHIPMENT = 'Delivered, and no shipment before that is on record.';

  expect(
    found([
      MADE,
      ['unit', 'deliver', DAY, { consigneeId: 'customer' }],
      ['unit', 'deliver', 2 * DAY, { consigneeId: 'another' }],
    ]),
  ).toEqual([
    ['DELIVERED_WITHOUT_SHIPMENT', 'deliver at 1440', NO_SHIPMENT],
    ['DELIVERED_WITHOUT_SHIPMENT', 'deliver at 2880', NO_SHIPMENT],
  ]);
});

test('scanned by itself where its pallet is not, it has left that unseen', () => {
  expect(
    found([
      MADE,
      ['unit', 'pack', 1, into('pallet', 'plant')],
      ['pallet', 'receive', 2 * DAY, at('warehouse')],
      ['unit', 'observe', 3 * DAY, at('store')],
      ['unit', 'observe', 4 * DAY, at('store')],
    ]),
  ).toEqual([
    [
      'LEFT_CONTAINER_UNSEEN',
      'observe at 4320',
      'Scanned by itself where its container was not; that it was taken out is not on record.',
    ],
  ]);
});

describe('what cannot be:', () => {
  const seenAt = (minute: number): Told => ['unit', 'observe', minute, at('warehouse')];
  const tooSoon = (minute: number) =>
    found([MADE, seenAt(minute)]).filter(([kind]) => kind !== 'RECEIVED_NEVER_SHIPPED');

  test('at two places at one instant', () => {
    expect(tooSoon(0)).toEqual([['TWO_PLACES_AT_ONCE', 'observe at 0', 'Seen at another place at the same instant.']]);
  });

  test('handed to two customers at one instant, with or without the places', () => {
    const deliver = (consigneeId: string, rest: object = {}): Told => ['unit', 'deliver', 5, { consigneeId, ...rest }];
    const twice = (...told: Told[]) => found([MADE, ...told]).filter(([kind]) => kind === 'TWO_PLACES_AT_ONCE');

    expect(twice(deliver('anna'), deliver('bodo'))).toEqual([
      ['TWO_PLACES_AT_ONCE', 'deliver at 5', 'Delivered to another customer at the same instant.'],
    ]);
    expect(twice(deliver('anna', at('plant')), deliver('bodo', at('warehouse')))).toEqual([
      ['TWO_PLACES_AT_ONCE', 'deliver at 5', 'Seen at another place at the same instant.'],
    ]);
    expect(twice(deliver('anna'), deliver('anna'))).toEqual([]);
  });

  test('faster at another place than anything can be brought there, shipped or not', () => {
    expect(tooSoon(0.5)).toEqual([
      ['FASTER_THAN_POSSIBLE', 'observe at 0.5', 'Seen at another place less than a minute before.'],
    ]);
    expect(tooSoon(10)).toEqual([
      ['FASTER_THAN_POSSIBLE', 'observe at 10', 'Seen at another place 10 minutes before.'],
    ]);
    expect(tooSoon(11)).toEqual([]);
    expect(found([MADE, ['unit', 'ship', 1, at('plant')], ['unit', 'receive', 2, at('warehouse')]])).toEqual([
      ['FASTER_THAN_POSSIBLE', 'receive at 2', 'Seen at another place a minute before.'],
    ]);
  });

  test('moved after it was destroyed, or had gone into other goods; what comes out of them again may be', () => {
    const seen: Told = ['unit', 'observe', DAY, at('plant')];
    const gone: Told = ['unit', 'transform', HOUR, at('plant')];

    expect(found([MADE, ['unit', 'destroy', HOUR], ['unit', 'destroy', 2 * HOUR], seen])).toEqual([
      ['ACTION_AFTER_DESTRUCTION', 'observe at 1440', 'Recorded after it was destroyed.'],
    ]);
    expect(found([MADE, ['unit', 'transform', HOUR], seen])).toEqual([
      ['ACTION_AFTER_DESTRUCTION', 'observe at 1440', 'Recorded after it had gone into other goods.'],
    ]);
    expect(found([MADE, ['unit', 'transform', 1], gone, seen])).toEqual([]);
  });
});

describe('the batch of a unit:', () => {
  test('nobody has said it', () => {
    expect(found([['unit', 'commission', 0, { ...at('plant'), batchId: null }]])).toEqual([
      ['UNIT_WITHOUT_BATCH', null, 'Nobody has said of which batch it is.'],
    ]);
  });

  test('every further one that claims it is a contradiction, said once', () => {
    const said = (minute: number, batchId: string): Told => ['unit', 'declare', minute, { batchId }];

    expect(found([MADE, said(1, 'other'), said(2, 'other'), said(3, 'third'), said(4, 'batch')])).toEqual([
      ['UNIT_IN_TWO_BATCHES', 'declare at 1', 'Said to be of another batch than before.'],
      ['UNIT_IN_TWO_BATCHES', 'declare at 3', 'Said to be of another batch than before.'],
    ]);
  });

  test('is not that of what it is built into', () => {
    expect(
      found([
        ['unit', 'commission', 0, { ...at('plant'), batchId: null }],
        ['unit', 'pack', 1, into('machine', 'plant')],
        ['machine', 'ship', 2, { ...at('plant'), batchId: 'machines' }],
      ]).map(([kind]) => kind),
    ).toEqual(['UNIT_WITHOUT_BATCH']);
  });

  test('is not asked of a pallet', () => {
    const goods = { goodsKind: 'LOGISTIC_UNIT' } as const;
    expect(found([['unit', 'observe', 0, at('plant')]], goods)).toEqual([]);
  });
});

test('a conflict that nobody has decided is a gap of all that it names', () => {
  const conflicts = [{ movementId: 'disputed', since: LATER }];
  expect(found([MADE], { conflicts })).toEqual([
    [
      'OPEN_CONFLICT',
      'disputed',
      'Two contents were sent under the id of one movement; nobody has decided which is right.',
    ],
  ]);
});

test('a container that was emptied of nothing lacks what was in it', () => {
  const emptiedOfNothing = new Set(['unpack at 1440']);
  expect(found([MADE, ['unit', 'unpack', DAY, into('unit', 'plant')]], { emptiedOfNothing })).toEqual([
    ['UNPACKED_WITHOUT_CHILDREN', 'unpack at 1440', 'Emptied, and nothing on record was in it.'],
  ]);
});

describe('a shipment is overdue', () => {
  const shippedAt = linkOf(SHIPPED).occurredAt;
  const overdue = (told: readonly Told[], through = shippedAt) => found(told, {}, through).map(([kind]) => kind);

  test('from its day on, and not before', () => {
    expect(overdue([MADE, SHIPPED])).toEqual(['SHIPPED_NEVER_RECEIVED']);
    expect(overdue([MADE, SHIPPED], new Date(shippedAt.getTime() - 1))).toEqual([]);
  });

  test('so is what a customer sent back', () => {
    const delivered: Told = ['unit', 'deliver', DAY, { consigneeId: 'customer' }];
    const sentBack: Told = ['unit', 'return', 2 * DAY, { carrierId: 'carrier' }];
    expect(overdue([MADE, SHIPPED, delivered, sentBack], LATER)).toEqual(['SHIPPED_NEVER_RECEIVED']);
  });

  test('unless anything was heard of the goods since, by whichever scan', () => {
    const packed: Told[] = [MADE, SHIPPED, ['unit', 'pack', 3 * HOUR, into('pallet')]];
    expect(overdue([MADE, SHIPPED, RECEIVED])).toEqual([]);
    expect(overdue([MADE, SHIPPED, ['unit', 'destroy', DAY]])).toEqual([]);
    expect(overdue([...packed, ['pallet', 'receive', DAY, at('warehouse')]])).toEqual([]);
  });

  test('of a pallet, and not of what is on it', () => {
    const onPallet: Told[] = [MADE, ['unit', 'pack', 1, into('pallet', 'plant')]];
    expect(overdue([...onPallet, ['pallet', 'ship', 60, at('plant')]], LATER)).toEqual([]);
  });
});
