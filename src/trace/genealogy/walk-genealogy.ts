import type { GenealogyRole } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchesInOtherLevels, type SameGoods } from '../../products/index.js';
import { chunksOf } from '../load-journeys.js';
import type { GoodsScope } from '../scope.js';
import {
  batchesOfUnitsOfNoOrigin,
  type Edge,
  makingsById,
  type MakingRow,
  movementsMaking,
} from './genealogy.query.js';

/*
 * # Genealogy
 *
 * A **making** is a movement that made goods of goods: a transform, or a pack that built goods into a serialised unit. Goods
 * are units, and batches of which a quantity went in or came out. The walk goes from goods to the makings that they took
 * part in and on to what came out of these (forward), or went into them (backward), level by level. Each of the goods and
 * each making is visited once, so diamonds cost no more than their rows and circles end; a making of 100 inputs and 100
 * outputs is one node, not 10,000 edges (`architecture.md` 2.17).
 *
 * Who goes on from what: a batch stands for everything of it, its units too. Units that came out of a making by their
 * serials are followed by themselves, so what was made of other units of their batch is left alone. Backward, a unit that
 * came out of nothing by its serial is as its batch. The batches of one number in all packaging levels are the same goods:
 * what was met as such is not asked for its own other levels, since a mixed display would lead to goods that it is only
 * packed with. Backward, what a mixed display was made of is not said of what it holds.
 */
export type Direction = 'BACKWARD' | 'FORWARD';

export interface Making extends MakingRow {
  /** How many makings away from the start, from 1. */
  readonly level: number;
}

export interface Genealogy {
  readonly makings: ReadonlyMap<string, Making>;
  /** Every batch that was met, the start's too, with its distance from the start. */
  readonly batches: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
  /** The ways that the walk took, between ids of goods and of makings. */
  readonly next: ReadonlyMap<string, readonly string[]>;
  /** The same goods in other packaging levels. */
  readonly packedOtherwise: ReadonlyMap<string, readonly SameGoods[]>;
  /** Why there may be more than was met; null when there is not. */
  readonly truncated: string | null;
}

export interface Bounds {
  readonly levels: number;
  readonly makings: number;
  readonly goods: number;
}

/** More than the longest chain of production, and as much as is answered in one go. */
export const BOUNDS_OF_WALK: Bounds = { levels: 200, makings: 250_000, goods: 1_000_000 };

const ROLES_OF: Readonly<Record<Direction, readonly GenealogyRole[]>> = {
  FORWARD: ['INPUT', 'COMPONENT'],
  BACKWARD: ['OUTPUT', 'ASSEMBLY'],
};

export async function walkGenealogy(
  db: Queryable,
  start: GoodsScope,
  direction: Direction,
  bounds: Bounds = BOUNDS_OF_WALK,
  follow: 'ALL' | 'SERIALS' = 'ALL',
): Promise<Genealogy> {
  const walk = new Walk(db, direction, bounds, follow);
  let frontier = walk.begin(start);
  for (let level = 1; isSome(frontier); level++) {
    frontier = await walk.step(frontier, level);
  }
  return walk;
}

/** Every id that the walk came to from this one, goods and makings, itself too, with how many makings it is away. */
export function levelsFrom(start: string, { next, packedOtherwise, makings }: Genealogy): Map<string, number> {
  const levels = new Map([[start, 0]]);
  const onlyPacked = new Set<string>();
  const groups = new Set<SameGoods>();
  let frontier = [start];
  for (let level = 0; frontier.length > 0; level++) {
    // The same goods packed otherwise are as far away as these; the array grows while it is walked.
    const beyond: string[] = [];
    for (const id of frontier) {
      for (const other of next.get(id) ?? []) {
        if (levels.has(other) && !onlyPacked.delete(other)) continue;
        const isMaking = makings.has(other);
        if (!levels.has(other)) levels.set(other, isMaking ? level + 1 : level);
        (isMaking ? beyond : frontier).push(other);
      }
      for (const group of onlyPacked.has(id) ? [] : (packedOtherwise.get(id) ?? [])) {
        if (groups.has(group)) continue;
        groups.add(group);
        for (const other of group.to) {
          if (levels.has(other)) continue;
          levels.set(other, level);
          onlyPacked.add(other);
          frontier.push(other);
        }
      }
    }
    frontier = beyond;
  }
  return levels;
}

class Walk implements Genealogy {
  readonly makings = new Map<string, Making>();
  readonly batches = new Map<string, number>();
  readonly units = new Map<string, number>();
  readonly next = new Map<string, string[]>();
  readonly packedOtherwise = new Map<string, SameGoods[]>();
  /** Batches that were met as other levels of others, and not yet by themselves. */
  private readonly onlyPacked = new Set<string>();
  truncated: string | null = null;

  constructor(
    private readonly db: Queryable,
    private readonly direction: Direction,
    private readonly bounds: Bounds,
    /** Whether what is counted by quantity is followed, or only what keeps a serial. */
    private readonly follow: 'ALL' | 'SERIALS',
  ) {}

  begin(start: GoodsScope): GoodsScope {
    const goods = this.visit(start, 0);
    if (start.inAllLevels) for (const batchId of goods.batchIds) this.onlyPacked.add(batchId);
    return goods;
  }

  /** Notes goods, and answers those that were not met by themselves before. */
  visit({ batchIds, unitIds }: GoodsScope, level: number): GoodsScope {
    const metOtherwise = batchIds.filter((batchId) => this.onlyPacked.delete(batchId));
    return {
      batchIds: [...metOtherwise, ...addNew(batchIds, this.batches, level)],
      unitIds: addNew(unitIds, this.units, level),
    };
  }

  /** From goods through the makings that they took part in to goods that were not met before. */
  async step(frontier: GoodsScope, level: number): Promise<GoodsScope> {
    const makings = await this.makingsBeyond(await this.withKin(frontier, level - 1), level);
    const reached = makings.map((making) => {
      const goods = goodsOf(making, this.direction);
      return this.follow === 'ALL' ? goods : { ...goods, batchIds: [] };
    });
    for (const [i, { batchIds, unitIds }] of reached.entries()) {
      this.next.set(makings[i]?.movementId ?? '', [...batchIds, ...unitIds]);
    }
    return this.visit(
      { batchIds: reached.flatMap(({ batchIds }) => batchIds), unitIds: reached.flatMap(({ unitIds }) => unitIds) },
      level,
    );
  }

  /** Goods, and the batches that are the same goods as they: of other packaging levels and, backward, of their units. */
  private async withKin({ batchIds, unitIds }: GoodsScope, level: number): Promise<GoodsScope> {
    const named = [...batchIds];
    if (this.direction === 'BACKWARD' && unitIds.length > 0) {
      const edges = await batchesOfUnitsOfNoOrigin(this.db, unitIds);
      this.addEdges(edges);
      named.push(...this.visit({ batchIds: edges.map(({ to }) => to), unitIds: [] }, level).batchIds);
    }
    if (named.length === 0) return { batchIds: named, unitIds };
    const holders = this.direction === 'FORWARD' ? 'ALL' : 'ONE_KIND';
    const asked = named.filter((batchId) => !this.onlyPacked.has(batchId));
    const { groups, truncated } = await batchesInOtherLevels(this.db, asked, holders);
    this.truncated ??= truncated;
    return { batchIds: [...named, ...groups.flatMap((group) => this.otherLevels(group, level))], unitIds };
  }

  private otherLevels(group: SameGoods, level: number): string[] {
    for (const batchId of group.from) {
      this.packedOtherwise.set(batchId, [...(this.packedOtherwise.get(batchId) ?? []), group]);
    }
    const found = addNew(group.to, this.batches, level);
    for (const batchId of found) this.onlyPacked.add(batchId);
    return found;
  }

  /** The makings that goods took part in and that were not met before. */
  private async makingsBeyond(goods: GoodsScope, level: number): Promise<Making[]> {
    const edges = await movementsMaking(this.db, goods, ROLES_OF[this.direction]);
    this.addEdges(edges);
    const fresh = [...new Set(edges.map(({ to }) => to))].filter((id) => !this.makings.has(id)).sort();
    const found: Making[] = [];
    for (const chunk of chunksOf(fresh.slice(0, this.roomFor(fresh.length, level)), MAKINGS_AT_A_TIME)) {
      for (const row of await makingsById(this.db, chunk)) found.push({ level, ...row });
    }
    for (const making of found) this.makings.set(making.movementId, making);
    return found;
  }

  /** How many more makings are followed. Where it is fewer than there are, the answer says so. */
  private roomFor(count: number, level: number): number {
    const { levels, makings, goods } = this.bounds;
    const end =
      level > levels ? `${levels} levels` : this.batches.size + this.units.size > goods ? `${goods} goods` : null;
    const room = end === null ? makings - this.makings.size : 0;
    if (count > room) this.truncated ??= `The walk ends after ${end ?? `${makings} makings`}; there is more.`;
    return room;
  }

  private addEdges(edges: readonly Edge[]): void {
    for (const { from, to } of edges) {
      const others = this.next.get(from);
      if (others) others.push(to);
      else this.next.set(from, [to]);
    }
  }
}

const MAKINGS_AT_A_TIME = 5_000;

const isSome = ({ batchIds, unitIds }: GoodsScope) => batchIds.length + unitIds.length > 0;

function addNew(ids: readonly string[], met: Map<string, number>, level: number): string[] {
  const found: string[] = [];
  for (const id of ids) {
    if (met.has(id)) continue;
    met.set(id, level);
    found.push(id);
  }
  return found;
}

/** What came out of a making, or went into it. */
function goodsOf({ inputUnitIds, inputQuantities, outputUnits, outputQuantities }: Making, direction: Direction) {
  const forward = direction === 'FORWARD';
  return {
    batchIds: (forward ? outputQuantities : inputQuantities).map(({ batchId }) => batchId),
    unitIds: forward ? outputUnits.map(({ unitId }) => unitId) : [...inputUnitIds],
  };
}
