import { readFileSync } from 'node:fs';

/** Northwind's text, and its orders read in a second way, so that the plan is not checked against its own reader. */
export const SQL = readFileSync(new URL('../../../seeds/northwind/northwind.sql', import.meta.url), 'utf8');

export const rawOrders = rowsOf(
  /^INSERT INTO orders VALUES \((\d+), '(\w{5})', (\d), '([\d-]{10})', '[\d-]{10}', (?:NULL|'([\d-]{10})'), (\d),/gm,
).map(([id = '', customer = '', employee = '', orderedOn = '', shippedOn = '', shipper = '']) => ({
  id,
  customer,
  employee,
  orderedOn,
  shippedOn,
  shipper,
}));

export const rawLines = rowsOf(/^INSERT INTO order_details VALUES \((\d+), (\d+), [\d.]+, (\d+), [\d.]+\);$/gm).map(
  ([order = '', product = '', quantity = '']) => ({ order, product, quantity: Number(quantity) }),
);

export const piecesOf = (orders: readonly string[]): number =>
  rawLines.filter(({ order }) => orders.includes(order)).reduce((total, { quantity }) => total + quantity, 0);

function rowsOf(row: RegExp): string[][] {
  return Array.from(SQL.matchAll(row), ([, ...values]) => values);
}
