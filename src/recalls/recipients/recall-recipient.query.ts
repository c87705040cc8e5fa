import { createHash } from 'node:crypto';

import { arrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { BatchQuery } from '../../platform/load.js';
import { type FrozenCounts, freezeCounts, readFrozen } from './frozen-counts.js';
import type { RecallRecipient } from './recipients.js';

/** What was frozen of a recipient: who they are and what they have, but not how they are reached. */
export type FrozenRecipient = Omit<RecallRecipient, 'channel' | 'language'>;

export type FrozenRow = Omit<FrozenRecipient, 'mayHave' | keyof FrozenCounts> & FrozenCounts;

export async function insertRecipients(
  tx: Transaction,
  recallId: string,
  wave: number,
  recipients: readonly RecallRecipient[],
): Promise<void> {
  const counts = recipients.map(freezeCounts);
  await tx.rows(
    'insert_recall_recipients',
    `
    insert into recall_recipient (
      recall_id, wave, party_kind, party_id, basis, certainty, reason, units, units_by_product, quantities
    )
    select
      $1, $2, told.party_kind, told.party_id, told.basis, told.certainty, told.reason, told.units, told.units_by_product,
      told.quantities
    from unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::integer[], $9::jsonb[], $10::jsonb[])
      as told (party_kind, party_id, basis, certainty, reason, units, units_by_product, quantities)
    on conflict do nothing
    `,
    [
      recallId,
      wave,
      arrayLiteral(recipients.map(({ partyKind }) => partyKind)),
      arrayLiteral(recipients.map(({ partyId }) => partyId)),
      arrayLiteral(recipients.map(({ basis }) => basis)),
      arrayLiteral(recipients.map(({ certainty }) => certainty)),
      arrayLiteral(recipients.map(({ reason }) => reason)),
      arrayLiteral(counts.map(({ units }) => units)),
      arrayLiteral(counts.map(({ unitsByProduct }) => unitsByProduct && JSON.stringify(unitsByProduct))),
      arrayLiteral(counts.map(({ quantities }) => JSON.stringify(quantities))),
    ],
  );
}

/** Equal lists of recipients have equal hashes. */
export function hashOfRecipients(recipients: readonly FrozenRecipient[]): string {
  const lines = recipients.map(({ partyKind, partyId, basis, certainty, mayHave, ...certain }) =>
    JSON.stringify([partyKind, partyId, basis, certainty, ...amounts(certain), ...(mayHave ? amounts(mayHave) : [])]),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

function amounts({ units, unitsByProduct, quantities }: Pick<RecallRecipient, keyof FrozenCounts>): unknown[] {
  return [
    unitsByProduct?.map(({ gtin, units: count }) => [gtin, count]) ?? units,
    quantities.map(({ quantity, uom, gtin }) => [quantity, uom, gtin]),
  ];
}

export const RECIPIENT_COLUMNS = `recipient.party_kind as "partyKind", recipient.party_id as "partyId", recipient.basis,
  recipient.certainty, recipient.reason, recipient.units,
  recipient.units_by_product as "unitsByProduct", recipient.quantities`;

interface RecipientKey {
  readonly recallId: string;
  readonly partyKind: RecallRecipient['partyKind'];
  readonly partyId: string;
}

export function recipientKey({ recallId, partyKind, partyId }: RecipientKey): string {
  return `${recallId} ${partyKind} ${partyId}`;
}

/** Frozen recipients by {@link recipientKey}, each as its newest wave has it. */
export const frozenRecipientByKey: BatchQuery<FrozenRecipient & { readonly recallId: string }> = {
  find: async (db, keys) => {
    const parts = keys.map((key) => key.split(' '));
    const rows = await db.rows<FrozenRow & { readonly recallId: string }>(
      'recall_recipients_by_key',
      `
      select distinct on (recipient.recall_id, recipient.party_kind, recipient.party_id)
        recipient.recall_id as "recallId", ${RECIPIENT_COLUMNS}
      from unnest($1::uuid[], $2::text[], $3::uuid[]) as wanted (recall_id, party_kind, party_id)
      join recall_recipient as recipient using (recall_id, party_kind, party_id)
      order by recipient.recall_id, recipient.party_kind, recipient.party_id, recipient.wave desc
      `,
      [0, 1, 2].map((column) => parts.map((part) => part[column])),
    );
    return rows.map(readFrozen);
  },
  keyOf: recipientKey,
};

/** What a notice of a wave says of its recipient. */
export interface RecipientOfNotice extends FrozenRecipient {
  readonly recallId: string;
  readonly asked: number;
  /** They had a notice of an earlier wave. */
  readonly toldBefore: boolean;
}

/** Recipients by {@link recipientKey} and wave: as that wave has them, or else the newest before it. */
export const recipientOfNotice: BatchQuery<RecipientOfNotice> = {
  find: async (db, keys) => {
    const parts = keys.map((key) => key.split(' '));
    const rows = await db.rows<FrozenRow & Pick<RecipientOfNotice, 'recallId' | 'asked' | 'toldBefore'>>(
      'recipients_of_notices',
      `
      select distinct on (wanted.recall_id, wanted.party_kind, wanted.party_id, wanted.wave)
        wanted.recall_id as "recallId", wanted.wave as "asked",
        wanted.wave > min(recipient.wave) over (
          partition by wanted.recall_id, wanted.party_kind, wanted.party_id, wanted.wave
        ) as "toldBefore",
        ${RECIPIENT_COLUMNS}
      from unnest($1::uuid[], $2::text[], $3::uuid[], $4::smallint[]) as wanted (recall_id, party_kind, party_id, wave)
      join recall_recipient as recipient
        on recipient.recall_id = wanted.recall_id and recipient.party_kind = wanted.party_kind
          and recipient.party_id = wanted.party_id and recipient.wave <= wanted.wave
      order by wanted.recall_id, wanted.party_kind, wanted.party_id, wanted.wave, recipient.wave desc
      `,
      [0, 1, 2, 3].map((column) => parts.map((part) => part[column])),
    );
    return rows.map(readFrozen);
  },
  keyOf: (recipient) => `${recipientKey(recipient)} ${recipient.asked}`,
};

/** A page of the customers whom a launched recall reached, each as its newest wave has it, in the order of their ids. */
export async function frozenCustomers(
  db: Queryable,
  recallId: string,
  limit: number,
  after: string | null,
): Promise<FrozenRecipient[]> {
  const rows = await db.rows<FrozenRow>(
    'frozen_customers',
    `
    select distinct on (recipient.party_id) ${RECIPIENT_COLUMNS}
    from recall_recipient as recipient
    where recipient.recall_id = $1 and recipient.party_kind = 'CUSTOMER'
      and ($3::uuid is null or recipient.party_id > $3)
    order by recipient.party_id, recipient.wave desc
    limit $2
    `,
    [recallId, limit, after],
  );
  return rows.map(readFrozen);
}

/** Every customer whom a launched recall reached. */
export async function frozenCustomerIds(db: Queryable, recallId: string): Promise<Set<string>> {
  const rows = await db.rows<{ partyId: string }>(
    'frozen_customer_ids',
    `
    select distinct recipient.party_id as "partyId"
    from recall_recipient as recipient
    where recipient.recall_id = $1 and recipient.party_kind = 'CUSTOMER'
    `,
    [recallId],
  );
  return new Set(rows.map(({ partyId }) => partyId));
}
