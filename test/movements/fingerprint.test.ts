import { expect, test } from '@jest/globals';

import { fingerprintOf } from '../../src/movements/fingerprint.js';

const ID = '11111111-1111-1111-1111-111111111111';
const OTHER = '22222222-2222-2222-2222-222222222222';
const none = { units: [], logisticUnits: [], quantities: [] };

const content = {
  kind: 'ship',
  sequence: 0,
  occurredAt: new Date('2026-02-01T12:00:00Z'),
  place: { locationId: ID, gln: '9506000100007' },
  destination: null,
  carrier: null,
  consignee: { customerId: ID, number: 'C-1' },
  consignor: null,
  container: null,
  assembly: null,
  orderRef: null,
  shipmentRef: null,
  goods: { ...none, units: [{ unitId: ID, batch: null }] },
  outputs: none,
  declaration: null,
} as unknown as Parameters<typeof fingerprintOf>[0];

test('a movement without a consignor has the digest that it had before there were any', () => {
  expect(fingerprintOf(content)).toBe('6aa8942a-6a72-4926-b1be-5163cbaf1899');
});

test('who passed the goods on is part of what a movement says', () => {
  const consigned = (customerId: string) => fingerprintOf({ ...content, consignor: { customerId, number: 'C-2' } });

  expect(new Set([fingerprintOf(content), consigned(ID), consigned(OTHER)]).size).toBe(3);
});
