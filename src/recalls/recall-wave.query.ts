import type { NoticeProduct } from '../notifications/index.js';
import type { Queryable, Transaction } from '../platform/database/database.js';

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

/** Later waves, for goods found later, will count on from it. */
export const FIRST_WAVE = 1;

export async function insertRecallWave(tx: Transaction, wave: RecallWave): Promise<void> {
  await tx.rows(
    'insert_recall_wave',
    `
    insert into recall_wave (
      recall_id, wave, launched_at, launched_by, known_through, units, recipients, recipients_hash, products,
      units_approved, customers_added, customers_removed
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
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
    ],
  );
}

export const wavesByRecall = {
  find: (db: Queryable, recallIds: readonly string[]): Promise<RecallWave[]> =>
    db.rows<RecallWave>(
      'waves_by_recall',
      `
      select wave.recall_id as "recallId", wave.wave, wave.launched_at as "launchedAt", wave.launched_by as "launchedBy",
        wave.known_through as "knownThrough", wave.units, wave.recipients, wave.recipients_hash as "recipientsHash",
        wave.products, wave.units_approved as "unitsApproved", wave.customers_added as "customersAdded",
        wave.customers_removed as "customersRemoved"
      from recall_wave as wave
      where wave.recall_id = any ($1::uuid[]) and wave.wave = ${FIRST_WAVE}
      `,
      [recallIds],
    ),
  keyOf: (wave: RecallWave) => wave.recallId,
};
