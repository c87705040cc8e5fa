import {
  batchKey,
  logisticUnitKey,
  productKey,
  unitKey,
  type BatchNumber,
  type Gtin,
  type Serial,
  type Sscc,
} from '../gs1/index.js';
import { derivedId } from '../platform/database/derived-id.js';

/** Serials that differ only in so many last characters are taken as made, and later scanned, together. */
const RUN_LENGTH = 3;

export function productId(gtin: Gtin): string {
  return derivedId(productKey(gtin));
}

export function batchId(gtin: Gtin, number: BatchNumber): string {
  return derivedId(batchKey(gtin, number));
}

export function unitId(gtin: Gtin, serial: Serial): string {
  return derivedId(unitKey(gtin, serial), `run ${gtin} ${serial.text.slice(0, -RUN_LENGTH)}`);
}

export function logisticUnitId(sscc: Sscc): string {
  return derivedId(logisticUnitKey(sscc));
}
