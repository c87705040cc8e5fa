import { arrayLiteral, plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { BatchQuery } from '../../platform/load.js';
import { freezeCounts, readFrozen } from '../recipients/frozen-counts.js';
import type { Load } from '../recipients/loads.query.js';
import { type FrozenRow, RECIPIENT_COLUMNS } from '../recipients/recall-recipient.query.js';
import type { ChangedGoods, ChangedRecipient, RecipientChange } from './scope-change.js';
import type { WaveProposal } from './wave-proposal.js';

const COLUMNS = `
  proposal.recall_id as "recallId", proposal.wave, proposal.state, proposal.proposed_at as "proposedAt",
  proposal.evaluated_at as "evaluatedAt", proposal.known_through as "knownThrough", proposal.units,
  proposal.proposal_hash as "proposalHash"
`;

/** The proposal that waits for a decision; a recall has one at most. */
export const openProposalByRecall: BatchQuery<WaveProposal> = {
  find: (db, recallIds) =>
    db.rows<WaveProposal>(
      'open_wave_proposals',
      `
      select ${COLUMNS}
      from wave_proposal as proposal
      where proposal.recall_id = any ($1::uuid[]) and proposal.state = 'PROPOSED'
      `,
      [recallIds],
    ),
  keyOf: ({ recallId }) => recallId,
};

/** The proposal that somebody has read, whatever became of it. */
export async function proposalOfHash(db: Queryable, recallId: string, hash: string): Promise<WaveProposal | null> {
  const [proposal] = await db.rows<WaveProposal>(
    'wave_proposal_of_hash',
    `
    select ${COLUMNS}
    from wave_proposal as proposal
    where proposal.recall_id = $1 and proposal.proposal_hash = $2
    `,
    [recallId, hash],
  );
  return proposal ?? null;
}

/** The number of the next proposal: one more than any that was launched or proposed. */
export async function nextWave(db: Queryable, recallId: string): Promise<number> {
  const [next] = await db.rows<{ wave: number }>(
    'next_wave',
    `
    select 1 + greatest(
      (select max(recall_wave.wave) from recall_wave where recall_wave.recall_id = $1),
      (select max(wave_proposal.wave) from wave_proposal where wave_proposal.recall_id = $1)
    ) as wave
    `,
    [recallId],
  );
  if (!next) throw new Error('A statement that always has a row had none.');
  return next.wave;
}

/** Writes a proposal, or what it is by now. */
export async function saveProposal(
  tx: Transaction,
  proposal: Omit<WaveProposal, 'state'>,
  loads: readonly Load[],
): Promise<void> {
  const { recallId, wave, proposedAt, evaluatedAt, knownThrough, units, proposalHash } = proposal;
  await tx.rows(
    'save_wave_proposal',
    `
    insert into wave_proposal (
      recall_id, wave, state, proposed_at, evaluated_at, known_through, units, proposal_hash, loads
    )
    values ($1, $2, 'PROPOSED', $3, $4, $5, $6, $7, $8)
    on conflict (recall_id, wave) do update set
      evaluated_at = excluded.evaluated_at, known_through = excluded.known_through, units = excluded.units,
      proposal_hash = excluded.proposal_hash, loads = excluded.loads
    `,
    [
      recallId,
      wave,
      proposedAt,
      evaluatedAt,
      knownThrough,
      units,
      proposalHash,
      loads.map(({ movementId }) => movementId),
    ],
  );
}

export interface Decision {
  readonly state: 'LAUNCHED' | 'DECLINED' | 'WITHDRAWN';
  readonly at: Date;
  readonly by: string;
  readonly reason: string | null;
}

export async function decideProposal(
  tx: Transaction,
  { recallId, wave }: Pick<WaveProposal, 'recallId' | 'wave'>,
  { state, at, by, reason }: Decision,
): Promise<void> {
  await tx.rows(
    'decide_wave_proposal',
    `
    update wave_proposal set state = $3, decided_at = $4, decided_by = $5, reason = $6
    where wave_proposal.recall_id = $1 and wave_proposal.wave = $2 and wave_proposal.state = 'PROPOSED'
    `,
    [recallId, wave, state, at, by, reason],
  );
}

type Proposed = Pick<WaveProposal, 'recallId' | 'wave'>;

/** What the proposal is about, in place of what it was about before. */
export async function replaceChanges(
  tx: Transaction,
  { recallId, wave }: Proposed,
  recipients: readonly ChangedRecipient[],
  goods: readonly ChangedGoods[],
): Promise<void> {
  await tx.rows(
    'forget_proposed_recipients',
    `delete from wave_proposal_recipient as proposed where proposed.recall_id = $1 and proposed.wave = $2`,
    [recallId, wave],
  );
  await tx.rows(
    'forget_proposed_goods',
    `delete from wave_proposal_goods as proposed where proposed.recall_id = $1 and proposed.wave = $2`,
    [recallId, wave],
  );
  await insertRecipients(tx, { recallId, wave }, recipients);
  await insertGoods(tx, { recallId, wave }, goods);
}

async function insertRecipients(
  tx: Transaction,
  { recallId, wave }: Proposed,
  recipients: readonly ChangedRecipient[],
) {
  const counts = recipients.map(freezeCounts);
  await tx.rows(
    'insert_proposed_recipients',
    `
    insert into wave_proposal_recipient (
      recall_id, wave, party_kind, party_id, change, basis, certainty, reason, units, units_by_product, quantities
    )
    select $1, $2, told.party_kind, told.party_id, told.change, told.basis, told.certainty, told.reason, told.units,
      told.units_by_product, told.quantities
    from unnest(
      $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::jsonb[], $11::jsonb[]
    ) as told (party_kind, party_id, change, basis, certainty, reason, units, units_by_product, quantities)
    `,
    [
      recallId,
      wave,
      arrayLiteral(recipients.map(({ partyKind }) => partyKind)),
      arrayLiteral(recipients.map(({ partyId }) => partyId)),
      arrayLiteral(recipients.map(({ change }) => change)),
      arrayLiteral(recipients.map(({ basis }) => basis)),
      arrayLiteral(recipients.map(({ certainty }) => certainty)),
      arrayLiteral(recipients.map(({ reason }) => reason)),
      arrayLiteral(counts.map(({ units }) => units)),
      arrayLiteral(counts.map(({ unitsByProduct }) => unitsByProduct && JSON.stringify(unitsByProduct))),
      arrayLiteral(counts.map(({ quantities }) => JSON.stringify(quantities))),
    ],
  );
}

async function insertGoods(tx: Transaction, { recallId, wave }: Proposed, goods: readonly ChangedGoods[]) {
  await tx.rows(
    'insert_proposed_goods',
    `
    insert into wave_proposal_goods (recall_id, wave, goods_id, kind, change)
    select $1, $2, goods.goods_id, goods.kind, goods.change
    from unnest($3::uuid[], $4::text[], $5::text[]) as goods (goods_id, kind, change)
    `,
    [
      recallId,
      wave,
      plainArrayLiteral(goods.map(({ goodsId }) => goodsId)),
      plainArrayLiteral(goods.map(({ kind }) => kind)),
      plainArrayLiteral(goods.map(({ change }) => change)),
    ],
  );
}

/** A page of whom a proposal is about, in the order of kinds and ids. */
export async function proposedRecipients(
  db: Queryable,
  { recallId, wave }: Proposed,
  limit: number,
  after: readonly [partyKind: string, partyId: string] | null,
): Promise<ChangedRecipient[]> {
  const rows = await db.rows<FrozenRow & { readonly change: RecipientChange }>(
    'proposed_recipients',
    `
    select recipient.change, ${RECIPIENT_COLUMNS}
    from wave_proposal_recipient as recipient
    where recipient.recall_id = $1 and recipient.wave = $2
      and ($4::text is null or (recipient.party_kind, recipient.party_id) > ($4, $5::uuid))
    order by recipient.party_kind, recipient.party_id
    limit $3
    `,
    [recallId, wave, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
  return rows.map(readFrozen);
}

/** A page of the goods that a proposal is about, in the order of their ids. */
export function proposedGoods(
  db: Queryable,
  { recallId, wave }: Proposed,
  limit: number,
  after: string | null,
): Promise<ChangedGoods[]> {
  return db.rows<ChangedGoods>(
    'proposed_goods',
    `
    select goods.goods_id as "goodsId", goods.kind, goods.change
    from wave_proposal_goods as goods
    where goods.recall_id = $1 and goods.wave = $2 and ($4::uuid is null or goods.goods_id > $4)
    order by goods.goods_id
    limit $3
    `,
    [recallId, wave, limit, after],
  );
}

/** The goods that the proposal would take out of the scope, and the customers whom it names as REMOVED, by their ids. */
export async function removedInProposal(db: Queryable, { recallId, wave }: Proposed): Promise<Set<string>> {
  const rows = await db.rows<{ id: string }>(
    'removed_in_proposal',
    `
    select goods.goods_id as id
    from wave_proposal_goods as goods
    where goods.recall_id = $1 and goods.wave = $2 and goods.change = 'REMOVED'
    union all
    select recipient.party_id
    from wave_proposal_recipient as recipient
    where recipient.recall_id = $1 and recipient.wave = $2 and recipient.change = 'REMOVED'
    `,
    [recallId, wave],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The customers whom the proposal would tell. */
export async function toldInProposal(db: Queryable, { recallId, wave }: Proposed): Promise<Set<string>> {
  const rows = await db.rows<{ partyId: string }>(
    'told_in_proposal',
    `
    select recipient.party_id as "partyId"
    from wave_proposal_recipient as recipient
    where recipient.recall_id = $1 and recipient.wave = $2
      and recipient.party_kind = 'CUSTOMER' and recipient.change <> 'REMOVED'
    `,
    [recallId, wave],
  );
  return new Set(rows.map(({ partyId }) => partyId));
}

/** How many of each kind a proposal is about. */
export interface ProposedCounts {
  readonly customersToTell: number;
  readonly carriersToTell: number;
  readonly customersRemoved: number;
  readonly goodsAdded: number;
  readonly goodsRemoved: number;
}

export async function proposedCounts(db: Queryable, { recallId, wave }: Proposed): Promise<ProposedCounts> {
  const [counts] = await db.rows<ProposedCounts>(
    'proposed_counts',
    `
    select recipients.*, goods.*
    from (
      select
        count(*) filter (where told.party_kind = 'CUSTOMER' and told.change <> 'REMOVED') as "customersToTell",
        count(*) filter (where told.party_kind = 'CARRIER') as "carriersToTell",
        count(*) filter (where told.change = 'REMOVED') as "customersRemoved"
      from wave_proposal_recipient as told
      where told.recall_id = $1 and told.wave = $2
    ) as recipients
    cross join (
      select
        count(*) filter (where changed.change <> 'REMOVED') as "goodsAdded",
        count(*) filter (where changed.change = 'REMOVED') as "goodsRemoved"
      from wave_proposal_goods as changed
      where changed.recall_id = $1 and changed.wave = $2
    ) as goods
    `,
    [recallId, wave],
  );
  if (!counts) throw new Error('A statement that always has a row had none.');
  return counts;
}
