import { Decimal, inBaseUnit, PIECE } from '../../gs1/index.js';
import { containerIdOf } from '../goods.rule.js';
import type { LedgerMovement, LedgerQuantity } from '../ledger-movement.js';
import { type StockPlace, transferOf } from './stock.rule.js';

/** One booking: so much of a batch came to a place, or below zero, left it. */
export interface StockEntry {
  readonly movement: LedgerMovement;
  readonly batchId: string;
  /** Tells apart what one movement books of a batch. */
  readonly line: number;
  readonly place: StockPlace;
  readonly quantity: string;
  readonly uom: string;
}

/**
 * What a movement books of the goods that it counts by quantity. What of a batch comes out of a transform under its own
 * number, counted or with serials, was not made into something else; it left the stock and came back into it.
 */
export function stockEntriesOf(movement: LedgerMovement): StockEntry[] {
  const { goods, outputs } = movement;
  if (goods.quantities.length === 0 && outputs.quantities.length === 0) return [];
  const { from, to } = transferOf({
    kind: movement.kind,
    locationId: movement.place?.locationId ?? null,
    carrierId: movement.carrier?.carrierId ?? null,
    consigneeId: movement.consignee?.customerId ?? null,
    consignorId: movement.consignor?.customerId ?? null,
    containerId: containerIdOf(movement),
  });
  const inputs = goods.quantities.flatMap((moved, i) => {
    const entry = { movement, batchId: moved.batch.batchId, uom: moved.uom };
    const arrived = movement.kind === 'transform' ? usedUp(moved, movement) : moved;
    return [
      ...(from ? [{ ...entry, line: 2 * i, place: from, quantity: `-${moved.quantity}` }] : []),
      ...(to && arrived !== null ? [{ ...entry, ...amountOf(arrived), line: 2 * i + 1, place: to }] : []),
    ];
  });
  return [...inputs, ...outputs.quantities.map((made, i) => entryOfOutput(movement, made, i))];
}

function entryOfOutput(movement: LedgerMovement, { batch, quantity, uom }: LedgerQuantity, i: number): StockEntry {
  const place: StockPlace = { placeKind: 'AT_LOCATION', locationId: movement.place?.locationId ?? null };
  const line = 2 * movement.goods.quantities.length + i;
  return { movement, batchId: batch.batchId, line, place, quantity, uom };
}

const amountOf = ({ quantity, uom }: LedgerQuantity) => ({ quantity, uom });

/**
 * How much of an input went into goods of other batches; null when all of it came out under its own number. What came out in
 * another unit of measure is set off in the base unit of both.
 */
function usedUp(input: LedgerQuantity, { goods, outputs }: LedgerMovement): LedgerQuantity | null {
  const { batchId } = input.batch;
  // A unit that went in with its serial and came out with it was no loose piece.
  const before = new Set(goods.units.map(({ unitId }) => unitId));
  const { uom: base } = inBaseUnit(input);
  const again = outputs.quantities.filter((made) => made.batch.batchId === batchId && inBaseUnit(made).uom === base);
  const serialised =
    base === PIECE
      ? outputs.units.filter((unit) => unit.batch?.batchId === batchId && !before.has(unit.unitId)).length
      : 0;
  const pieces = serialised > 0 ? [{ batch: input.batch, quantity: String(serialised), uom: PIECE }] : [];
  const amounts = [input, ...again, ...pieces];
  const isOneUnit = amounts.every(({ uom }) => uom === input.uom);
  const [went, ...out] = isOneUnit ? amounts : amounts.map(inBaseUnit);
  if (!went) return null;
  const left = out.reduce((rest, { quantity }) => rest.minus(quantity), new Decimal(went.quantity));
  return left.greaterThan(0) ? { ...went, quantity: left.toFixed() } : null;
}
