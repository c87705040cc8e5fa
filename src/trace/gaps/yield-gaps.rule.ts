import type { FoundGap } from '../../gaps/index.js';
import { Decimal, baseUnitOf, inBaseUnit } from '../../gs1/index.js';

/** So much of one product; units are pieces of theirs. */
interface Counted {
  readonly gtin: string | null;
  readonly quantity: string;
  readonly uom: string;
}

/** A transform, counted. */
export interface Yield {
  readonly movementId: string;
  readonly occurredAt: Date;
  readonly locationId: string | null;
  readonly inputs: readonly Counted[];
  readonly outputs: readonly Counted[];
  /** At which of its goods what is wrong with it stands. */
  readonly goodsId: string;
  readonly goodsKind: FoundGap['goodsKind'];
}

/**
 * Where all that went into a transform is one product in one dimension, as when it is split, merged, reworked, relabelled or
 * repacked, not more of that can come out. Less may: that is loss. There is no such law where something else went in too,
 * which may have become it, nor for what is made into another product.
 */
export function yieldGaps(one: Yield): FoundGap[] {
  const kindOf = ({ gtin, uom }: Counted) => `${gtin ?? ''} ${baseUnitOf(uom)}`;
  const [first] = one.inputs;
  if (first?.gtin == null || one.inputs.some((input) => kindOf(input) !== kindOf(first))) return [];
  const made = one.outputs.filter((output) => kindOf(output) === kindOf(first));
  const [wentIn, cameOut] = [sumInBaseUnit(one.inputs), sumInBaseUnit(made)];
  if (!cameOut.greaterThan(wentIn)) return [];
  const uom = baseUnitOf(first.uom);
  const { movementId, occurredAt, locationId, goodsId, goodsKind } = one;
  return [
    {
      ...{ kind: 'QUANTITY_IN_NOT_OUT', goodsId, goodsKind, mark: `transform ${movementId}`, movementId, locationId },
      carrierId: null,
      since: occurredAt,
      explanation: `More came out of a transform than went in: ${wentIn.toFixed()} ${uom} of ${first.gtin} in, ${cameOut.toFixed()} ${uom} out.`,
      difference: cameOut.minus(wentIn).toFixed(),
    },
  ];
}

function sumInBaseUnit(counted: readonly Counted[]): Decimal {
  return counted.reduce((sum, one) => sum.plus(inBaseUnit(one).quantity), new Decimal(0));
}

/** What is declared of a batch, and how much is on record of it. */
export interface BatchMade {
  readonly batchId: string;
  /** When that much was declared. */
  readonly declaredAt: Date;
  readonly quantity: string;
  readonly uom: string;
  /** In the base unit of `uom`, in the one of its two shapes, loose or with serials, of which there is more. */
  readonly onRecord: string;
}

/** There is not more of a batch than was made of it. */
export function overproduction({ batchId, declaredAt, onRecord, ...declared }: BatchMade): FoundGap[] {
  const { quantity, uom } = inBaseUnit(declared);
  const more = new Decimal(onRecord).minus(quantity);
  if (!more.greaterThan(0)) return [];
  return [
    {
      ...{ kind: 'QUANTITY_IN_NOT_OUT', goodsId: batchId, goodsKind: 'BATCH', mark: `made ${uom}` },
      ...{ movementId: null, locationId: null, carrierId: null },
      since: declaredAt,
      explanation: `More is on record than was made: ${quantity} ${uom} declared, ${onRecord} ${uom} on record.`,
      difference: more.toFixed(),
    },
  ];
}
