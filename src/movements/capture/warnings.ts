import { customersAt } from '../../parties/index.js';
import type { Transaction } from '../../platform/database/database.js';
import { mapInParts } from '../../platform/in-parts.js';
import type { StoredDeclaration } from '../batch-declaration.query.js';
import { containerIdOf } from '../goods.rule.js';
import type { Movement } from '../movement.js';
import type { Standing } from './goods-state.query.js';
import { inThemselves } from './in-itself.query.js';
import { labelsOnRecord } from './label-content.js';
import { namedBefore } from './named-before.rule.js';
import { placesOverdrawn } from './stock-below-zero.query.js';
import {
  warnOfContradictions,
  warnOfCycle,
  warnOfFuture,
  warnOfLabels,
  warnOfNegativeStock,
  warnOfOtherBatches,
  warnOfOtherDeclaration,
  warnOfUnknownGoods,
  type Warning,
} from './warn.js';
import { warnOfHolds } from './warn-of-holds.js';

/** Ids that were never heard of before. */
export interface NewGoods {
  readonly newUnits: ReadonlySet<string>;
  readonly newLogisticUnits: ReadonlySet<string>;
}

interface Known extends NewGoods {
  /** Of goods that were not simply where a movement says, how they stood before all of them. */
  readonly before: ReadonlyMap<string, Standing>;
  readonly declared: ReadonlyMap<string, StoredDeclaration>;
}

/** What someone should look into, of each of these movements, which are recorded and in effect. */
export async function warningsOf(
  tx: Transaction,
  recordedAt: Date,
  movements: readonly Movement[],
  { newUnits, newLogisticUnits, before, declared }: Known,
): Promise<Map<Movement, Warning[]>> {
  const isOnRecord = await labelsOnRecord(
    tx,
    movements.flatMap(({ labels }) => labels),
  );
  const held = await warnOfHolds(tx, recordedAt, movements, isOnRecord);
  const overdrawn = await placesOverdrawn(tx, movements);
  const packed = movements.filter(packsContainers).flatMap((movement) => containerIdOf(movement) ?? []);
  const cycles = await inThemselves(tx, packed);
  const customerOf = await customersAt(tx, before.size === 0 ? [] : placesIn(movements, before));
  const named = namedBefore(movements);
  const isFirst = (movement: Movement, goodsId: string) => !named.get(movement)?.has(goodsId);
  const standing = (movement: Movement) => (goodsId: string) =>
    isFirst(movement, goodsId) ? before.get(goodsId) : undefined;
  const isNew = (goodsId: string) => newUnits.has(goodsId) || newLogisticUnits.has(goodsId);
  const warnings = await mapInParts(movements, (movement): [Movement, Warning[]] => [
    movement,
    [
      ...warnOfUnknownGoods(movement, (goodsId) => isNew(goodsId) && isFirst(movement, goodsId)),
      ...(held.get(movement) ?? []),
      ...warnOfContradictions(movement, standing(movement), customerOf),
      ...warnOfOtherBatches(movement, standing(movement)),
      ...warnOfCycle(movement, cycles),
      ...warnOfNegativeStock(movement, overdrawn),
      ...warnOfOtherDeclaration(movement, declared),
      ...warnOfLabels(movement, isOnRecord),
      ...warnOfFuture(movement, recordedAt),
    ],
  ]);
  return new Map(warnings);
}

function placesIn(movements: readonly Movement[], before: ReadonlyMap<string, Standing>): (string | null)[] {
  return [
    ...movements.map(({ place }) => place?.locationId ?? null),
    ...[...before.values()].map(({ locationId }) => locationId),
  ];
}

/** A unit that others are built into may be built into another. */
function packsContainers({ kind, goods, assembly }: Movement): boolean {
  return kind === 'pack' && (goods.logisticUnits.length > 0 || assembly !== null);
}
