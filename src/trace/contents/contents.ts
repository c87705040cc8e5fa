import type { Context } from '../../platform/context.js';
import { BEFORE_ALL_IDS } from '../before-all-ids.js';
import { loadTrace } from '../journeys/unit-trace.js';
import { packedIn, type PackedGoods } from './contents.query.js';

/** More than most logistic units hold, so that nearly always one statement finds all there is. */
const AT_A_TIME = 1_000;

/**
 * The ids of what is in a logistic unit, in key order: what was packed into it, but for what has left it unseen. Whether
 * goods that were scanned by themselves have left is told by their journey and the container's, as everywhere.
 */
export async function contentsOf(
  context: Context,
  kind: 'unit' | 'logistic_unit',
  containerId: string,
  limit: number,
  after: string | null,
): Promise<string[]> {
  const contents: string[] = [];
  let last = after ?? BEFORE_ALL_IDS;
  for (;;) {
    const packed = await packedIn(context.db, kind, { containerId, now: context.now(), after: last, limit: AT_A_TIME });
    const isIn = await Promise.all(packed.map((goods) => isStillIn(context, containerId, goods)));
    contents.push(...packed.flatMap(({ goodsId }, i) => (isIn[i] ? goodsId : [])));
    if (packed.length < AT_A_TIME || contents.length >= limit) return contents.slice(0, limit);
    last = packed.at(-1)?.goodsId ?? last;
  }
}

async function isStillIn(context: Context, containerId: string, goods: PackedGoods): Promise<boolean> {
  if (!goods.scannedSince) return true;
  return (await loadTrace(context, goods.goodsId))?.containerIds[0] === containerId;
}
