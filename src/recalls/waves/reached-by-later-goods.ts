import type { Queryable } from '../../platform/database/database.js';
import type { FrozenRecipient } from '../recipients/recall-recipient.query.js';
import { carriersReached, customersReached } from '../recipients/recipients.js';
import { type Reach, reachOfGoods } from '../scope/reach.js';
import { onlyThese } from '../scope/scope-goods.js';
import { wavesOfLaterGoods } from './told.query.js';

/** Says of someone who was told with a wave whether they have goods that were in no scope then, so that no notice of theirs names them. */
type HasLaterGoods = (recipient: Pick<FrozenRecipient, 'partyKind' | 'partyId'>, toldWith: number) => boolean;

/**
 * Who had ten pieces of a lot, and has ten of another by what is known now, has no more than they were told of; but the other
 * lot may have come into the scope since. So the goods that did are traced once more, those of each wave by themselves.
 */
export async function reachedByLaterGoods(
  db: Queryable,
  recallId: string,
  { goods, now }: Pick<Reach, 'goods' | 'now'>,
  addedIds: readonly string[],
): Promise<HasLaterGoods> {
  const waveOf = new Map(addedIds.map((goodsId) => [goodsId, NOT_YET]));
  for (const { goodsId, wave } of await wavesOfLaterGoods(db, recallId)) waveOf.set(goodsId, wave);

  const reached: { readonly wave: number; readonly parties: ReadonlySet<string> }[] = [];
  for (const [wave, ids] of byWave(waveOf)) {
    const reach = await reachOfGoods(db, await onlyThese(db, goods, ids), now);
    reached.push({ wave, parties: new Set([...carriersReached(reach), ...customersReached(reach)]) });
  }
  return ({ partyId }, toldWith) => reached.some(({ wave, parties }) => wave > toldWith && parties.has(partyId));
}

/** The wave of goods that no wave has named. */
const NOT_YET = Infinity;

function byWave(waveOf: ReadonlyMap<string, number>): Map<number, Set<string>> {
  const goods = new Map<number, Set<string>>();
  for (const [goodsId, wave] of waveOf) goods.set(wave, (goods.get(wave) ?? new Set()).add(goodsId));
  return goods;
}
