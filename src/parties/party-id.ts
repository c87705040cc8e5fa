import { locationKey, type Gln } from '../gs1/index.js';
import { derivedId } from '../platform/database/derived-id.js';
import type { ContactRole } from './party-kinds.js';

/*
 * Who and where, as ids. A party's code is the text that its company writes, letter case included; each kind has a
 * namespace of its own, so a carrier and a customer may share a code.
 */

export type PartyKind = 'CUSTOMER' | 'CARRIER' | 'INTERNAL';

export function locationId(gln: Gln): string {
  return derivedId(locationKey(gln));
}

export function carrierId(code: string): string {
  return derivedId(`carrier ${code}`);
}

export function customerId(number: string): string {
  return derivedId(`customer ${number}`);
}

export function sourceId(code: string): string {
  return derivedId(`source ${code}`);
}

/** Someone in the company who is told of a recall before its customers are. */
export function internalPartyId(code: string): string {
  return derivedId(`internal ${code}`);
}

export function contactId(kind: PartyKind, partyId: string, role: ContactRole): string {
  return derivedId(`contact ${kind} ${partyId} ${role}`);
}
