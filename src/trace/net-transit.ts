import { Decimal } from 'decimal.js';

import { kindOfQuantity } from './counted-quantity.js';
import type { StockAtPlace } from './place-counts.js';

/**
 * Sets what arrived against what was on its way. Whoever receives goods by quantity often does not say which carrier
 * brought them or for whom, so an arrival takes first from the entries that fit what it says, then from any other. What a
 * customer sent back or passed on is set against what they have, at whichever of their places. The sum is exact; a rest
 * below zero is what arrived and was never shipped, or left a customer and never came to them.
 */
export function netTransit(stock: readonly StockAtPlace[]): StockAtPlace[] {
  const inTransit = settled(
    stock,
    ({ placeKind }) => placeKind === 'IN_TRANSIT',
    () => true,
  );
  return settled(
    inTransit,
    ({ placeKind }) => placeKind === 'DELIVERED',
    (left, had) => left.consigneeId === had.consigneeId,
  );
}

function settled(
  stock: readonly StockAtPlace[],
  isMeant: (group: StockAtPlace) => boolean,
  mayFit: (below: StockAtPlace, above: StockAtPlace) => boolean,
): StockAtPlace[] {
  const others = stock.filter((group) => !isMeant(group));
  const meant = stock.filter(isMeant);
  const above = meant.filter(({ quantity }) => !quantity.startsWith('-')).map(balance);
  const below = meant.filter(({ quantity }) => quantity.startsWith('-')).map(balance);
  for (const one of below)
    settle(
      one,
      above.filter(({ group }) => mayFit(one.group, group)),
    );
  return [...others, ...[...above, ...below].flatMap(asGroup)];
}

interface Balance {
  readonly group: StockAtPlace;
  left: Decimal;
}

function balance(group: StockAtPlace): Balance {
  return { group, left: new Decimal(group.quantity) };
}

function settle(arrival: Balance, sent: readonly Balance[]): void {
  const fitting = sent
    .filter(({ group }) => kindOfQuantity(group) === kindOfQuantity(arrival.group))
    .sort((a, b) => fit(arrival.group, b.group) - fit(arrival.group, a.group));
  for (const shipment of fitting) {
    const settled = Decimal.min(arrival.left.negated(), shipment.left);
    shipment.left = shipment.left.minus(settled);
    arrival.left = arrival.left.plus(settled);
  }
}

/** How well a shipment fits an arrival: by consignee, then by carrier. */
function fit(arrival: StockAtPlace, shipment: StockAtPlace): number {
  const consignee = arrival.consigneeId !== null && arrival.consigneeId === shipment.consigneeId;
  const carrier = arrival.carrierId !== null && arrival.carrierId === shipment.carrierId;
  return (consignee ? 2 : 0) + (carrier ? 1 : 0);
}

function asGroup({ group, left }: Balance): StockAtPlace[] {
  return left.isZero() ? [] : [{ ...group, quantity: left.toFixed() }];
}
