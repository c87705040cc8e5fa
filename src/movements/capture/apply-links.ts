import type { Queryable, Transaction } from '../../platform/database/database.js';
import { groupsOf } from '../../platform/groups-of.js';
import { mapInParts, pauseFor } from '../../platform/in-parts.js';
import { comparePositions, empties, fold, type Link, packingsOf, readsStateBefore } from '../fold.rule.js';
import { emptyingsOf, goodsEmptiedOut, lockContainers } from './emptying.query.js';
import { deleteStates, replaceStates, type StateChange, stepStates } from './goods-state.query.js';
import { insertLinks, linksOf } from './links.query.js';
import { replacePackings } from './packing.query.js';

/** Of one unit or logistic unit. */
export type Links = [Link, ...Link[]];

/**
 * Stores links and brings states and packings up to them. Goods whose links arrive in order are stepped in one statement;
 * the others, whose rows that statement has locked, are folded again from their first link on. An emptied container is a
 * link of its own; what is on record as in it then, or will be, is folded with it.
 */
export async function applyLinks(tx: Transaction, links: readonly Link[]): Promise<void> {
  await pauseFor(links);
  await lockContainers(tx, containersPacked(links));
  insertLinks(tx, links);
  const byGoods = groupByGoods(links);
  const [emptyings, emptiedOut] = await Promise.all([
    emptyingsOf(tx, containersPacked(links)),
    goodsEmptiedOut(tx, links.filter(empties)),
  ]);
  const changes = await mapInParts([...byGoods.values()], (ofGoods) => changeOf(ofGoods, emptyings, emptiedOut));
  const late = await stepStates(tx, [...changes, ...lockOnly(emptiedOut, byGoods)]);
  await foldAgain(tx, late, repackedBy(byGoods, emptiedOut));
}

/** Stores links of voided movements as history, and brings states and packings to what is left without them. */
export async function withdrawLinks(tx: Transaction, links: readonly Link[]): Promise<void> {
  await lockContainers(tx, containersPacked(links));
  insertLinks(tx, links, 'voided_goods_movement');
  const byGoods = groupByGoods(links);
  const emptiedOut = await goodsEmptiedOut(tx, links.filter(empties));

  const changes = [...byGoods.values()].map((ofGoods) => ({ state: fold(ofGoods), refold: true }));
  const late = await stepStates(tx, [...changes, ...lockOnly(emptiedOut, byGoods)]);
  await foldAgain(tx, late, repackedBy(byGoods, emptiedOut));
}

/** Folds goods again from their first link on. Their states are locked by the caller. */
export async function foldAgain(
  tx: Transaction,
  stateIds: readonly string[],
  packingIds: readonly string[],
): Promise<void> {
  const stored = [...(await linksOf(tx, [...new Set([...stateIds, ...packingIds])])).values()];
  const complete = await withTheirEmptyings(
    tx,
    stored.flatMap(([first, ...rest]): Links[] => (first ? [[first, ...rest]] : [])),
  );
  const known = new Map(complete.map((links) => [links[0].goodsId, links]));
  const linksToFold = (goodsId: string): Links[] => {
    const links = known.get(goodsId);
    return links ? [links] : [];
  };
  await replaceStates(tx, stateIds.flatMap(linksToFold).map(fold));
  await deleteStates(
    tx,
    stateIds.filter((goodsId) => !known.has(goodsId)),
  );
  await replacePackings(tx, packingIds, packingIds.flatMap(linksToFold).flatMap(packingsOf));
}

/** The stored links of goods, each with those of containers that were emptied when it may have been in them. */
export async function withTheirEmptyings(db: Queryable, goods: readonly Links[]): Promise<Links[]> {
  const emptyings = await emptyingsOf(db, goods.flatMap(containersPacked));
  return emptyings.size === 0 ? [...goods] : goods.map((links) => withEmptyings(links, emptyings));
}

/** By container, the links of its emptying. */
type Emptyings = ReadonlyMap<string, readonly Link[]>;
/** By what may have been in a container then, the container's emptying. */
type EmptiedOut = ReadonlyMap<string, Link>;

/** The links of one of the goods, and those of containers that were emptied when it may have been in them. */
function withEmptyings(links: Links, emptyings: Emptyings): Links {
  const ofContainers = containersPacked(links).flatMap((containerId) => emptyings.get(containerId) ?? []);
  return [...links, ...ofContainers.filter(({ goodsId }) => goodsId !== links[0].goodsId)];
}

/** What is put into a container that was emptied later is not in it any more. */
function changeOf(links: Links, emptyings: Emptyings, emptiedOut: EmptiedOut): StateChange {
  const isEmptiedLater = (pack: Link) =>
    (emptyings.get(pack.containerId ?? '') ?? []).some((emptying) => comparePositions(emptying, pack) > 0);
  const [only] = links;
  const refold =
    links.length > 1 ||
    readsStateBefore(only) ||
    (only.kind === 'pack' && isEmptiedLater(only)) ||
    emptiedOut.has(only.goodsId);
  // Goods of which nothing was on record have this state; of others it is a step, or they are folded again.
  return { state: fold(withEmptyings(links, emptyings)), refold };
}

/** What was emptied out and has no link of its own here is locked, and folded again. */
function lockOnly(emptiedOut: EmptiedOut, byGoods: ReadonlyMap<string, Links>): StateChange[] {
  return [...emptiedOut]
    .filter(([goodsId]) => !byGoods.has(goodsId))
    .map(([goodsId, emptying]) => ({ state: fold([{ ...emptying, goodsId }]), refold: true }));
}

function repackedBy(byGoods: ReadonlyMap<string, Links>, emptiedOut: EmptiedOut): string[] {
  const repacked = [...byGoods].filter(([, links]) => touchesPacking(links)).map(([goodsId]) => goodsId);
  return [...new Set([...repacked, ...emptiedOut.keys()])];
}

function touchesPacking(links: Links): boolean {
  return links.some(
    ({ kind, containerId }) => kind === 'transform' || ((kind === 'pack' || kind === 'unpack') && containerId !== null),
  );
}

/** The containers that goods were put into, or that were emptied, each once. */
function containersPacked(links: readonly Link[]): string[] {
  const containers = new Set<string>();
  for (const link of links) {
    if (link.containerId !== null && (link.kind === 'pack' || empties(link))) containers.add(link.containerId);
  }
  return [...containers];
}

function groupByGoods(links: readonly Link[]): Map<string, Links> {
  return groupsOf(links, ({ goodsId }) => goodsId);
}
