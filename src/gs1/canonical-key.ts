import type { BatchNumber } from './batch-number.js';
import type { FreeText } from './free-text.js';
import type { Gln } from './gln.js';
import type { Gtin } from './gtin.js';
import { escapeFully } from './percent-encoding.js';
import type { Serial } from './serial.js';
import type { Sscc } from './sscc.js';

/*
 * The one spelling of each thing's name, from which its id is derived: the path of its canonical GS1 Digital Link.
 * Text that AI 10 or 21 could not hold goes under /x, so that no correct code ever names the same thing.
 *
 * GS1 Digital Link: URI Syntax, "Canonical GS1 Digital Link URIs".
 */

export function productKey(gtin: Gtin): string {
  return `/01/${gtin}`;
}

export function unitKey(gtin: Gtin, serial: Serial): string {
  return `${namespaceOf(serial)}/01/${gtin}/21/${escapeFully(serial.text)}`;
}

export function batchKey(gtin: Gtin, batch: BatchNumber): string {
  return `${namespaceOf(batch)}/01/${gtin}/10/${escapeFully(batch.text)}`;
}

export function logisticUnitKey(sscc: Sscc): string {
  return `/00/${sscc}`;
}

export function locationKey(gln: Gln): string {
  return `/414/${gln}`;
}

function namespaceOf({ conforming }: FreeText): '' | '/x' {
  return conforming ? '' : '/x';
}
