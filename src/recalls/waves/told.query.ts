import type { Queryable } from '../../platform/database/database.js';
import { readFrozen } from '../recipients/frozen-counts.js';
import { type FrozenRow, RECIPIENT_COLUMNS } from '../recipients/recall-recipient.query.js';
import type { FrozenRecipient } from '../recipients/recall-recipient.query.js';

export interface RecipientTold extends FrozenRecipient {
  readonly wave: number;
  /** The movements that were known, when it was decided of them, to have given held goods to a carrier. */
  readonly loads: readonly string[];
  /** Whether any notice went to them; false: somebody declined to send one, whenever they were proposed. */
  readonly wasTold: boolean;
}

/**
 * The carriers and customers of whom it is decided, each as the newest wave or declined proposal has them: they were told, or
 * somebody said that they need not be.
 */
export async function recipientsTold(db: Queryable, recallId: string): Promise<Map<string, RecipientTold>> {
  const rows = await db.rows<FrozenRow & Pick<RecipientTold, 'wave' | 'loads' | 'wasTold'>>(
    'recipients_told',
    `
    select distinct on (recipient.party_kind, recipient.party_id)
      recipient.wave, recipient.loads, ${RECIPIENT_COLUMNS},
      bool_or(recipient.is_told) over (partition by recipient.party_kind, recipient.party_id) as "wasTold"
    from (
      select told.wave, recall_wave.loads, told.party_kind, told.party_id, told.basis, told.certainty, told.reason,
        told.units, told.units_by_product, told.quantities, true as is_told
      from recall_recipient as told
      join recall_wave using (recall_id, wave)
      where told.recall_id = $1 and told.party_kind <> 'INTERNAL'
      union all
      select declined.wave, wave_proposal.loads, declined.party_kind, declined.party_id, declined.basis,
        declined.certainty, declined.reason, declined.units, declined.units_by_product, declined.quantities,
        false
      from wave_proposal
      join wave_proposal_recipient as declined using (recall_id, wave)
      where wave_proposal.recall_id = $1 and wave_proposal.state = 'DECLINED' and declined.change <> 'REMOVED'
    ) as recipient
    order by recipient.party_kind, recipient.party_id, recipient.wave desc
    `,
    [recallId],
  );
  return new Map(rows.map((row) => [`${row.partyKind} ${row.partyId}`, readFrozen(row)]));
}

/** The decision that somebody was told who need not have been. */
export interface RemovalDecided {
  readonly wave: number;
  /** LAUNCHED: they were called, and believe by now that they have nothing of the goods. DECLINED: what they were told, if anything, stands. */
  readonly state: 'LAUNCHED' | 'DECLINED';
}

/** The newest decision on each customer of whom somebody has seen that they should not have been told, by id. */
export async function removalsDecided(db: Queryable, recallId: string): Promise<Map<string, RemovalDecided>> {
  const rows = await db.rows<RemovalDecided & { partyId: string }>(
    'removals_decided',
    `
    select distinct on (removed.party_id) removed.party_id as "partyId", wave_proposal.wave, wave_proposal.state
    from wave_proposal
    join wave_proposal_recipient as removed using (recall_id, wave)
    where wave_proposal.recall_id = $1 and wave_proposal.state in ('LAUNCHED', 'DECLINED') and removed.change = 'REMOVED'
    order by removed.party_id, wave_proposal.wave desc
    `,
    [recallId],
  );
  return new Map(rows.map(({ partyId, ...decided }) => [partyId, decided]));
}

/** The goods that came into the scope after the launch, or that somebody declined, each with the first wave that was about them. */
export function wavesOfLaterGoods(
  db: Queryable,
  recallId: string,
): Promise<{ readonly goodsId: string; readonly wave: number }[]> {
  return db.rows(
    'waves_of_later_goods',
    `
    select later.goods_id as "goodsId", min(later.wave) as wave
    from (
      select recall_goods.goods_id, recall_goods.wave
      from recall_goods
      where recall_goods.recall_id = $1 and recall_goods.wave > 1
      union all
      select goods.goods_id, goods.wave
      from wave_proposal
      join wave_proposal_goods as goods using (recall_id, wave)
      where wave_proposal.recall_id = $1 and wave_proposal.state = 'DECLINED' and goods.change = 'ADDED'
    ) as later
    group by later.goods_id
    `,
    [recallId],
  );
}

/** The changes to the scope that somebody has declined, goods and change, unless another change to the same goods was launched since. */
export async function declinedGoods(db: Queryable, recallId: string): Promise<Set<string>> {
  const rows = await db.rows<{ declined: string }>(
    'declined_goods',
    `
    select newest.goods_id || ' ' || newest.change as declined
    from (
      select distinct on (goods.goods_id) goods.goods_id, goods.change, wave_proposal.state
      from wave_proposal
      join wave_proposal_goods as goods using (recall_id, wave)
      where wave_proposal.recall_id = $1 and wave_proposal.state in ('LAUNCHED', 'DECLINED')
      order by goods.goods_id, goods.wave desc
    ) as newest
    where newest.state = 'DECLINED'
    `,
    [recallId],
  );
  return new Set(rows.map(({ declined }) => declined));
}
