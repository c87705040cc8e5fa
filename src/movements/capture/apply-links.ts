import type { Transaction } from '../../platform/database/database.js';
import { fold, type GoodsState, type Link, packingsOf, readsStateBefore } from '../fold.rule.js';
import { replaceStates, type StateChange, stepStates } from './goods-state.query.js';
import { insertLinks, linksOf } from './links.query.js';
import { replacePackings } from './packing.query.js';

type Links = [Link, ...Link[]];

/**
 * Stores links and brings states and packings up to them. Goods whose links arrive in order are stepped in one statement;
 * the others, whose rows that statement has locked, are folded again from their first link on.
 */
export async function applyLinks(tx: Transaction, links: readonly Link[]): Promise<void> {
  await insertLinks(tx, links);
  const byGoods = groupByGoods(links);

  const late = await stepStates(tx, [...byGoods.values()].map(changeOf));
  const repacked = [...byGoods.values()].filter(touchesPacking).map(([{ goodsId }]) => goodsId);
  const known = await linksOf(tx, [...new Set([...late, ...repacked])]);

  await replaceStates(
    tx,
    late.flatMap((goodsId) => refolded(known.get(goodsId))),
  );
  await replacePackings(
    tx,
    repacked,
    repacked.flatMap((goodsId) => packingsOf(known.get(goodsId) ?? [])),
  );
}

function changeOf(links: Links): StateChange {
  return { state: fold(links), refold: links.length > 1 || readsStateBefore(links[0]) };
}

function touchesPacking(links: Links): boolean {
  return links.some(({ kind, containerId }) => (kind === 'pack' || kind === 'unpack') && containerId !== null);
}

function refolded(links: readonly Link[] | undefined): GoodsState[] {
  const [first, ...rest] = links ?? [];
  return first ? [fold([first, ...rest])] : [];
}

function groupByGoods(links: readonly Link[]): Map<string, Links> {
  const byGoods = new Map<string, Links>();
  for (const link of links) {
    const others = byGoods.get(link.goodsId);
    if (others) others.push(link);
    else byGoods.set(link.goodsId, [link]);
  }
  return byGoods;
}
