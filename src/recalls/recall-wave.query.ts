import type { NoticeProduct } from '../notifications/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import type { Load } from './recipients/loads.query.js';

/** A launch: what the scope covered at that moment, and how that differs from what was approved. */
export interface RecallWave {
  readonly recallId: string;
  readonly wave: number;
  readonly launchedAt: Date;
  readonly launchedBy: string;
  readonly knownThrough: Date | null;
  readonly units: number;
  /** The company's own people, carriers, customers: everyone whom it concerns. A mock recall tells only the first. */
  readonly recipients: number;
  /** Over the recipients and what they have, so that the list can be held against what was launched. */
  readonly recipientsHash: string;
  readonly products: readonly NoticeProduct[];
  readonly unitsApproved: number;
  readonly customersAdded: readonly string[];
  readonly customersRemoved: readonly string[];
}

export async function insertRecallWave(
  tx: Transaction,
  { loads, ...wave }: RecallWave & { readonly loads: readonly Load[] },
): Promise<void> {
  await tx.rows(
    'insert_recall_wave',
    `
    insert into recall_wave (
      recall_id, wave, launched_at, launched_by, known_through, units, recipients, recipients_hash, products,
      units_approved, customers_added, customers_removed, loads
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    `,
    [
      wave.recallId,
      wave.wave,
      wave.launchedAt,
      wave.launchedBy,
      wave.knownThrough,
      wave.units,
      wave.recipients,
      wave.recipientsHash,
      JSON.stringify(wave.products),
      wave.unitsApproved,
      wave.customersAdded,
      wave.customersRemoved,
      loads.map(({ movementId }) => movementId),
    ],
  );
}

const COLUMNS = `
  wave.recall_id as "recallId", wave.wave, wave.launched_at as "launchedAt", wave.launched_by as "launchedBy",
  wave.known_through as "knownThrough", wave.units, wave.recipients, wave.recipients_hash as "recipientsHash",
  wave.products, wave.units_approved as "unitsApproved", wave.customers_added as "customersAdded",
  wave.customers_removed as "customersRemoved"
`;

/** The waves of each recall, in the order in which they were launched. */
export const wavesByRecall: BatchQuery<{ readonly recallId: string; readonly waves: readonly RecallWave[] }> = {
  async find(db, recallIds) {
    const waves = await db.rows<RecallWave>(
      'waves_by_recall',
      `
      select ${COLUMNS}
      from recall_wave as wave
      where wave.recall_id = any ($1::uuid[])
      order by wave.recall_id, wave.wave
      `,
      [recallIds],
    );
    return recallIds.map((recallId) => ({ recallId, waves: waves.filter((wave) => wave.recallId === recallId) }));
  },
  keyOf: ({ recallId }) => recallId,
};
