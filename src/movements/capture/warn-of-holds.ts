import {
  extendHolds,
  heldGoods,
  type HoldAttempt,
  type MadeOfHeld,
  recordHoldAttempts,
  somethingIsHeld,
} from '../../holds/index.js';
import type { Transaction } from '../../platform/database/database.js';
import { goodsIdsOf } from '../goods.rule.js';
import type { LabelContent, Movement } from '../movement.js';
import { batchesOfUnits, containersOfBatches, contentsOf } from './packed.query.js';
import { namesOf, type Warning, warningAbout } from './warn.js';

/**
 * Held goods that were shipped, delivered or used all the same, on pallets too. It happened, so it is recorded: as a movement,
 * as an attempt against the hold, and as a warning that the warehouse can still act on. As many statements for a request
 * of thousands of movements as for one, since holds are there exactly when warehouses are busy.
 */
export async function warnOfHolds(
  tx: Transaction,
  recordedAt: Date,
  movements: readonly Movement[],
  isOnRecord: (label: LabelContent) => boolean,
): Promise<Map<Movement, Warning[]>> {
  const outgoing = movements.filter(takesAway);
  if (outgoing.length === 0 || !(await somethingIsHeld(tx))) return new Map();

  await holdWhatIsMade(tx, recordedAt, outgoing.filter(makesGoods));
  const held = await heldGoodsByCarrier(tx, outgoing, batchesOnLabels(outgoing, isOnRecord));
  const warnings = new Map<Movement, Warning[]>();
  const attempts: HoldAttempt[] = [];
  for (const movement of outgoing) {
    const { movementId } = movement;
    const message = 'Held by an open recall: stop these goods, they must not go out or be used.';
    const names = namesOf(movement, (goodsId) => held.has(goodsId));
    warnings.set(movement, warningAbout('HELD_GOODS', message, names));
    for (const { goodsId, recallIds } of goodsIdsOf(movement).flatMap((named) => held.get(named) ?? [])) {
      for (const recallId of recallIds) attempts.push({ recallId, movementId, goodsId, recordedAt });
    }
  }
  await recordHoldAttempts(tx, attempts);
  return warnings;
}

/** Goods leave, or become part of others, in which nobody would look for them. */
function takesAway(movement: Movement): boolean {
  return movement.kind === 'ship' || movement.kind === 'deliver' || makesGoods(movement);
}

function makesGoods({ kind, assembly }: Movement): boolean {
  return kind === 'transform' || (kind === 'pack' && assembly !== null);
}

/** What is made of held goods is held from then on, and what is made of that in the same request. */
async function holdWhatIsMade(tx: Transaction, recordedAt: Date, makings: readonly Movement[]): Promise<void> {
  for (let isMore = makings.length > 0; isMore;) {
    const held = await heldGoodsByCarrier(tx, makings);
    const made = makings.flatMap((movement) => {
      const recallIds = goodsIdsOf(movement).flatMap((named) => held.get(named)?.flatMap((one) => one.recallIds) ?? []);
      return [...new Set(recallIds)].flatMap((recallId) => madeBy(movement).map((goods) => ({ recallId, ...goods })));
    });
    isMore = made.length > 0 && (await extendHolds(tx, made, recordedAt));
  }
}

function madeBy({ outputs, assembly }: Movement): Omit<MadeOfHeld, 'recallId'>[] {
  return [
    ...outputs.units.map(({ unitId }) => ({ goodsId: unitId, kind: 'UNIT' as const })),
    ...outputs.quantities.map(({ batch }) => ({ goodsId: batch.batchId, kind: 'BATCH' as const })),
    ...(assembly ? [{ goodsId: assembly.unitId, kind: 'UNIT' as const }] : []),
  ];
}

interface Held {
  readonly goodsId: string;
  readonly recallIds: readonly string[];
}

/** Held goods by each of the goods whose movement moves them: themselves, and every container that they are in. */
async function heldGoodsByCarrier(
  tx: Transaction,
  movements: readonly Movement[],
  onLabels: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<Map<string, Held[]>> {
  const goods = movements.map((movement) => movement.goods);
  const palletIds = goods.flatMap(({ logisticUnits }) => logisticUnits.map(({ logisticUnitId }) => logisticUnitId));
  const containerOf = await contentsOf(tx, [...new Set(palletIds)]);
  const containersOf = await containersOfBatches(tx, [...new Set([...palletIds, ...containerOf.keys()])]);
  const unitIds = new Set([...goods.flatMap(({ units }) => units.map(({ unitId }) => unitId)), ...containerOf.keys()]);
  const batchIds = goods.flatMap(({ quantities }) => quantities.map(({ batch }) => batch.batchId));
  const claims = await batchesOfUnits(tx, [...unitIds]);
  const held = await heldGoods(tx, {
    units: [...unitIds].map((unitId) => ({ unitId, batchIds: claims.get(unitId) ?? [] })),
    batchIds: [...new Set([...batchIds, ...containersOf.keys(), ...onLabels.keys()])],
  });

  const byCarrier = new Map<string, Held[]>();
  for (const [goodsId, recallIds] of held) {
    const containers = [...(containersOf.get(goodsId) ?? []), ...(onLabels.get(goodsId) ?? [])];
    for (const carrierId of carriersFrom([goodsId, ...containers], containerOf)) {
      const others = byCarrier.get(carrierId);
      if (others) others.push({ goodsId, recallIds });
      else byCarrier.set(carrierId, [{ goodsId, recallIds }]);
    }
  }
  return byCarrier;
}

/** By batch, the logistic units of which only a label says that they hold it. What is on record may have been taken out. */
function batchesOnLabels(
  movements: readonly Movement[],
  isOnRecord: (label: LabelContent) => boolean,
): Map<string, string[]> {
  const onLabels = new Map<string, string[]>();
  for (const label of movements.flatMap(({ labels }) => labels)) {
    if (!label.batch || isOnRecord(label)) continue;
    const { batchId } = label.batch;
    onLabels.set(batchId, [...(onLabels.get(batchId) ?? []), label.logisticUnitId]);
  }
  return onLabels;
}

/** These and every container that they are in, through others. */
function carriersFrom(goodsIds: readonly string[], containerOf: ReadonlyMap<string, string>): Set<string> {
  const carriers = new Set(goodsIds);
  for (const one of carriers) {
    const containerId = containerOf.get(one);
    if (containerId !== undefined) carriers.add(containerId);
  }
  return carriers;
}
