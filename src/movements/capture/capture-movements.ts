import type { Transaction } from '../../platform/database/database.js';
import { pauseFor } from '../../platform/in-parts.js';
import { goodsToldOf, linksOfMovement } from '../links-of-movement.rule.js';
import type { Movement } from '../movement.js';
import { projectDeclarations } from '../batch-declaration.query.js';
import { applyLinks } from './apply-links.js';
import { type Conflict, insertConflicts } from './conflict.query.js';
import { insertGenealogyEntries } from './genealogy-entries.query.js';
import { insertLogisticUnits, insertUnits } from './goods.query.js';
import { standingsElsewhere } from './goods-state.query.js';
import { insertLinks } from './links.query.js';
import {
  insertCapture,
  insertMovements,
  type Origin,
  PART,
  type StoredMovement,
  storedMovements,
} from './movement.query.js';
import { insertStockEntries } from './stock.query.js';
import { CORRECTED_BEFORE, type Warning } from './warn.js';
import { type NewGoods, warningsOf } from './warnings.js';

/**
 * # Capture: from a parsed movement to the ledger and its state
 *
 * All of a request in one transaction, or all of several small ones (`store-movements.ts`). The ledger's primary key
 * decides what is new; the same id with the same fingerprint is a DUPLICATE and does nothing, with another one a
 * CONFLICT, which is kept beside it. Only new movements touch state, unless a correction came before them: then they
 * are history from the start. Every step takes its rows in key order and the steps have one order, so two requests that
 * meet wait for each other. (Two keys of one source that send the same movements crosswise may lock each other out for a
 * moment; one of them then begins again.) A crash anywhere leaves nothing, and the sender's resend is then the
 * first.
 */
export interface Captured {
  readonly verdict: 'ACCEPTED' | 'DUPLICATE' | 'CONFLICT';
  readonly warnings: readonly Warning[];
}

/** What one actor brings of one source. */
export interface Brought {
  readonly origin: Origin;
  readonly movements: readonly Movement[];
}

/** Records movements and answers one verdict each, in their order. */
export async function captureMovements(
  tx: Transaction,
  origin: Origin,
  movements: readonly Movement[],
): Promise<Captured[]> {
  const captured = await captureTogether(tx, [{ origin, movements }]);
  return movements.flatMap((movement) => captured.get(movement) ?? []);
}

/** Records movements of several origins, all at one instant; by movement, what became of it. */
export async function captureTogether(
  tx: Transaction,
  brought: readonly Brought[],
): Promise<ReadonlyMap<Movement, Captured>> {
  const verdicts = new Map<Movement, Captured>();
  const accepted: Movement[] = [];
  const voided: Movement[] = [];
  // In one order, in which all requests lock.
  for (const { origin, movements } of brought.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    if (movements.length === 0) continue;
    insertCapture(tx, origin);
    const entered = await enterLedger(tx, origin, firstOfEachId(movements));
    await insertConflicts(tx, origin, conflictsAmong(movements, entered.stored));
    accepted.push(...entered.accepted);
    voided.push(...entered.voided);
    for (const movement of movements) verdicts.set(movement, verdictOn(movement, entered.stored));
  }
  const [first] = brought;
  if (!first || verdicts.size === 0) return verdicts;

  keepAsHistory(tx, voided);
  const warnings = await applyAccepted(tx, first.origin.recordedAt, accepted, voided);
  for (const [movement, warned] of warnings) verdicts.set(movement, { verdict: 'ACCEPTED', warnings: warned });
  for (const movement of voided) verdicts.set(movement, { verdict: 'ACCEPTED', warnings: [CORRECTED_BEFORE] });
  return verdicts;
}

function keyOf({ origin: { sourceId, actorId } }: Brought): string {
  return `${sourceId} ${actorId}`;
}

function verdictOn(movement: Movement, stored: Entered['stored']): Captured {
  const known = stored.get(movement.movementId);
  if (known === movement) return { verdict: 'ACCEPTED', warnings: [] };
  return { verdict: known?.fingerprint === movement.fingerprint ? 'DUPLICATE' : 'CONFLICT', warnings: [] };
}

interface Entered {
  /** New, and in effect. */
  readonly accepted: readonly Movement[];
  /** New, and voided by a correction that came first. */
  readonly voided: readonly Movement[];
  /** By id, what the ledger held before; for what is new, the movement of the request itself. */
  readonly stored: ReadonlyMap<string, StoredMovement | Movement>;
}

/** Writes movements to the ledger, those whose correction came first beside its mark. */
async function enterLedger(tx: Transaction, origin: Origin, movements: readonly Movement[]): Promise<Entered> {
  const fresh = await insertMovements(tx, origin, movements);
  const others = movements.filter(({ movementId }) => !fresh.has(movementId));
  const before = await storedMovements(tx, idsOf(others));

  const marked = others.filter(({ movementId }) => !before.has(movementId));
  const late = await insertMovements(tx, origin, marked, PART.AFTER_ITS_CORRECTION);
  const meanwhile = await storedMovements(tx, idsOf(marked.filter(({ movementId }) => !late.has(movementId))));

  const isNew = ({ movementId }: Movement) => fresh.has(movementId) || late.has(movementId);
  return {
    accepted: movements.filter(({ movementId }) => fresh.has(movementId)),
    voided: marked.filter(({ movementId }) => late.has(movementId)),
    stored: new Map<string, StoredMovement | Movement>([
      ...before,
      ...meanwhile,
      ...movements.filter(isNew).map((movement): [string, Movement] => [movement.movementId, movement]),
    ]),
  };
}

function idsOf(movements: readonly Movement[]): string[] {
  return movements.map(({ movementId }) => movementId);
}

function keepAsHistory(tx: Transaction, voided: readonly Movement[]): void {
  insertLinks(tx, voided.flatMap(linksOfMovement), 'voided_goods_movement');
  insertStockEntries(tx, voided, 'voided_stock_entry');
  insertGenealogyEntries(tx, voided);
}

/** Two items of one request may have one id; the first is what the others are compared with. */
function firstOfEachId(movements: readonly Movement[]): Movement[] {
  const byId = new Map<string, Movement>();
  for (const movement of movements) if (!byId.has(movement.movementId)) byId.set(movement.movementId, movement);
  return [...byId.values()];
}

function conflictsAmong(
  movements: readonly Movement[],
  stored: ReadonlyMap<string, StoredMovement | Movement>,
): Conflict[] {
  return movements.flatMap((movement) => {
    const known = stored.get(movement.movementId);
    if (!known || known === movement || known.fingerprint === movement.fingerprint) return [];
    return [{ movement, storedGoodsIds: 'goodsIds' in known ? known.goodsIds : goodsToldOf(known) }];
  });
}

async function applyAccepted(
  tx: Transaction,
  recordedAt: Date,
  accepted: readonly Movement[],
  voided: readonly Movement[],
): Promise<Map<Movement, Warning[]>> {
  await pauseFor(accepted);
  const [names, before] = await Promise.all([
    // What a voided movement named is known by name, though nothing is known of it.
    insertGoods(tx, [...accepted, ...voided]),
    standingsElsewhere(tx, accepted.flatMap(claimsOf)),
    applyLinks(tx, accepted.flatMap(linksOfMovement)),
  ]);
  insertStockEntries(tx, accepted);
  insertGenealogyEntries(tx, accepted);
  const declared = await projectDeclarations(tx, declaredBatchIds(accepted));
  return warningsOf(tx, recordedAt, accepted, { ...names, before, declared });
}

/** Where a movement says that its goods were, and of which batch. */
function claimsOf({ goods: { units, logisticUnits }, place }: Movement) {
  const locationId = place?.locationId ?? null;
  return [
    ...units.map(({ unitId, batch }) => ({ goodsId: unitId, locationId, batchId: batch?.batchId ?? null })),
    ...logisticUnits.map(({ logisticUnitId }) => ({ goodsId: logisticUnitId, locationId, batchId: null })),
  ];
}

function declaredBatchIds(movements: readonly Movement[]): string[] {
  return [...new Set(movements.flatMap(({ declaration }) => declaration?.batchId ?? []))];
}

async function insertGoods(tx: Transaction, movements: readonly Movement[]): Promise<NewGoods> {
  const [newUnits, newLogisticUnits] = await Promise.all([
    insertUnits(
      tx,
      movements.flatMap(({ goods, outputs, assembly }) => [
        ...goods.units,
        ...outputs.units,
        ...(assembly ? [assembly] : []),
      ]),
    ),
    insertLogisticUnits(
      tx,
      movements.flatMap(({ goods, container }) => [...goods.logisticUnits, ...(container ? [container] : [])]),
    ),
  ]);
  return { newUnits, newLogisticUnits };
}
