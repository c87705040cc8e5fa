import type { Transaction } from '../../platform/database/database.js';
import { fold, type GoodsState, type Link, packingsOf, readsStateBefore } from '../fold.rule.js';
import { deleteStates, replaceStates, type StateChange, stepStates } from './goods-state.query.js';
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

/** Stores links of voided movements as history, and brings states and packings to what is left without them. */
export async function withdrawLinks(tx: Transaction, links: readonly Link[]): Promise<void> {
  await insertLinks(tx, links, 'voided_goods_movement');
  const byGoods = groupByGoods(links);
  // Locks their states, in key order, whatever they are.
  await stepStates(
    tx,
    [...byGoods.values()].map((ofGoods) => ({ state: fold(ofGoods), refold: true })),
  );
  const goodsIds = [...byGoods.keys()];
  const left = await linksOf(tx, goodsIds);
  await replaceStates(
    tx,
    goodsIds.flatMap((goodsId) => refolded(left.get(goodsId))),
  );
  await deleteStates(
    tx,
    goodsIds.filter((goodsId) => !left.has(goodsId)),
  );
  const repacked = [...byGoods.values()].filter(touchesPacking).map(([{ goodsId }]) => goodsId);
  await replacePackings(
    tx,
    repacked,
    repacked.flatMap((goodsId) => packingsOf(left.get(goodsId) ?? [])),
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
