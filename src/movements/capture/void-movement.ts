import type { Transaction } from '../../platform/database/database.js';
import { projectDeclarations } from '../batch-declaration.query.js';
import type { Correction } from '../correction.js';
import { insertCorrection } from '../correction.query.js';
import { withdrawLinks } from './apply-links.js';
import { removeLinks } from './links.query.js';
import { goodsTouchedBy, markForCorrection, type Origin, type TouchedGoods } from './movement.query.js';
import { voidStockEntries } from './stock.query.js';
import type { Warning } from './warn.js';

/** VOIDED_AHEAD: the movement has not arrived yet, and will have no effect. CORRECTED_BEFORE: nothing was done. */
export type Voided = 'VOIDED' | 'VOIDED_AHEAD' | 'CORRECTED_BEFORE';

/** What came of a correction and its replacement. */
export interface Corrected {
  readonly voided: Voided;
  /** Whether the replacement was not on record before. */
  readonly isNew: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Voids a movement, there or not yet. What it did is taken out of what counts and kept as history, and everything that it
 * touched is brought to what is left. A correction that comes first leaves its mark on the movement's key, and the movement
 * is then recorded without effect (`capture-movements.ts`); of two at once, each waits for that key and sees the other.
 */
export async function voidMovement(
  tx: Transaction,
  origin: Origin,
  correction: Correction & { readonly sourceRef: string | null },
): Promise<Voided> {
  const isFree = await markForCorrection(tx, origin, correction);
  if (!(await insertCorrection(tx, origin, correction))) return 'CORRECTED_BEFORE';
  const touched = isFree ? null : await goodsTouchedBy(tx, correction.movementId);
  if (!touched) return 'VOIDED_AHEAD';
  await undo(tx, correction.movementId, touched);
  return 'VOIDED';
}

async function undo(tx: Transaction, movementId: string, touched: TouchedGoods): Promise<void> {
  await withdrawLinks(tx, await removeLinks(tx, movementId, touched.goodsIds));
  await voidStockEntries(tx, movementId, touched.batchIds);
  if (touched.declaredBatchId !== null) await projectDeclarations(tx, [touched.declaredBatchId]);
}
