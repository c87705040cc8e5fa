import type { Transaction } from '../../platform/database/database.js';
import { linksOfMovement } from '../links-of-movement.rule.js';
import { goodsIdsOf, type Movement } from '../movement.js';
import { applyLinks } from './apply-links.js';
import { type Conflict, insertConflicts } from './conflict.query.js';
import { insertLogisticUnits, insertUnits } from './goods.query.js';
import { standingsElsewhere } from './goods-state.query.js';
import { warnOfHolds } from './warn-of-holds.js';
import { insertCapture, insertMovements, type Origin, type StoredMovement, storedMovements } from './movement.query.js';
import { insertStockEntries } from './stock.query.js';
import { warnOfContradictions, warnOfFuture, warnOfUnknownGoods, type Warning } from './warn.js';

/**
 * # Capture: from a parsed movement to the ledger and its state
 *
 * All of a request in one transaction. The ledger's primary key decides what is new; the same id with the same
 * fingerprint is a DUPLICATE and does nothing, with another one a CONFLICT, which is kept beside it. Only new movements
 * touch state. Every step takes its rows in key order and the steps have one order, so two requests that meet wait for
 * each other and never deadlock. A crash anywhere leaves nothing, and the sender's resend is then the first.
 */
export interface Captured {
  readonly verdict: 'ACCEPTED' | 'DUPLICATE' | 'CONFLICT';
  readonly warnings: readonly Warning[];
}

/** Records movements and answers one verdict each, in their order. */
export async function captureMovements(
  tx: Transaction,
  origin: Origin,
  movements: readonly Movement[],
): Promise<Captured[]> {
  const firsts = firstOfEachId(movements);
  if (firsts.length === 0) return [];
  await insertCapture(tx, origin);

  const fresh = await insertMovements(tx, origin, firsts);
  const accepted = firsts.filter(({ movementId }) => fresh.has(movementId));
  const stored = await storedBefore(tx, firsts, fresh);
  const conflicts = conflictsAmong(movements, stored);
  await insertConflicts(tx, origin, conflicts);

  const warnings = await applyAccepted(tx, origin, accepted);
  return movements.map((movement) => {
    const known = stored.get(movement.movementId);
    if (known === movement) {
      return { verdict: 'ACCEPTED', warnings: warnings.get(movement) ?? [] };
    }
    return { verdict: known?.fingerprint === movement.fingerprint ? 'DUPLICATE' : 'CONFLICT', warnings: [] };
  });
}

/** Two items of one request may have one id; the first is what the others are compared with. */
function firstOfEachId(movements: readonly Movement[]): Movement[] {
  const byId = new Map<string, Movement>();
  for (const movement of movements) if (!byId.has(movement.movementId)) byId.set(movement.movementId, movement);
  return [...byId.values()];
}

/** By id, what the ledger held before this request; for what was new, the movement of the request itself. */
async function storedBefore(
  tx: Transaction,
  firsts: readonly Movement[],
  fresh: ReadonlySet<string>,
): Promise<Map<string, StoredMovement | Movement>> {
  const known = firsts.flatMap(({ movementId }) => (fresh.has(movementId) ? [] : movementId));
  const stored = new Map<string, StoredMovement | Movement>(known.length > 0 ? await storedMovements(tx, known) : []);
  for (const movement of firsts) if (fresh.has(movement.movementId)) stored.set(movement.movementId, movement);
  return stored;
}

function conflictsAmong(
  movements: readonly Movement[],
  stored: ReadonlyMap<string, StoredMovement | Movement>,
): Conflict[] {
  return movements.flatMap((movement) => {
    const known = stored.get(movement.movementId);
    if (!known || known === movement || known.fingerprint === movement.fingerprint) return [];
    return [{ movement, storedGoodsIds: 'goodsIds' in known ? known.goodsIds : goodsIdsOf(known) }];
  });
}

async function applyAccepted(
  tx: Transaction,
  origin: Origin,
  accepted: readonly Movement[],
): Promise<Map<Movement, Warning[]>> {
  const links = accepted.flatMap(linksOfMovement);
  const before = await standingsElsewhere(tx, links);
  const newUnits = await insertUnits(
    tx,
    accepted.flatMap(({ goods }) => goods.units),
  );
  const newLogisticUnits = await insertLogisticUnits(
    tx,
    accepted.flatMap(({ goods, container }) => [...goods.logisticUnits, ...(container ? [container] : [])]),
  );
  await applyLinks(tx, links);
  await insertStockEntries(tx, accepted);

  const held = await warnOfHolds(tx, origin, accepted);
  return new Map(
    accepted.map((movement) => [
      movement,
      [
        ...warnOfUnknownGoods(movement, newUnits, newLogisticUnits),
        ...(held.get(movement) ?? []),
        ...warnOfContradictions(movement, before),
        ...warnOfFuture(movement, origin.recordedAt),
      ],
    ]),
  );
}
