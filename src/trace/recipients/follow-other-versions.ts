import { someConflictIsOpen } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { withEverythingMadeFrom } from '../genealogy/made-of-scope.js';
import { type GoodsScope, type Traced, whyMore } from '../scope.js';
import { type OtherVersion, otherVersionsOf } from './other-versions.query.js';

/*
 * # While two records contradict each other
 *
 * The ledger has one version of a movement; the other is kept beside it until QUALITY decides, and may be right. So whoever it
 * names may have the goods, and the goods that it **links** to them are followed as well: a unit that it says is of their batch,
 * what it says they were put into, what it says was made of them, and everything made of that. Those may be in other conflicts.
 * Each of the goods is asked about once, so that versions that link goods in a circle come to an end.
 */

/** Traces goods that other versions link, and answers the containers that carried them. */
type Trace = (linked: GoodsScope) => Promise<Iterable<string>>;

export interface Followed {
  readonly versions: readonly OtherVersion[];
  /** The goods that they link, and the containers, by id. */
  readonly linked: GoodsScope;
  /** Why there may be more; null when these are all. */
  readonly truncated: string | null;
}

const NOTHING: Followed = { versions: [], linked: { batchIds: [], unitIds: [] }, truncated: null };

/** Follows what other versions say of goods, and of `batchIds` with all their units, to every version that there is to be met. */
export async function followOtherVersions(
  db: Queryable,
  goodsIds: readonly string[],
  batchIds: readonly string[],
  trace: Trace,
): Promise<Followed> {
  if (!(await someConflictIsOpen(db))) return NOTHING;
  const versions: OtherVersion[] = [];
  const asked = new Set(goodsIds);
  const certainBatchIds = new Set(batchIds);
  const traced = new Set<string>();
  const followed: GoodsScope[] = [];
  const cut: (string | null)[] = [];
  let fresh = { goodsIds, batchIds };
  while (fresh.goodsIds.length > 0) {
    const met = await otherVersionsOf(db, fresh.goodsIds, fresh);
    versions.push(...met);
    const linked = await madeFrom(db, linkedBy(met));
    cut.push(linked.truncated);
    const goods = {
      batchIds: unmet(linked.batchIds, traced).filter((batchId) => !certainBatchIds.has(batchId)),
      unitIds: unmet(linked.unitIds, traced),
    };
    followed.push(goods);
    const carriers = goods.batchIds.length + goods.unitIds.length === 0 ? [] : await trace(goods);
    fresh = {
      goodsIds: unmet([...goods.batchIds, ...goods.unitIds, ...carriers], asked),
      batchIds: goods.batchIds,
    };
  }
  return {
    versions,
    linked: {
      batchIds: followed.flatMap((goods) => goods.batchIds),
      unitIds: followed.flatMap((goods) => goods.unitIds),
    },
    truncated: whyMore(...cut),
  };
}

function linkedBy(versions: readonly OtherVersion[]): GoodsScope {
  return {
    batchIds: versions.flatMap(({ linkedBatchIds }) => linkedBatchIds),
    unitIds: versions.flatMap(({ linkedUnitIds, containerIds }) => [...linkedUnitIds, ...containerIds]),
  };
}

async function madeFrom(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<Traced> {
  if (batchIds.length + unitIds.length === 0) return { batchIds, unitIds, truncated: null };
  const made = await withEverythingMadeFrom(db, { batchIds: [...new Set(batchIds)], unitIds: [...new Set(unitIds)] });
  return {
    batchIds: [...batchIds, ...made.batchIds, ...made.possible.batchIds],
    unitIds: [...unitIds, ...made.unitIds, ...made.possible.unitIds],
    truncated: made.truncated,
  };
}

/** Those that were not met before, which are met now. */
function unmet(ids: readonly string[], met: Set<string>): string[] {
  const fresh = new Set(ids);
  for (const id of met) fresh.delete(id);
  for (const id of fresh) met.add(id);
  return [...fresh].sort();
}
