import { Decimal } from '../../gs1/index.js';
import { comparePositions, type Link } from '../../movements/index.js';
import { UnitsSent } from '../../products/index.js';
import type { QuantityPacked } from './recipients.query.js';

type Position = Parameters<typeof comparePositions>[0];

/**
 * How much of a batch was on a logistic unit, from when on: what was put on it less what was taken off. What was taken off beyond
 * what was on it had come there unrecorded, and took nothing of what was put on it later.
 */
export interface Level {
  readonly containerId: string;
  readonly batchNumber: string;
  readonly productId: string;
  readonly uom: string;
  /** Oldest first. */
  readonly changes: { readonly at: Position; readonly quantity: Decimal }[];
}

/** One level for each container, batch and dimension of units of measure. */
export function levelsOf(packed: readonly QuantityPacked[]): Level[] {
  const levels = new Map<string, Level>();
  const units = new UnitsSent<QuantityPacked>(({ batchId }) => batchId);
  for (const entry of units.inOneUnit(packed)) {
    const key = `${entry.containerId} ${entry.batchId} ${entry.uom}`;
    const { containerId, batchNumber, productId, uom } = entry;
    const level = levels.get(key) ?? { containerId, batchNumber, productId, uom, changes: [] };
    const before = level.changes.at(-1)?.quantity ?? new Decimal(0);
    const left = entry.isEmptying ? new Decimal(0) : Decimal.max(before.plus(entry.quantity), 0);
    level.changes.push({ at: entry, quantity: left });
    levels.set(key, level);
  }
  return [...levels.values()];
}

/** How much was on it when the container took this step. */
export function levelAt({ changes }: Level, step: Link): Decimal {
  const last = changes.findLast(({ at }) => comparePositions(at, step) < 0);
  return last?.quantity ?? new Decimal(0);
}
