import { Decimal as AnyDecimal } from 'decimal.js';

/**
 * Exact decimal numbers. The library would round at 20 digits; a quantity has up to 21, a factor of its unit of measure up to
 * 16 more, and sums a few beyond. Everything that calculates with quantities uses this one.
 */
export const Decimal = AnyDecimal.clone({ precision: 100 });
export type Decimal = AnyDecimal;
