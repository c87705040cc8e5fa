import { Decimal, type Gtin, PIECE } from '../../gs1/index.js';
import { requireSealed } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { type BatchRow, type Count, type CountedQuantity, UnitsSent } from '../../products/index.js';
import { type Dispute, disputeOfBatch } from '../disputes.query.js';
import { remadeOfBatch } from '../genealogy/remade.js';
import type { HistoryArgs } from '../journeys/goods-history.js';
import { knownThrough } from '../known-records.query.js';
import { type Progress, unheard } from '../progress.js';
import { madeAsKnownAt, madeAsOf, type MadeRow } from './batch-known-records.query.js';
import type { Whereabouts } from './place-counts.js';
import { whereaboutsOf } from './whereabouts.js';
import { whereaboutsOfBatchKnownAt } from './whereabouts-known-at.js';

export interface BatchWhereabouts extends Whereabouts, Dispute {
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
 * (`architecture.md` 2.11), from the time on at which it was declared.
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
    const dispute = await disputeOfBatch(db, batch.id);
    return { ...(await sumOfBatch(db, batch, asOf, progress)), ...dispute, asOf, asKnownAt, knownThrough: null };
  }
  const whereabouts = await whereaboutsOfBatchKnownAt(db, batch, { asOf, asKnownAt }, progress);
  const made = await madeAsKnownAt(db, batch.id, { asOf, asKnownAt });
  return { ...heldAgainst(batch, made, whereabouts), asOf, asKnownAt, knownThrough: await knownThrough(db, asKnownAt) };
}

/** By all that is on record. */
export async function sumOfBatch(db: Queryable, batch: BatchRow, asOf: Date, progress: Progress = unheard) {
  const scope = { batchIds: [batch.id], unitIds: [] };
  const whereabouts = await whereaboutsOf(db, scope, asOf, { countBy: inOwnLevel(batch), progress });
  // Most are asked for as they are, of which their row tells whether anything was declared.
  const made = batch.declaredQuantity === null ? null : await madeAsOf(db, batch.id, asOf);
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

/** What was made and what was seen are told in one unit of measure. */
function heldAgainst<Seen extends Whereabouts & { readonly remade: string }>(
  { gtin }: BatchRow,
  declared: MadeRow | null,
  whereabouts: Seen,
) {
  if (declared === null) return { ...whereabouts, made: null, unaccounted: null };
  const units = new UnitsSent<CountedQuantity>((counted) => counted.gtin);
  const inBase = units.inBase({ ...declared, gtin });
  const places = whereabouts.places.map((place) => ({
    ...place,
    quantities: place.quantities.map((quantity) => units.inBase(quantity)),
  }));
  const { units: serialised, remade } = whereabouts;
  if (inBase.uom === PIECE && (serialised > 0 || remade !== '0')) units.inBase({ quantity: remade, uom: PIECE, gtin });
  const neverShipped = whereabouts.neverShipped.map((quantity) => units.inBase(quantity));
  const left = new Decimal(inBase.quantity).minus(quantitySeen({ places, neverShipped, remade }, inBase.uom)).toFixed();
  return {
    ...whereabouts,
    places: places.map((place) => ({ ...place, quantities: place.quantities.map((sum) => units.asSent(sum)) })),
    made: units.asSent(inBase),
    unaccounted: units.asSent({ ...inBase, quantity: left }).quantity,
  };
}

/** Declared and never seen is not seen; seen once transformed and once as what came of it, a piece is one. */
function quantitySeen(
  { places, neverShipped, remade }: Pick<Whereabouts, 'places' | 'neverShipped'> & { readonly remade: string },
  uom: string,
): Decimal {
  const seen = places.filter(({ placeKind }) => placeKind !== 'UNKNOWN');
  const loose = looseSeen(seen, sumIn(uom, neverShipped).negated(), uom);
  if (uom !== PIECE) return loose;
  return loose.plus(seen.reduce((sum, { units }) => sum + units, 0)).minus(remade);
}

/**
 * All that is loose, together, is what was made on record; what arrived or left somewhere though nothing brought it there
 * stands below zero in it. That is a gap, and no goods are missing by it: they are the goods of which the making is on record
 * as far as there are such, and others beyond that.
 */
function looseSeen(places: Whereabouts['places'], neverShipped: Decimal, uom: string): Decimal {
  let made = new Decimal(0);
  let fromNowhere = neverShipped;
  for (const { placeKind, quantities } of places) {
    const here = sumIn(uom, quantities);
    made = made.plus(here);
    if (placeKind !== 'IN_TRANSIT' && here.isNegative()) fromNowhere = fromNowhere.minus(here);
  }
  return made.plus(fromNowhere).minus(Decimal.max(0, Decimal.min(made, fromNowhere)));
}

function sumIn(uom: string, quantities: readonly CountedQuantity[]): Decimal {
  return quantities.reduce((sum, one) => (one.uom === uom ? sum.plus(one.quantity) : sum), new Decimal(0));
}
