import { describe, expect, test } from '@jest/globals';
import { planNorthwind } from '../../../seeds/northwind/plan-northwind.js';
import { SQL } from './raw-rows.js';

describe('a dump the rule does not fit stops the plan with a sentence', () => {
  test.each([
    [
      'a country it does not know',
      "'Oviedo', 'Asturias', '33007', 'Spain'",
      "'Oviedo', NULL, '33007', 'Spanien'",
      /country Spanien/,
    ],
    [
      'an employee where no warehouse is',
      "'London', NULL, 'SW1 8JR', 'UK'",
      "'London', NULL, 'SW1 8JR', 'Ireland'",
      /no warehouse in Ireland/,
    ],
    [
      'more pieces than three digits count',
      '(10248, 11, 14, 12, 0)',
      '(10248, 11, 14, 1000, 0)',
      /1000 does not fit in 3 digits/,
    ],
    ['no pieces', '(10248, 11, 14, 12, 0)', '(10248, 11, 14, 0, 0)', /Order 10248 has 0 pieces of product 11/],
    [
      'half a piece',
      '(10248, 11, 14, 12, 0)',
      '(10248, 11, 14, 1.5, 0)',
      /order_details.quantity is not a whole number/,
    ],
    ['an unknown product', '(10248, 11, 14, 12, 0)', '(10248, 99, 14, 12, 0)', /no product 99/],
    [
      'a product twice in an order',
      '(10248, 11, 14, 12, 0)',
      '(10248, 42, 14, 12, 0)',
      /line of order 10248 for product 42 twice/,
    ],
    ['a line of no order', '(10248, 11, 14, 12, 0)', '(9999, 11, 14, 12, 0)', /no order 9999/],
    [
      'an order without lines',
      "INSERT INTO orders VALUES (10249, 'TOMSP'",
      "INSERT INTO orders VALUES (9999, 'TOMSP', 6, '1996-07-05', '1996-08-16', '1996-07-10', 1, 1, '', '', '', '', '', '');\nINSERT INTO orders VALUES (10249, 'TOMSP'",
      /no line of order 9999/,
    ],
    ['a day that is none', "5, '1996-07-04'", "5, '1996-02-30'", /Line \d+ .* orders.order_date is not a date/],
    ['an order without its day', "5, '1996-07-04'", '5, NULL', /orders.order_date is missing/],
    ['a number for a text', "(10248, 'VINET'", '(10248, 7', /orders.customer_id is not a text/],
    [
      'an order twice',
      "INSERT INTO orders VALUES (10249, 'TOMSP'",
      "INSERT INTO orders VALUES (10248, 'TOMSP', 6, '1996-07-05', '1996-08-16', '1996-07-10', 1, 1, '', '', '', '', '', '');\nINSERT INTO orders VALUES (10249, 'TOMSP'",
      /the order 10248 twice/,
    ],
    ['another name of a column', 'shipped_date date', 'sent_date date', /orders.shipped_date does not exist/],
  ])('%s', (_, there, instead, reason) => {
    expect(SQL).toContain(there);

    expect(() => planNorthwind(SQL.replace(there, instead))).toThrow(reason);
  });

  test('a table that is not there', () => {
    expect(() => planNorthwind('')).toThrow('Northwind has no table products.');
  });
});
