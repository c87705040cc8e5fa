import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeGln } from '../../src/gs1/index.js';
import { carrierId, contactId, customerId, locationId, sourceId } from '../../src/parties/index.js';

test('a carrier, a customer and a source may have the same code and stay three', () => {
  fc.assert(
    fc.property(fc.string(), (code) => {
      expect(new Set([carrierId(code), customerId(code), sourceId(code)]).size).toBe(3);
    }),
  );
});

test('two codes share an id only if they are the same text, letter case included', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(customerId(one) === customerId(other)).toBe(one === other);
    }),
  );
  expect(customerId('alfki')).not.toBe(customerId('ALFKI'));
});

test('a place has one id for its GLN', () => {
  expect(locationId(makeGln('950600010001'))).toBe(locationId(makeGln('950600010001')));
  expect(locationId(makeGln('950600010001'))).not.toBe(locationId(makeGln('950600010002')));
});

test('a customer has one contact of each role', () => {
  const customer = customerId('ALFKI');

  expect(contactId('CUSTOMER', customer, 'SHIP_TO')).toBe(contactId('CUSTOMER', customer, 'SHIP_TO'));
  expect(contactId('CUSTOMER', customer, 'SHIP_TO')).not.toBe(contactId('CUSTOMER', customer, 'BILL_TO'));
  expect(contactId('CUSTOMER', customer, 'RECALL_CONTACT')).not.toBe(contactId('CARRIER', customer, 'RECALL_CONTACT'));
});
