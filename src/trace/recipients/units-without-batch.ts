import type { Queryable } from '../../platform/database/database.js';
import { withEverythingMadeFrom } from '../genealogy/made-of-scope.js';
import type { Traced } from '../scope.js';
import { findUnitsWithoutBatch } from './units-without-batch.query.js';

/** Units of products in question of which nobody has said the batch: none of them can be cleared. */
export interface UnitsWithoutBatch {
  readonly units: number;
  /** Those whose customers are looked for. */
  readonly unitIds: readonly string[];
  /** What was made of those, which cannot be cleared either. */
  readonly made: Traced;
}

/** Of whose goods a batch may be missing. */
interface InQuestion {
  readonly productIds: readonly string[];
  readonly unitIds: readonly string[];
  /** That what was made of goods is not asked for. */
  readonly onlyNamed?: boolean;
}

/** As many as are traced well within the time that a preview has; a company that ships without batches has millions. */
const MOST_TRACED = 50_000;

export async function unitsWithoutBatch(
  db: Queryable,
  { productIds, unitIds, onlyNamed = false }: InQuestion,
  mostTraced = MOST_TRACED,
): Promise<UnitsWithoutBatch> {
  const found = await findUnitsWithoutBatch(db, productIds, unitIds, mostTraced);
  return { ...found, made: onlyNamed ? NOTHING : await madeOf(db, found.unitIds) };
}

async function madeOf(db: Queryable, unitIds: readonly string[]): Promise<Traced> {
  if (unitIds.length === 0) return NOTHING;
  const all = await withEverythingMadeFrom(db, { batchIds: [], unitIds });
  const themselves = new Set(unitIds);
  return {
    batchIds: [...new Set([...all.batchIds, ...all.possible.batchIds])],
    unitIds: [...new Set([...all.unitIds, ...all.possible.unitIds])].filter((unitId) => !themselves.has(unitId)),
    truncated: all.truncated,
  };
}

const NOTHING: Traced = { batchIds: [], unitIds: [], truncated: null };
