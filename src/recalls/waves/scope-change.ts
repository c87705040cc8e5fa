import { goodsHeldFor, type HeldFor } from '../../holds/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { type GoodsScope, withEverythingMadeFrom } from '../../trace/index.js';
import type { Recall } from '../recall.js';
import { type Load, loadsOfHeldGoods } from '../recipients/loads.query.js';
import type { FrozenRecipient } from '../recipients/recall-recipient.query.js';
import { type RecallRecipient, recipientsOfWave } from '../recipients/recipients.js';
import { frozenGoodsOf } from '../scope/frozen-goods.query.js';
import { type Reach, reachOf } from '../scope/reach.js';
import type { RecalledGoods } from '../scope/recalled-goods.js';
import { goodsToHold, type ScopeGoods, withPossible } from '../scope/scope-goods.js';
import { hasMore } from './has-more.rule.js';
import { reachedByLaterGoods } from './reached-by-later-goods.js';
import {
  declinedGoods,
  type RecipientTold,
  recipientsTold,
  type RemovalDecided,
  removalsDecided,
} from './told.query.js';

/** REMOVED: by what is known now they have, and had, nothing of the goods. */
export type RecipientChange = 'ADDED' | 'MORE' | 'REMOVED';

export interface ChangedRecipient extends FrozenRecipient {
  readonly change: RecipientChange;
}

/** CERTAIN: it only might have been of the scope. */
export type GoodsChange = 'ADDED' | 'CERTAIN' | 'REMOVED';

export interface ChangedGoods extends HeldFor {
  readonly change: GoodsChange;
}

/** What became known of an open recall since its last wave. */
export interface ScopeChange {
  readonly reach: Reach;
  /** Whom to tell: carriers and customers whom no wave reached, or who have more than they were told of, or other goods. */
  readonly toTell: readonly (RecallRecipient & ChangedRecipient)[];
  /** Customers who were told, and need not have been. They get no notice that says so: a person calls them. */
  readonly removed: readonly ChangedRecipient[];
  readonly goods: readonly ChangedGoods[];
  /** All that are known, of which the next wave is no news. */
  readonly loads: readonly Load[];
}

export async function scopeChangeOf(db: Queryable, recall: Recall, at: Date): Promise<ScopeChange> {
  const loads = await loadsOfHeldGoods(db, recall.id);
  const reach = await reachOf(db, recall.scope, at);
  const decided = await recipientsTold(db, recall.id);
  const removals = await removalsDecided(db, recall.id);
  const carriers = await recipientsOfWave(db, 'CARRIER', reach);
  const customers = await recipientsOfWave(db, 'CUSTOMER', reach);
  const goods = await changedGoods(db, recall, reach);
  const addedIds = goods.flatMap(({ goodsId, change }) => (change === 'ADDED' ? goodsId : []));
  const hasLaterGoods = await reachedByLaterGoods(db, recall.id, reach, addedIds);
  const hasOthers = (recipient: RecipientTold) =>
    hasLaterGoods(recipient, recipient.wave) || wasLoadedSince(recipient, loads);
  return {
    reach,
    toTell: [...carriers, ...customers].flatMap((recipient) => {
      const told = decided.get(keyOf(recipient));
      const change = changeOf(recipient, told && !wasCalledOff(told, removals) ? told : undefined, hasOthers);
      return change ? { ...recipient, change } : [];
    }),
    removed: gone([...decided.values()], customers, removals),
    goods,
    loads,
  };
}

export function isNothing({ toTell, removed, goods }: ScopeChange): boolean {
  return toTell.length + removed.length + goods.length === 0;
}

export function keyOf({ partyKind, partyId }: Pick<FrozenRecipient, 'partyKind' | 'partyId'>): string {
  return `${partyKind} ${partyId}`;
}

function changeOf(
  recipient: RecallRecipient,
  told: RecipientTold | undefined,
  hasOthers: (told: RecipientTold) => boolean,
): 'ADDED' | 'MORE' | null {
  if (!told) return 'ADDED';
  return hasMore(recipient, told) || hasOthers(told) ? 'MORE' : null;
}

/** A carrier who has brought what they were told of, and carries another load now, has no more than they were told of. */
function wasLoadedSince({ partyKind, partyId, loads: known }: RecipientTold, loads: readonly Load[]): boolean {
  if (partyKind !== 'CARRIER') return false;
  return loads.some(({ carrierId, movementId }) => carrierId === partyId && !known.includes(movementId));
}

/** Who takes it that they have nothing: a person has called them since, or nobody ever told them. Should they have it after all, they have to be told. */
function wasCalledOff(told: RecipientTold, removals: ReadonlyMap<string, RemovalDecided>): boolean {
  const removal = removalSince(told, removals);
  return removal !== null && (removal.state === 'LAUNCHED' || !told.wasTold);
}

/** The decision that they need not have been told, unless they were told again since. */
function removalSince(
  { partyKind, partyId, wave }: RecipientTold,
  removals: ReadonlyMap<string, RemovalDecided>,
): RemovalDecided | null {
  const removal = partyKind === 'CUSTOMER' ? removals.get(partyId) : undefined;
  return removal && removal.wave > wave ? removal : null;
}

/** A carrier who carries the goods no more is no mistake. */
function gone(
  told: readonly RecipientTold[],
  customers: readonly RecallRecipient[],
  removals: ReadonlyMap<string, RemovalDecided>,
): ChangedRecipient[] {
  const now = new Set(customers.map(({ partyId }) => partyId));
  return told
    .filter((one) => one.partyKind === 'CUSTOMER' && !now.has(one.partyId) && !removalSince(one, removals))
    .map((recipient) => ({ ...recipient, change: 'REMOVED' }));
}

async function changedGoods(db: Queryable, recall: Recall, reach: Reach): Promise<ChangedGoods[]> {
  const frozen = await frozenGoodsOf(db, recall.id);
  const changes = [
    ...newInScope(reach.goods, frozen),
    ...(await leftOver(db, recall, reach, frozen)).map((goods) => ({ ...goods, change: 'REMOVED' as const })),
  ];
  if (changes.length === 0) return [];
  const declined = await declinedGoods(db, recall.id);
  return changes.filter(({ goodsId, change }) => !declined.has(`${goodsId} ${change}`));
}

/** What a wave launched now would cover besides, as `freezeGoods` freezes it. */
function newInScope(goods: ScopeGoods, frozen: RecalledGoods): ChangedGoods[] {
  const all = withPossible(goods);
  const changes = (kind: HeldFor['kind'], key: 'batchIds' | 'unitIds') => {
    const onlyPossible = new Set(goods.possible[key]);
    return all[key].flatMap((goodsId): ChangedGoods[] => {
      if (frozen[key].has(goodsId)) return [];
      if (!frozen.possible[key].has(goodsId)) return [{ goodsId, kind, change: 'ADDED' }];
      return onlyPossible.has(goodsId) ? [] : [{ goodsId, kind, change: 'CERTAIN' }];
    });
  };
  return [...changes('BATCH', 'batchIds'), ...changes('UNIT', 'unitIds')];
}

/**
 * What the recall covers or holds, and nothing that is known now gives a reason to: no making, no conflict, nothing that may be
 * made of what stays. Where not everything was followed, nothing can be taken out.
 */
async function leftOver(
  db: Queryable,
  { id, scope }: Recall,
  { goods, disputed }: Reach,
  frozen: RecalledGoods,
): Promise<HeldFor[]> {
  const staying = goodsToHold(goods, disputed);
  const covered = without([...(await goodsHeldFor(db, id)), ...listOf(frozen)], staying);
  if (covered.length === 0 || goods.truncated !== null) return [];
  if (scope.onlyNamed) return covered;
  const made = await withEverythingMadeFrom(db, staying);
  return made.truncated === null ? without(without(covered, made), made.possible) : [];
}

function listOf({ batchIds, unitIds, possible }: RecalledGoods): HeldFor[] {
  const of = (kind: HeldFor['kind'], ids: ReadonlySet<string>) => [...ids].map((goodsId) => ({ goodsId, kind }));
  return [
    ...of('BATCH', batchIds),
    ...of('BATCH', possible.batchIds),
    ...of('UNIT', unitIds),
    ...of('UNIT', possible.unitIds),
  ];
}

function without(covered: readonly HeldFor[], { batchIds, unitIds }: GoodsScope): HeldFor[] {
  const left = new Map(covered.map((goods) => [goods.goodsId, goods]));
  for (const id of batchIds) left.delete(id);
  for (const id of unitIds) left.delete(id);
  return [...left.values()];
}
