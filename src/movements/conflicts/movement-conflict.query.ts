import type { Queryable, Transaction } from '../../platform/database/database.js';
import type { Origin } from '../capture/movement.query.js';
import { NO_GOODS } from '../goods.rule.js';
import type { Movement } from '../movement.js';

/** OPEN: waits for a decision. VOIDED: the movement was corrected, so neither version counts. */
export const CONFLICT_STATES = ['OPEN', 'KEPT', 'REPLACED', 'VOIDED'] as const;
export type ConflictState = (typeof CONFLICT_STATES)[number];

/** Another content under the id of a movement that was on record. */
export interface MovementConflictRow {
  readonly movementId: string;
  readonly fingerprint: string;
  readonly sourceId: string;
  readonly recordedAt: Date;
  readonly content: Movement;
  readonly state: ConflictState;
  readonly resolvedAt: Date | null;
  readonly resolutionReason: string | null;
}

const STATE = `case
  when conflict.resolution is not null then conflict.resolution
  when exists (select from correction where correction.movement_id = conflict.movement_id) then 'VOIDED'
  else 'OPEN'
end`;

const COLUMNS = `
  conflict.movement_id as "movementId", conflict.fingerprint, conflict.source_id as "sourceId",
  conflict.recorded_at as "recordedAt", conflict.content, ${STATE} as state, conflict.resolved_at as "resolvedAt",
  conflict.resolution_reason as "resolutionReason"`;

type LaterFields = 'assembly' | 'outputs' | 'declaredBatch';

interface StoredConflict extends Omit<MovementConflictRow, 'content'> {
  /** As JSON has it: an instant is text. What was kept before there were these fields has none of them. */
  readonly content: Omit<Movement, 'occurredAt' | LaterFields> & { readonly occurredAt: string } & Partial<
      Pick<Movement, LaterFields>
    >;
}

/** Conflicts of these states, newest first, after a place in that order. */
export async function listMovementConflicts(
  db: Queryable,
  states: readonly ConflictState[],
  limit: number,
  after: readonly (string | number)[] | null,
): Promise<MovementConflictRow[]> {
  const rows = await db.rows<StoredConflict>(
    'list_movement_conflicts',
    `
    select ${COLUMNS}
    from movement_conflict as conflict
    where ${STATE} = any($1::text[])
      and (
        $3::timestamptz is null
        or conflict.recorded_at < $3
        or (conflict.recorded_at = $3 and (conflict.movement_id, conflict.fingerprint) > ($4::uuid, $5::uuid))
      )
    order by conflict.recorded_at desc, conflict.movement_id, conflict.fingerprint
    limit $2
    `,
    [states, limit, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null],
  );
  return rows.map(revive);
}

/** The conflicts about a movement that nobody has decided, by id; those that its correction ends, too. */
export async function undecidedConflictsOf(db: Queryable, movementId: string): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    'undecided_conflicts_of',
    `
    select conflict.movement_id || ':' || conflict.fingerprint as id
    from movement_conflict as conflict
    where conflict.movement_id = $1
      and conflict.resolved_at is null
    order by conflict.fingerprint
    `,
    [movementId],
  );
  return rows.map(({ id }) => id);
}

/** One conflict, locked: of two who decide it, the second sees what the first decided. */
export async function lockMovementConflict(
  tx: Transaction,
  movementId: string,
  fingerprint: string,
): Promise<MovementConflictRow | null> {
  const [row] = await tx.rows<StoredConflict>(
    'lock_movement_conflict',
    `
    select ${COLUMNS}
    from movement_conflict as conflict
    where conflict.movement_id = $1
      and conflict.fingerprint = $2
    for update
    `,
    [movementId, fingerprint],
  );
  return row ? revive(row) : null;
}

export interface ConflictDecision {
  readonly state: 'KEPT' | 'REPLACED';
  readonly reason: string;
  /** By whom, when, and the entry of what is known that it is. */
  readonly origin: Origin;
}

export async function decideMovementConflict(
  tx: Transaction,
  { movementId, fingerprint }: Pick<MovementConflictRow, 'movementId' | 'fingerprint'>,
  { state, reason, origin }: ConflictDecision,
): Promise<void> {
  await tx.rows(
    'decide_movement_conflict',
    `
    update movement_conflict
    set resolution = $3, resolution_reason = $4, resolved_by = $5, resolved_at = $6, resolution_capture_id = $7
    where movement_id = $1
      and fingerprint = $2
    `,
    [movementId, fingerprint, state, reason, origin.actorId, origin.recordedAt, origin.captureId],
  );
}

function revive({ content, ...row }: StoredConflict): MovementConflictRow {
  const { assembly = null, outputs = NO_GOODS, declaredBatch = null } = content;
  return {
    ...row,
    content: { ...content, occurredAt: new Date(content.occurredAt), assembly, outputs, declaredBatch },
  };
}
