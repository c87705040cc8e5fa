import fc from 'fast-check';

import type { MovementItem } from '../../src/movements/index.js';
import { movementId } from '../../src/movements/movement-id.js';
import { sourceId } from '../../src/parties/index.js';
import { SOURCE } from '../support/supply-chain.js';
import { type Happening, itemOf, type Realm, realmOf } from './arbitrary-history.js';

/*
 * A request costs the same for one movement as for twenty. So many histories are tried at once, each in a realm, with goods
 * of its own: what arrives first in each goes in one request, then what arrives second, and so on.
 */

export const TOGETHER = 20;
export const REALMS = Array.from({ length: TOGETHER }, (_, i) => realmOf(i));

/** One of these for each realm. */
export function together<One>(one: fc.Arbitrary<One>): fc.Arbitrary<One[]> {
  return fc.array(one, { minLength: TOGETHER, maxLength: TOGETHER, size: 'max' });
}

export function realmAt(i: number): Realm {
  return REALMS[i] ?? realmOf(i);
}

export function itemsOf(happenings: readonly Happening[], realm: Realm): MovementItem[] {
  return happenings.map((one, index) => itemOf(one, index, realm));
}

/** The first list of each realm together, then the second of each, and so on. */
export function sideBySide<Item>(lists: readonly (readonly (readonly Item[])[])[]): Item[][] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, k) => lists.flatMap((ofRealm) => ofRealm[k] ?? []));
}

/** The id that Retrace gives to the movement of that number. */
export function movementIdAt(index: number, realm: Realm): string {
  return movementId(sourceId(SOURCE), `${realm.prefix}any-${index}`);
}
