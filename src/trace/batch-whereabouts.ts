import { Decimal } from 'decimal.js';

import { type Gtin, PIECE } from '../gs1/index.js';
import { requireSealed } from '../movements/index.js';
import type { Context } from '../platform/context.js';
import type { Queryable } from '../platform/database/database.js';
import { Refusal } from '../platform/graphql/refusal.js';
import type { BatchRow, Count } from '../products/index.js';
import { madeAsKnownAt, type MadeRow } from './batch-known-records.query.js';
import type { HistoryArgs } from './goods-history.js';
import { knownThrough } from './known-records.query.js';
import type { Whereabouts } from './place-counts.js';
import { type Progress, unheard } from './progress.js';
import { remadeOfBatch } from './remade.js';
import { whereaboutsOf } from './whereabouts.js';
import { whereaboutsOfBatchKnownAt } from './whereabouts-known-at.js';

export interface BatchWhereabouts extends Whereabouts {
  readonly asOf: Date;
  readonly asKnownAt: Date | null;
  /** The last instant up to `asKnownAt` at which something became known; null when nothing was known, or by today. */
  readonly knownThrough: Date | null;
  readonly made: (MadeRow & { readonly gtin: Gtin }) | null;
  /** Pieces that were made of pieces of the same batch: what went into them is TRANSFORMED, and no piece more was made. */
  readonly remade: string;
  readonly unaccounted: string | null;
}

/**
 * Where a batch is, or was at a time, held against what was made. Made is the declared quantity and nothing else
 * (`architecture.md` 2.11); what is declared holds for all times.
 */
export async function whereaboutsOfBatch(
  { db, now }: Context,
  batch: BatchRow,
  args: HistoryArgs = {},
): Promise<BatchWhereabouts> {
  const asKnownAt = args.asKnownAt ?? null;
  if (asKnownAt !== null) {
    if (asKnownAt > now()) throw new Refusal('BAD_USER_INPUT', '`asKnownAt` lies in the future.');
    await requireSealed(db, asKnownAt, now());
  }
  return whereaboutsOfBatchAt(db, batch, { asOf: args.asOf ?? asKnownAt ?? now(), asKnownAt });
}

/** The same where all that was known at the time is sealed; a batch of millions takes longer than a request may. */
export async function whereaboutsOfBatchAt(
  db: Queryable,
  batch: BatchRow,
  { asOf, asKnownAt }: { readonly asOf: Date; readonly asKnownAt: Date | null },
  progress: Progress = unheard,
): Promise<BatchWhereabouts> {
  if (asKnownAt === null) {
    return { ...(await sumOfBatch(db, batch, asOf, progress)), asOf, asKnownAt, knownThrough: null };
  }
  const whereabouts = await whereaboutsOfBatchKnownAt(db, batch, { asOf, asKnownAt }, progress);
  const made = await madeAsKnownAt(db, batch.id, asKnownAt);
  return { ...heldAgainst(batch, made, whereabouts), asOf, asKnownAt, knownThrough: await knownThrough(db, asKnownAt) };
}

/** By all that is on record. */
export async function sumOfBatch(db: Queryable, batch: BatchRow, asOf: Date, progress: Progress = unheard) {
  const scope = { batchIds: [batch.id], unitIds: [] };
  const whereabouts = await whereaboutsOf(db, scope, asOf, { countBy: inOwnLevel(batch), progress });
  const { declaredQuantity: quantity, uom } = batch;
  const made = quantity === null || uom === null ? null : { quantity, uom };
  const remade = isSomeTransformed(whereabouts) ? await remadeOfBatch(db, batch.id, asOf) : '0';
  return heldAgainst(batch, made, { ...whereabouts, remade });
}

/** A batch is made, and declared, in its own packaging level. */
function inOwnLevel({ gtin }: BatchRow): Count {
  return ({ quantity, uom }) => ({ quantity, uom, gtin });
}

/** Most batches are spared the search for what was made of them under their own number. */
function isSomeTransformed({ places }: Whereabouts): boolean {
  return places.some(({ placeKind }) => placeKind === 'TRANSFORMED');
}

function heldAgainst({ gtin }: BatchRow, made: MadeRow | null, whereabouts: Whereabouts & { readonly remade: string }) {
  const unaccounted = made && new Decimal(made.quantity).minus(quantitySeen(whereabouts, made.uom)).toFixed();
  return { ...whereabouts, made: made && { ...made, gtin }, unaccounted };
}

/** Declared and never seen is not seen; seen once transformed and once as what came of it, a piece is one. */
function quantitySeen({ places, remade }: Whereabouts & { readonly remade: string }, uom: string): Decimal {
  let seen = new Decimal(uom === PIECE ? remade : 0).negated();
  for (const { placeKind, units, quantities } of places) {
    if (placeKind === 'UNKNOWN') continue;
    if (uom === PIECE) seen = seen.plus(units);
    for (const entry of quantities) if (entry.uom === uom) seen = seen.plus(entry.quantity);
  }
  return seen;
}
