import { makeGln, makeGtin, makeSscc, type Gln, type Gtin, type Sscc } from '../../src/gs1/index.js';

/** Of the GS1 Global Office, as in its own examples: no trading company's goods carry it. */
const COMPANY_PREFIX = '9506000';

/** The digit that tells the tables apart in a GLN. */
const PLACE_DIGIT = { plant: 1, warehouse: 2, customer: 3 } as const;

export const productGtin = (productId: number): Gtin => makeGtin(`0${COMPANY_PREFIX}${digits(productId, 5)}`);

/** `row` counts the rows of the table in the order of their key, from 1. */
export const placeGln = (table: keyof typeof PLACE_DIGIT, row: number): Gln =>
  makeGln(`${COMPANY_PREFIX}${PLACE_DIGIT[table]}${digits(row, 4)}`);

export const orderSscc = (orderId: number): Sscc => makeSscc(`0${COMPANY_PREFIX}${digits(orderId, 9)}`);

export const carrierCode = (shipperId: number): string => `NW-${shipperId}`;

export function unitSerials(orderId: number, productId: number, quantity: number): string[] {
  if (quantity < 1) throw new RangeError(`Order ${orderId} has ${quantity} pieces of product ${productId}.`);
  return Array.from({ length: quantity }, (_, i) => `${orderId}-${productId}-${digits(i + 1, 3)}`);
}

function digits(value: number, length: number): string {
  const text = String(value).padStart(length, '0');
  if (!/^\d+$/.test(text) || text.length > length) throw new RangeError(`${value} does not fit in ${length} digits.`);
  return text;
}
