import { type Gtin, InvalidIdentifier, parseBatchNumber, parseSerial, serialsOf } from '../../gs1/index.js';
import { batchesOfUnits } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { mapInParts } from '../../platform/in-parts.js';
import {
  batchById,
  batchId,
  familyOf,
  packagingAround,
  productById,
  productId,
  type ProductRow,
  unitById,
  unitId,
} from '../../products/index.js';
import { type GoodsScope, type PossibleGoods, withEverythingMadeFrom } from '../../trace/index.js';
import type { Scope, ScopeBatch, ScopeSerial } from './scope.js';

/** What a scope's rule names, by id: also goods that nobody has seen yet, since ids are derived. */
export interface ScopeGoods {
  readonly batchIds: readonly string[];
  readonly unitIds: readonly string[];
  /** Products with a batch in the scope, of every packaging level, or with goods that were made from those of it, or may have been. */
  readonly productIds: readonly string[];
  /** Products with a unit in the scope, named by its serial or made from goods of it, or perhaps made from them. */
  readonly productIdsOfUnits: readonly string[];
  /** The batches of units that were made from goods of the scope, or may hold some, by which a reader knows them. */
  readonly partlyMadeBatchIds: readonly string[];
  /** That what was made of the goods is not asked for. */
  readonly onlyNamed: boolean;
  /** What may hold goods that the scope names, and may not: its recipients may have it, and it is held until that is settled. */
  readonly possible: PossibleGoods;
  /** Why more may have been made from its goods; null when this is all. */
  readonly truncated: string | null;
}

/**
 * A batch number counts for every packaging level of its product: the case of batch 7 holds eaches of batch 7. What was made
 * from the goods of a scope is of it too, unless it says otherwise.
 */
export async function goodsOf(db: Queryable, scope: Scope): Promise<ScopeGoods> {
  const { batches, truncated: packedFurther } = await inAllLevels(db, scope.batches);
  const named = { batchIds: sorted(batches.map(idOfBatch)), unitIds: sorted(await idsOfUnits(scope)) };
  const productIds = batches.map(({ gtin }) => productId(gtin as Gtin));
  const productIdsOfUnits = productsOfNamedUnits(scope);
  if (scope.onlyNamed)
    return {
      ...named,
      productIds: sorted(productIds),
      productIdsOfUnits,
      partlyMadeBatchIds: [],
      onlyNamed: true,
      possible: NOTHING,
      truncated: packedFurther,
    };

  const { batchIds, unitIds, possible, truncated } = await withEverythingMadeFrom(db, { ...named, inAllLevels: true });
  const made = await madeGoods(db, without(batchIds, named.batchIds), without(unitIds, named.unitIds));
  const maybe = await madeGoods(db, possible.batchIds, possible.unitIds);
  return {
    batchIds,
    unitIds,
    productIds: sorted([...productIds, ...made.productIds, ...maybe.productIds]),
    productIdsOfUnits: sorted([...productIdsOfUnits, ...made.productIdsOfUnits, ...maybe.productIdsOfUnits]),
    partlyMadeBatchIds: without(
      sorted([...made.batchIdsOfUnits, ...possible.batchIds, ...maybe.batchIdsOfUnits]),
      batchIds,
    ),
    onlyNamed: false,
    possible,
    truncated: packedFurther ?? truncated,
  };
}

/** The batches of the same numbers in every packaging level of their products. */
async function inAllLevels(db: Queryable, named: readonly ScopeBatch[]) {
  const productIds = [...new Set(named.map(({ gtin }) => productId(gtin as Gtin)))];
  const { levels, truncated } = await packagingAround(db, productIds);
  const gtins = new Map((await productById.find(db, familyOf(productIds, levels))).map(gtinById));
  const gtinsOf = new Map<string, Set<string>>();
  for (const { gtin, number } of named) gtinsOf.set(number, (gtinsOf.get(number) ?? new Set()).add(gtin));
  const batches = [...gtinsOf].flatMap(([number, some]) => {
    const family = familyOf(
      [...some].map((gtin) => productId(gtin as Gtin)),
      levels,
    );
    const others = family.flatMap((id) => gtins.get(id) ?? []);
    return [...new Set([...some, ...others])].map((gtin): ScopeBatch => ({ gtin, number }));
  });
  return { batches, truncated };
}

const gtinById = ({ id, gtin }: ProductRow) => [id, gtin] as const;

/** What is asked about goods that were made from those of a scope, or may have been: their products, and the batches of the units. */
async function madeGoods(db: Queryable, batchIds: readonly string[], unitIds: readonly string[]) {
  const batches = await batchById.find(db, batchIds);
  const units = unitIds.length === 0 ? [] : await unitById.find(db, unitIds);
  const claims = unitIds.length === 0 ? [] : [...(await batchesOfUnits(db, unitIds)).values()].flat();
  return {
    productIds: [...batches, ...units].map((one) => one.productId),
    productIdsOfUnits: units.map((one) => one.productId),
    batchIdsOfUnits: sorted(claims),
  };
}

/** The batches by which a reader knows goods. */
export async function batchesToRead(db: Queryable, { batchIds, unitIds }: GoodsScope): Promise<string[]> {
  const { batchIdsOfUnits } = await madeGoods(db, [], unitIds);
  return sorted([...batchIds, ...batchIdsOfUnits]);
}

/** Those of the goods that have these ids, and only their products. */
export async function onlyThese(db: Queryable, goods: ScopeGoods, ids: ReadonlySet<string>): Promise<ScopeGoods> {
  const { batchIds, unitIds } = those(goods, ids);
  const possible = those(goods.possible, ids);
  const { byConflict } = goods.possible;
  const all = together({ batchIds, unitIds }, possible);
  const { productIds, productIdsOfUnits, batchIdsOfUnits } = await madeGoods(db, all.batchIds, all.unitIds);
  return {
    ...goods,
    batchIds,
    unitIds,
    productIds: sorted(productIds),
    productIdsOfUnits: sorted(productIdsOfUnits),
    partlyMadeBatchIds: without(sorted([...batchIdsOfUnits, ...possible.batchIds]), batchIds),
    possible: { ...possible, ...(byConflict && { byConflict: those(byConflict, ids) }) },
  };
}

function those({ batchIds, unitIds }: GoodsScope, ids: ReadonlySet<string>): GoodsScope {
  const isOneOfThem = (id: string) => ids.has(id);
  return { batchIds: batchIds.filter(isOneOfThem), unitIds: unitIds.filter(isOneOfThem) };
}

/** Everything that a recall covers, and what it may cover. */
export function withPossible({ possible, ...found }: ScopeGoods): GoodsScope {
  return together(found, possible);
}

/** Everything that a recall holds: until it is settled, also what it may cover, and what is in dispute. */
export function goodsToHold(goods: ScopeGoods, disputed = NOTHING): GoodsScope {
  return together(withPossible(goods), disputed);
}

function together(one: GoodsScope, other: GoodsScope): GoodsScope {
  return {
    batchIds: sorted([...one.batchIds, ...other.batchIds]),
    unitIds: sorted([...one.unitIds, ...other.unitIds]),
  };
}

const NOTHING: GoodsScope = { batchIds: [], unitIds: [] };

function without(ids: readonly string[], others: readonly string[]): string[] {
  const left = new Set(ids);
  for (const id of others) left.delete(id);
  return [...left];
}

function productsOfNamedUnits({ serials, ranges }: Scope): string[] {
  const gtins = new Set([...serials, ...ranges].map(({ gtin }) => gtin));
  return sorted([...gtins].map((gtin) => productId(gtin as Gtin)));
}

/** Hashing a hundred thousand serials takes as long as many requests, and those go between. */
async function idsOfUnits({ serials, ranges }: Scope): Promise<string[]> {
  const units = [...serials];
  for (const { gtin, ...range } of ranges) for (const serial of serialsOf(range)) units.push({ gtin, serial });

  return mapInParts(units, idOfUnit);
}

// The scope was read once already; what comes back from the database is what was read then.
function idOfBatch({ gtin, number: text }: ScopeBatch): string {
  const number = parseBatchNumber(text);
  if (number instanceof InvalidIdentifier) throw new Error(`A stored scope holds ${number.toString()}`);
  return batchId(gtin as Gtin, number);
}

function idOfUnit({ gtin, serial: text }: ScopeSerial): string {
  const serial = parseSerial(text);
  if (serial instanceof InvalidIdentifier) throw new Error(`A stored scope holds ${serial.toString()}`);
  return unitId(gtin as Gtin, serial);
}

function sorted(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}
