import { type Gtin, InvalidIdentifier, parseBatchNumber, parseSerial } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { batchById, batchId, type BatchRow, unitById, unitId, type UnitRow } from '../../products/index.js';

/** A batch as it is printed; null when nobody has ever told of it. */
export function findBatch({ load }: Context, gtin: Gtin, text: string): Promise<BatchRow | null> {
  const number = parseBatchNumber(text);
  if (number instanceof InvalidIdentifier) throw new Refusal('BAD_USER_INPUT', `${number.toString()}.`);
  return load(batchById, batchId(gtin, number));
}

/** A unit as it is printed; null when nobody has ever told of it. */
export function findUnitOnRecord({ load }: Context, gtin: Gtin, text: string): Promise<UnitRow | null> {
  const serial = parseSerial(text);
  if (serial instanceof InvalidIdentifier) throw new Refusal('BAD_USER_INPUT', `${serial.toString()}.`);
  return load(unitById, unitId(gtin, serial));
}
