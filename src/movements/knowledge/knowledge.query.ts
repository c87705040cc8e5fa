import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable, Transaction } from '../../platform/database/database.js';

/** How far the sequence has come. */
export interface Seal {
  readonly position: number;
  readonly knownThrough: Date;
}

export async function readSeal(db: Queryable): Promise<Seal> {
  const rows = await db.rows<Seal>(
    'read_knowledge_seal',
    `
    select knowledge_seal.position, knowledge_seal.known_through as "knownThrough"
    from knowledge_seal
    `,
  );
  return onlySeal(rows);
}

/** Of two who extend the sequence, the second goes on from where the first has come. */
export async function lockSeal(tx: Transaction): Promise<Seal> {
  const rows = await tx.rows<Seal>(
    'lock_knowledge_seal',
    `
    select knowledge_seal.position, knowledge_seal.known_through as "knownThrough"
    from knowledge_seal
    for update
    `,
  );
  return onlySeal(rows);
}

function onlySeal([seal]: readonly Seal[]): Seal {
  if (!seal) throw new Error('The row of knowledge_seal is missing.');
  return seal;
}

export async function moveSeal(tx: Transaction, { position, knownThrough }: Seal): Promise<void> {
  await tx.rows('move_knowledge_seal', 'update knowledge_seal set position = $1, known_through = $2', [
    position,
    knownThrough,
  ]);
}

/** Captures that are committed and have no position, in the order in which they get one. */
export async function pendingCaptures(tx: Transaction, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ captureId: string }>(
    'pending_captures',
    `
    select pending.capture_id as "captureId"
    from knowledge_pending as pending
    join capture on capture.capture_id = pending.capture_id
    order by capture.recorded_at, pending.capture_id
    limit $1
    `,
    [limit],
  );
  return rows.map(({ captureId }) => captureId);
}

/** Gives captures the positions after the seal's, in their order, and one instant. */
export async function extendKnowledge(tx: Transaction, captureIds: readonly string[], seal: Seal): Promise<void> {
  await tx.rows(
    'extend_knowledge',
    `
    insert into knowledge (capture_id, position, known_at)
    select new.capture_id, $2 + new.place, $3
    from unnest($1::uuid[]) with ordinality as new (capture_id, place)
    on conflict do nothing
    `,
    [plainArrayLiteral(captureIds), seal.position, seal.knownThrough],
  );
  await tx.rows('forget_pending_captures', 'delete from knowledge_pending where capture_id = any($1::uuid[])', [
    plainArrayLiteral(captureIds),
  ]);
}
