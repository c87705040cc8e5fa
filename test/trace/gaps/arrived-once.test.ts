import { expect, test } from '@jest/globals';

import { type ArrivalAtCustomer, arrivedOnce } from '../../../src/trace/gaps/arrived-once.js';

const flow = (reference: string | null, shipped: string, arrived: string) => ({
  batchId: 'batch',
  baseUom: 'KGM',
  reference,
  shipped,
  arrived,
});

function arrival(
  isReceived: boolean,
  reference: string | null,
  quantity: string,
  customerId = 'K1',
): ArrivalAtCustomer {
  const siteId = isReceived ? `site of ${customerId}` : null;
  return { batchId: 'batch', baseUom: 'KGM', reference, customerId, siteId, isReceived, wasOnTheWay: true, quantity };
}
const handed = arrival.bind(null, false);
const received = arrival.bind(null, true);

const told = (flows: ReturnType<typeof flow>[], ...arrivals: ArrivalAtCustomer[]) =>
  arrivedOnce(flows, arrivals).map(({ arrived }) => arrived);

test('what was handed over and received under one number arrived once', () => {
  expect(told([flow('A', '10', '20')], handed('A', '10'), received('A', '10'))).toEqual(['10']);
  expect(told([flow('A', '10', '12')], handed('A', '6'), received('A', '6'))).toEqual(['6']);
});

test('of scans under two numbers, that is left out under which less or nothing was shipped', () => {
  const flows = (first: string, second: string) => [flow('A', '20', first), flow(null, '0', second)];
  expect(told(flows('20', '10'), handed(null, '10'), received('A', '20'))).toEqual(['20', '0']);
  expect(told(flows('20', '10'), handed('A', '20'), received(null, '10'))).toEqual(['20', '0']);
  expect(told(flows('30', '0'), handed('A', '20'), received('A', '10'))).toEqual(['20', '0']);
});

test('what one customer was handed is not what another received, nor of another batch', () => {
  expect(told([flow('A', '20', '20')], handed('A', '10'), received('A', '10', 'K2'))).toEqual(['20']);
  const other = { ...received('A', '10'), batchId: 'other' };
  expect(told([flow('A', '20', '20')], handed('A', '10'), other)).toEqual(['20']);
});

test('what another customer handed on was on no way, so its receipt is left out', () => {
  const on = { ...handed('A', '4'), wasOnTheWay: false };
  expect(told([flow('A', '10', '14')], on, received('A', '4'))).toEqual(['10']);
});
