import { expect, test } from '@jest/globals';

import { Decimal } from '../../../src/gs1/index.js';
import { negativeStock, quantityGaps, type TransitFlow } from '../../../src/trace/gaps/quantity-gaps.rule.js';

const SHIPPED = new Date('2026-02-01T00:00:00Z');
const ARRIVED = new Date('2026-02-05T00:00:00Z');

const flow = (
  reference: string | null,
  shipped: string,
  arrived: string,
  rest: Partial<TransitFlow> = {},
): TransitFlow => ({
  batchId: 'batch',
  reference,
  uom: 'KGM',
  shipped,
  due: '0',
  arrived,
  scanned: arrived,
  early: Decimal.max(0, new Decimal(arrived).minus(shipped)).toFixed(),
  onlyDelivered: false,
  firstShippedAt: shipped === '0' ? null : SHIPPED,
  lastArrivedAt: arrived === '0' ? null : ARRIVED,
  ...rest,
});

const found = (...flows: TransitFlow[]) =>
  quantityGaps(flows).map(({ kind, since, explanation }) => [kind, since, explanation]);

test('what arrived in full is no gap, nor what may still arrive', () => {
  expect(found(flow('A', '100', '100'), flow('B', '100', '40'))).toEqual([]);
});

test('less arrived than was shipped, and the rest is overdue', () => {
  expect(found(flow('A', '0.3', '0.2', { due: '0.3' }))).toEqual([
    [
      'QUANTITY_IN_NOT_OUT',
      SHIPPED,
      'Less arrived than was shipped, and it is overdue: 0.3 KGM shipped under A, 0.2 KGM arrived.',
    ],
  ]);
});

test('nothing arrived of what is overdue', () => {
  expect(found(flow('A', '5', '0', { due: '5' })).map(([kind]) => kind)).toEqual(['SHIPPED_NEVER_RECEIVED']);
});

test('more arrived than was shipped', () => {
  expect(found(flow('A', '5', '5.000001'))).toEqual([
    ['QUANTITY_IN_NOT_OUT', ARRIVED, 'More arrived than was shipped: 5 KGM shipped under A, 5.000001 KGM arrived.'],
  ]);
});

test('what nobody has shipped was received, or delivered', () => {
  expect(found(flow(null, '0', '5'))).toEqual([
    ['RECEIVED_NEVER_SHIPPED', ARRIVED, 'Arrived, and was never shipped: 0 KGM shipped, 5 KGM arrived.'],
  ]);
  expect(found(flow(null, '0', '5', { onlyDelivered: true })).map(([kind]) => kind)).toEqual([
    'DELIVERED_WITHOUT_SHIPMENT',
  ]);
});

test('a number that only the sender names is compared with what arrived under none', () => {
  expect(found(flow('A', '5', '0', { due: '5' }), flow(null, '0', '5'))).toEqual([]);
  expect(found(flow('A', '5', '0', { due: '5' }), flow(null, '0', '5', { uom: 'LTR' }))).toHaveLength(2);
});

test('less than nothing is left at a place, or in a container', () => {
  const shortage = {
    batchId: 'batch',
    locationId: 'plant',
    containerId: null,
    uom: 'KGM',
    stock: '-0.5',
    since: SHIPPED,
  };

  expect(negativeStock(shortage)).toMatchObject({
    kind: 'NEGATIVE_STOCK',
    goodsKind: 'BATCH',
    locationId: 'plant',
    explanation: '0.5 KGM more left the place than came to it.',
  });
  expect(negativeStock({ ...shortage, locationId: null, containerId: 'tote' }).explanation).toBe(
    '0.5 KGM more was taken out of a container than was put in.',
  );
});

test('what arrived before it was shipped is something else: it was never shipped, and the shipment never received', () => {
  expect(found(flow('A', '100', '100', { early: '100', due: '100' }))).toEqual([
    [
      'RECEIVED_NEVER_SHIPPED',
      ARRIVED,
      'Arrived before it was shipped, so that it is something else: 100 KGM under A.',
    ],
    [
      'SHIPPED_NEVER_RECEIVED',
      SHIPPED,
      'Less arrived than was shipped, and it is overdue: 100 KGM shipped under A, 0 KGM arrived.',
    ],
  ]);
  expect(found(flow('A', '100', '100', { early: '40' })).map(([kind]) => kind)).toEqual(['RECEIVED_NEVER_SHIPPED']);
});

test('what is early only because it was scanned twice, or too much in all, is told as that', () => {
  expect(found(flow('A', '100', '100', { scanned: '200', early: '100' }))).toEqual([]);
  expect(found(flow('A', '100', '120', { early: '20' })).map(([kind]) => kind)).toEqual(['QUANTITY_IN_NOT_OUT']);
});
