import { comparePositions, type Link, putsIntoContainer } from '../../movements/index.js';
import { customersAt } from '../../parties/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { groupsOf } from '../../platform/groups-of.js';
import type { BatchRow } from '../../products/index.js';
import { containersOfStockKnownAt, type Dispute, goodsDisputedAt } from '../disputes.query.js';
import { remadeBySome } from '../genealogy/remade.js';
import { transformsOfStockKnownAt } from '../genealogy/remade.query.js';
import { chunksOf, JourneyReader } from '../journeys/load-journeys.js';
import { linksKnownAt } from '../known-records.query.js';
import { type Progress, unheard } from '../progress.js';
import { groupStockKnownAt, unitsEverOfBatch } from './batch-known-records.query.js';
import { PlaceCounts, type Whereabouts } from './place-counts.js';
import { placesOfStock } from './places-of-stock.js';

export interface Times {
  /** By the senders' clocks. */
  readonly asOf: Date;
  /** By ours. */
  readonly asKnownAt: Date;
}

/**
 * Where all of a batch was at a time, by what was known at a time. The ledger's entries that were known then are folded
 * anew, and nothing that is kept of today is used: not even which units are of the batch.
 */
export async function whereaboutsOfBatchKnownAt(
  db: Queryable,
  { id: batchId, gtin }: Pick<BatchRow, 'id' | 'gtin'>,
  times: Times,
  progress: Progress = unheard,
): Promise<Whereabouts & Dispute & { readonly remade: string }> {
  const { asOf, asKnownAt } = times;
  const counts = new PlaceCounts();
  const known = new Map<string, readonly Link[]>();
  const usedUp = new Map<string, number>();
  const reader = new JourneyReader(asOf, async (goodsIds) => {
    const missing = goodsIds.filter((goodsId) => !known.has(goodsId));
    return new Map([...known, ...(await linksByGoods(db, missing, asKnownAt))]);
  });
  const disputed = await goodsDisputedAt(db, asKnownAt);
  const isDisputed = (goodsId: string) =>
    disputed.size > 0 && isEverWithin(goodsId, disputed, (id) => known.get(id) ?? reader.linksOf(id));
  let disputedUnits = 0;
  const everOfBatch = await unitsEverOfBatch(db, batchId);
  let done = 0;
  for (const unitIds of chunksOf(everOfBatch)) {
    await progress(done, everOfBatch.length);
    done += unitIds.length;
    known.clear();
    for (const [unitId, links] of await linksByGoods(db, unitIds, asKnownAt)) {
      if (links.some((link) => link.batchId === batchId)) known.set(unitId, links);
    }
    const ofBatch = [...known.keys()];
    const journeys = await reader.read(ofBatch);
    for (const unitId of ofBatch) counts.addUnits(journeys.placeOf(unitId), { gtin, units: 1 });
    disputedUnits += ofBatch.filter(isDisputed).length;
    for (const movementId of [...known.values()].flatMap((links) => usedUpBy(links, asOf))) {
      usedUp.set(movementId, (usedUp.get(movementId) ?? 0) + 1);
    }
  }

  known.clear();
  const stock = (await groupStockKnownAt(db, batchId, times)).map((group) => ({ ...group, gtin }));
  const containers = await reader.read(stock.flatMap(({ containerId }) => containerId ?? []));
  for (const group of await placesOfStock(db, stock, containers)) counts.addStock(group);
  const everAround = disputed.size === 0 ? [] : await containersOfStockKnownAt(db, batchId, asKnownAt);
  // Containers are kept when something in them is read; what is asked for itself is not.
  for (const containerIds of chunksOf(everAround)) {
    for (const [containerId, links] of await linksByGoods(db, containerIds, asKnownAt)) known.set(containerId, links);
  }
  await reader.read(everAround);
  const isDisputedByQuantity = [batchId, ...everAround].some(isDisputed);
  for (const movementId of await transformsOfStockKnownAt(db, batchId, times)) {
    if (!usedUp.has(movementId)) usedUp.set(movementId, 0);
  }
  const remade = await remadeBySome(db, batchId, usedUp, async (unitIds) => {
    const links = await linksByGoods(db, unitIds, asKnownAt);
    return new Set(unitIds.filter((unitId) => links.get(unitId)?.some((link) => link.batchId === batchId)));
  });
  const customerOf = await customersAt(db, counts.sitesOfNobodyNamed);
  return {
    ...counts.withCustomers(customerOf).whereabouts,
    remade,
    disputed: isDisputedByQuantity || disputedUnits > 0,
    disputedUnits,
  };
}

/** Whether goods, or any container that they are or ever were in, are among these. */
function isEverWithin(
  goodsId: string,
  among: ReadonlySet<string>,
  linksOf: (goodsId: string) => readonly Link[],
): boolean {
  const around = new Set([goodsId]);
  for (const one of around) {
    if (among.has(one)) return true;
    for (const link of linksOf(one)) {
      if (link.containerId !== null && putsIntoContainer(link)) around.add(link.containerId);
    }
  }
  return false;
}

/** The transform that a unit went into and was not scanned after, if there is one. */
function usedUpBy(links: readonly Link[], asOf: Date): string[] {
  const scans = links.filter(({ kind, occurredAt }) => kind !== 'declare' && kind !== 'adjust' && occurredAt <= asOf);
  const last = scans.toSorted(comparePositions).at(-1);
  return last?.kind === 'transform' && last.locationId === null ? [last.movementId] : [];
}

async function linksByGoods(db: Queryable, goodsIds: readonly string[], asKnownAt: Date): Promise<Map<string, Link[]>> {
  const links = goodsIds.length === 0 ? [] : await linksKnownAt(db, goodsIds, asKnownAt);
  return groupsOf(links, ({ goodsId }) => goodsId);
}
