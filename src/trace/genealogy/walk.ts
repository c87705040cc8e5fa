import type { GenealogyRole } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { groupsOf } from '../../platform/groups-of.js';
import { batchesInOtherLevels, type SameGoods } from '../../products/index.js';
import { chunksOf } from '../journeys/load-journeys.js';
import { unheard } from '../progress.js';
import type { GoodsScope } from '../scope.js';
import { type BatchOfUnit, batchesOfUnitsOfNoOrigin, type Edge, movementsMaking } from './genealogy.query.js';
import { movementsBuildingInHoldersOf, someHolderWasBuiltIn } from './holders.query.js';
import { makingsWithAllParts, type WholeMaking } from './makings-with-all-parts.js';
import { type Alike, BOUNDS_OF_WALK, type Direction, type Genealogy, type Making, type Manner } from './walked.js';

const ROLES_OF: Readonly<Record<Direction, readonly GenealogyRole[]>> = {
  FORWARD: ['INPUT', 'COMPONENT'],
  BACKWARD: ['OUTPUT', 'ASSEMBLY'],
};

/** A walk under way: what it has met so far. */
export class Walk implements Genealogy {
  readonly makings = new Map<string, Making>();
  readonly batches = new Map<string, number>();
  readonly units = new Map<string, number>();
  readonly next = new Map<string, string[]>();
  readonly packedOtherwise = new Map<string, SameGoods[]>();
  readonly alike = new Map<string, Alike>();
  /** Batches that were met as other levels of others, and not yet by themselves. */
  private readonly onlyPacked = new Set<string>();
  /** Whether logistic units were ever built into units; null while nobody has asked. */
  private hasHolders: boolean | null = null;
  wentThroughHolders = false;
  truncated: string | null = null;

  constructor(
    private readonly db: Queryable,
    private readonly direction: Direction,
    private readonly manner: Manner,
  ) {}

  private get onlyCertain(): boolean {
    return this.manner.without !== undefined;
  }

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
  async step({ batchIds, unitIds }: GoodsScope, level: number): Promise<GoodsScope> {
    const { like, alike } = await this.batchesOf(unitIds, level - 1);
    const goods = { batchIds: await this.inAllLevels([...batchIds, ...like], level - 1), unitIds };
    const makings = await this.makingsBeyond(await this.edgesFrom(goods, alike), level);
    const { follow = 'ALL' } = this.manner;
    const reached = makings.map((making) => {
      const made = goodsOf(making, this.direction);
      return follow === 'ALL' ? made : { ...made, batchIds: [] };
    });
    for (const [i, made] of reached.entries()) {
      this.next.set(makings[i]?.movementId ?? '', [...made.batchIds, ...made.unitIds]);
    }
    return this.visit(
      { batchIds: reached.flatMap((made) => made.batchIds), unitIds: reached.flatMap((made) => made.unitIds) },
      level,
    );
  }

  /** Backward, the batches of units of no origin: those that such a unit is as, and those met as its batch only. */
  private async batchesOf(unitIds: readonly string[], level: number) {
    if (this.direction === 'FORWARD' || unitIds.length === 0) return { like: [], alike: [] };
    const edges = await batchesOfUnitsOfNoOrigin(this.db, unitIds, this.manner.without);
    const { guess = false } = this.manner;
    const isLike = ({ hasParts }: BatchOfUnit) => guess && !hasParts;
    const like = edges.filter(isLike);
    this.addEdges(like);
    const alike = await this.meetAlike(
      edges.filter((edge) => !isLike(edge)),
      level,
    );
    return { like: this.visit({ batchIds: like.map(({ to }) => to), unitIds: [] }, level).batchIds, alike };
  }

  /** Answers the nodes that were not met before, with their batches' other packaging levels. */
  private async meetAlike(edges: readonly Edge[], level: number): Promise<string[]> {
    const found = this.addAlike(
      edges.map(({ from, to }) => ({ from, to, node: `as ${to}` })),
      level,
    );
    const batchIds = found.flatMap((node) => this.alike.get(node)?.batchId ?? []);
    const { groups, truncated } = await batchesInOtherLevels(this.db, batchIds, 'ONE_KIND');
    this.truncated ??= truncated;
    const packed = groups.flatMap(({ from, to }) =>
      from.flatMap((one) => to.map((other) => ({ from: `as ${one}`, to: other, node: `packed as ${other}` }))),
    );
    return [...found, ...this.addAlike(packed, level)];
  }

  private addAlike(edges: readonly (Edge & { readonly node: string })[], level: number): string[] {
    this.addEdges(edges.map(({ from, node }) => ({ from, to: node })));
    const found = edges.filter(({ node, to }) => {
      const isNew = !this.alike.has(node);
      if (isNew) this.alike.set(node, { batchId: to, level });
      return isNew;
    });
    return found.map(({ node }) => node);
  }

  /** At the end, since until then a batch may be met by itself, and is followed as such. */
  nameAlike(): void {
    for (const { batchId, level } of this.alike.values()) {
      if (!this.batches.has(batchId)) this.batches.set(batchId, level);
    }
  }

  /** Batches, and those that are the same goods in other packaging levels. */
  private async inAllLevels(batchIds: readonly string[], level: number): Promise<string[]> {
    if (batchIds.length === 0) return [];
    const holders = this.direction === 'FORWARD' ? 'ALL' : 'ONE_KIND';
    const asked = batchIds.filter((batchId) => !this.onlyPacked.has(batchId));
    const { groups, truncated } = await batchesInOtherLevels(this.db, asked, holders);
    this.truncated ??= truncated;
    return [...batchIds, ...groups.flatMap((group) => this.otherLevels(group, level))];
  }

  private otherLevels(group: SameGoods, level: number): string[] {
    for (const batchId of group.from) {
      this.packedOtherwise.set(batchId, [...(this.packedOtherwise.get(batchId) ?? []), group]);
    }
    const found = addNew(group.to, this.batches, level);
    for (const batchId of found) this.onlyPacked.add(batchId);
    return found;
  }

  /** To the makings that goods took part in. */
  private async edgesFrom(goods: GoodsScope, alike: readonly string[]): Promise<Edge[]> {
    const edges = isSome(goods) ? await this.edgesFromGoods(goods) : [];
    if (alike.length === 0) return edges;
    const batchIds = [...new Set(alike.flatMap((node) => this.alike.get(node)?.batchId ?? []))];
    // Of the batch as such, or of what others of it came out of.
    const ofBatches = this.manner.guess
      ? await movementsMaking(this.db, { batchIds, unitIds: [] }, ['OUTPUT'])
      : await movementsMaking(this.db, { batchIds: [], unitIds: batchIds }, ['OUTPUT']);
    const fromBatch = groupsOf(ofBatches, ({ from }) => from);
    const edgesOf = (node: string) =>
      (fromBatch.get(this.alike.get(node)?.batchId ?? '') ?? []).map(({ to }) => ({ from: node, to }));
    return [...edges, ...alike.flatMap(edgesOf)];
  }

  private async edgesFromGoods(goods: GoodsScope): Promise<Edge[]> {
    const edges = await movementsMaking(this.db, goods, ROLES_OF[this.direction], this.manner.without);
    if (this.direction === 'BACKWARD') return edges;
    this.hasHolders ??= await someHolderWasBuiltIn(this.db);
    if (!this.hasHolders) return edges;
    const throughHolders = await movementsBuildingInHoldersOf(this.db, goods, this.onlyCertain, this.manner.without);
    this.wentThroughHolders ||= throughHolders.length > 0;
    return [...edges, ...throughHolders];
  }

  /** The makings that were not met before. */
  private async makingsBeyond(all: readonly Edge[], level: number): Promise<Making[]> {
    const { without, progress = unheard } = this.manner;
    const edges = without ? all.filter(({ to }) => !without.has(to)) : all;
    this.addEdges(edges);
    const fresh = [...new Set(edges.map(({ to }) => to))].filter((id) => !this.makings.has(id)).sort();
    const found: Making[] = [];
    for (const chunk of chunksOf(fresh.slice(0, this.roomFor(fresh.length, level)), MAKINGS_AT_A_TIME)) {
      for (const row of await makingsWithAllParts(this.db, chunk, this.onlyCertain)) {
        if (!isEmptied(row)) found.push({ level, ...row });
      }
      await progress(this.makings.size + found.length, null);
    }
    for (const making of found) this.makings.set(making.movementId, making);
    this.wentThroughHolders ||= found.some(({ holderIds }) => holderIds.length > 0);
    return found;
  }

  /** How many more makings are followed. Where it is fewer than there are, the answer says so. */
  private roomFor(count: number, level: number): number {
    const { levels, makings, goods } = this.manner.bounds ?? BOUNDS_OF_WALK;
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

/** All that was built in was taken out again. What a logistic unit in there held may be in dispute. */
const isEmptied = ({ isAssembly, inputUnitIds, inputQuantities, holderIds }: WholeMaking) =>
  isAssembly && inputUnitIds.length + inputQuantities.length + holderIds.length === 0;

export const isSome = ({ batchIds, unitIds }: GoodsScope) => batchIds.length + unitIds.length > 0;

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
