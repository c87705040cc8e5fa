import type { Queryable } from '../../platform/database/database.js';
import { makingsById, type MakingRow } from './genealogy.query.js';
import { heldInHolders } from './holders.query.js';

/** A making, with the logistic units that were built in and those in them. */
export interface WholeMaking extends MakingRow {
  readonly holderIds: readonly string[];
}

/** Makings in key order; what was built in with a logistic unit is among what went into them. */
export async function makingsWithAllParts(
  db: Queryable,
  movementIds: readonly string[],
  onlyCertain: boolean,
): Promise<WholeMaking[]> {
  const makings = (await makingsById(db, movementIds)).map((making) => ({ ...making, holderIds: NONE }));
  const withHolders = makings.filter(({ isAssembly, holdsLogisticUnit }) => isAssembly && holdsLogisticUnit);
  if (withHolders.length === 0) return makings;

  const held = await heldInHolders(
    db,
    withHolders.map(({ movementId }) => movementId),
    onlyCertain,
  );
  const heldBy = new Map(held.map((one) => [one.movementId, one]));
  return makings.map((making) => {
    const { holderIds = NONE, unitIds = [], quantities = [] } = heldBy.get(making.movementId) ?? {};
    return {
      ...making,
      holderIds,
      inputUnitIds: [...new Set([...making.inputUnitIds, ...unitIds])],
      inputQuantities: [...making.inputQuantities, ...quantities],
    };
  });
}

const NONE: readonly string[] = [];
