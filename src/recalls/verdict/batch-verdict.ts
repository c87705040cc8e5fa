import type { Context } from '../../platform/context.js';
import type { BatchQuery } from '../../platform/load.js';
import type { BatchRow } from '../../products/index.js';
import { loadOriginOfBatch, type Origin } from '../../trace/index.js';
import { batchesOnRecord, someUnitOfIsCovered } from './batch-verdict.query.js';
import { type BatchFacts, standingOfBatch, verdictOnBatch } from './batch-verdict.rule.js';
import { type Covered, inAllLevels, mayHoldRecalledUnit, productsOf, someUnitMayBeOf } from './lost-units.js';
import { doubtOverOrigin, idsWithin, NOTHING_WITHIN, productsOfDoubtfulParts } from './origin.rule.js';
import type { Ruling, Wording } from './ruling.rule.js';
import type { MeantBy, Subject } from './subject.js';

/** One that nobody ever recorded has no more than its name, and that says of which product it is. */
type Named = Pick<BatchRow, 'id' | 'productId'>;

/** A batch as the record has it. */
interface OnRecord {
  readonly batchId: string;
  readonly known: boolean;
  /** The same batch in every packaging level, itself too. */
  readonly levels: readonly string[];
  /** Why there may be more levels; null when these are all. */
  readonly packedFurther: string | null;
  /** Of all levels. */
  readonly productIds: readonly string[];
  /** Whether units of any level are known. */
  readonly hasUnits: boolean;
}

/** A piece of a batch, for a verdict over every recall: all that somebody knows who can read no serial number on it. */
export async function batchAsSubject(context: Context, batch: Named): Promise<Subject> {
  const onRecord = await read(context, batch);
  return {
    standing: standingOfBatch(onRecord),
    meantBy: () => meantBy(context, onRecord),
    ruleOn: (covered, wording) => rulingOn(context, onRecord, covered, wording),
    doubt: async (followed) => {
      const origin = followed ? await loadOriginOfBatch(context, batch.id) : null;
      return origin && doubtOverOrigin(origin, 'batch');
    },
  };
}

interface Packed {
  readonly batchId: string;
  readonly levels: readonly string[];
  readonly truncated: string | null;
}

const batchInAllLevels: BatchQuery<Packed> = {
  async find(db, batchIds) {
    const { levels, truncated } = await inAllLevels(db, batchIds);
    return [...levels].map(([batchId, same]) => ({ batchId, levels: same, truncated }));
  },
  keyOf: ({ batchId }) => batchId,
};

async function read({ db, load }: Context, { id: batchId, productId }: Named): Promise<OnRecord> {
  const packed = await load(batchInAllLevels, batchId);
  const levels = packed?.levels ?? [batchId];
  const rows = (await Promise.all(levels.map((id) => load(batchesOnRecord, id)))).filter((row) => row !== null);
  return {
    batchId,
    known: rows.some((row) => row.batchId === batchId),
    hasUnits: rows.some((row) => row.hasUnits),
    levels,
    packedFurther: packed?.truncated ?? null,
    productIds: [...new Set([productId, ...(await productsOf(db, levels))])],
  };
}

/** Any recall of its products may concern some of its units. */
async function meantBy(context: Context, { batchId, levels, productIds }: OnRecord): Promise<MeantBy> {
  const origin: Origin | null = await loadOriginOfBatch(context, batchId);
  return {
    goodsIds: [...new Set([...levels, ...idsWithin(origin ?? NOTHING_WITHIN)])],
    productIds: [...productIds, ...productsOfDoubtfulParts(origin ?? NOTHING_WITHIN)],
    countedIn: [...levels, ...(origin?.loose ?? []).map((loose) => loose.batchId)],
  };
}

async function rulingOn(context: Context, batch: OnRecord, covered: Covered, wording: Wording): Promise<Ruling> {
  const facts: BatchFacts = {
    batchId: batch.batchId,
    packedOtherwise: batch.levels.filter((id) => id !== batch.batchId),
    packedFurther: batch.packedFurther,
    known: batch.known,
    someUnitsCovered: false,
    origin: null,
  };
  const ruling = verdictOnBatch(facts, covered.goods, wording);
  if (ruling.verdict === 'AFFECTED') return ruling;
  const someUnitsCovered = await coversSomeUnits(context, batch, covered);
  const origin = covered.scope.onlyNamed ? null : await loadOriginOfBatch(context, batch.batchId);
  const mayHold = origin !== null && (await mayHoldRecalledUnit(context.db, covered, origin.loose));
  const madeOf = origin && { ...origin, certain: NOTHING_WITHIN, mayHoldRecalledUnit: mayHold };
  return verdictOnBatch({ ...facts, someUnitsCovered, origin: madeOf }, covered.goods, wording);
}

/** Whether a recall covers units of a batch, or units of which nobody knows the batch. */
async function coversSomeUnits({ db }: Context, batch: OnRecord, covered: Covered): Promise<boolean> {
  const { productIds, productIdsOfUnits } = covered.goods;
  if (!batch.productIds.some((id) => productIds.has(id) || productIdsOfUnits.has(id))) return false;
  if (await someUnitMayBeOf(db, covered, batch.productIds)) return true;
  return batch.hasUnits && 'recallId' in covered.units && someUnitOfIsCovered(db, covered.units.recallId, batch.levels);
}
