import { Decimal } from '../../gs1/index.js';
import { groupsOf } from '../../platform/groups-of.js';
import { kindOfQuantity } from '../counted-quantity.js';
import type { StockAtPlace } from './place-counts.js';

/** What a customer has: delivered to them, or at a site of theirs. */
export interface HeldByCustomer extends StockAtPlace {
  readonly batchNumber: string;
  /** Null: delivered, and nobody said to whom. */
  readonly customerId: string | null;
}

/**
 * Sets what customers sent back, passed on or destroyed against what they have, first at the same place and then at any other
 * of theirs. A rest below zero left a customer and never came to them.
 */
export function netCustomers(held: readonly HeldByCustomer[]): StockAtPlace[] {
  const byCustomer = groupsOf(held, (one) => `${kindOfQuantity(one)} ${one.batchNumber} ${one.customerId ?? ''}`);
  return [...byCustomer.values()].flatMap(settled);
}

function settled(held: readonly HeldByCustomer[]): StockAtPlace[] {
  const balances = held.map((of) => ({ of, left: new Decimal(of.quantity) }));
  for (const gone of balances.filter(({ left }) => left.isNegative())) {
    const had = balances.filter(({ left }) => left.greaterThan(0));
    const here = had.filter(({ of }) => of.locationId === gone.of.locationId);
    for (const from of new Set([...here, ...had])) {
      const quantity = Decimal.min(gone.left.negated(), from.left);
      gone.left = gone.left.plus(quantity);
      from.left = from.left.minus(quantity);
    }
  }
  return balances.flatMap(({ of, left }) => (left.isZero() ? [] : [{ ...of, quantity: left.toFixed() }]));
}
