import type { Queryable } from '../database/database.js';

export interface AuditEntryRow {
  readonly id: string;
  readonly recordedAt: Date;
  readonly actorId: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly reason: string | null;
  readonly requestId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Which entries; what is null or left out does not matter. */
export interface AuditFilter {
  readonly actorId?: string | null;
  readonly action?: string | null;
  readonly objectKind?: string | null;
  readonly objectId?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** Where an entry stands in the trail. Several may be of one time, so its id counts too. */
export type AuditPosition = readonly [recordedAt: string, id: string];

export const auditPositionOf = ({ recordedAt, id }: AuditEntryRow): AuditPosition => [recordedAt.toISOString(), id];

/** At most `limit` entries that follow `after`, newest first. */
export async function findAuditEntries(
  db: Queryable,
  filter: AuditFilter,
  limit: number,
  after: AuditPosition | null,
): Promise<AuditEntryRow[]> {
  const asked = conditionsOf(filter, after).filter(({ values }) => values.every((value) => value != null));
  let bound = 1;
  const where = asked.map(({ sql }) => sql.replaceAll('?', () => `$${++bound}`)).join(' and ');
  return db.rows<AuditEntryRow>(
    // Each set of conditions is a statement of its own, so that each is planned for the index that serves it.
    ['audit_entries', ...asked.map(({ name }) => name)].join(' '),
    `
    select audit_entry.entry_id::text as id,
      audit_entry.recorded_at as "recordedAt",
      audit_entry.actor_id as "actorId",
      audit_entry.action,
      audit_entry.object_kind as "objectKind",
      audit_entry.object_id as "objectId",
      audit_entry.reason,
      audit_entry.request_id as "requestId",
      audit_entry.detail
    from audit_entry
    where ${where || 'true'}
    order by audit_entry.recorded_at desc, audit_entry.entry_id desc
    limit $1
    `,
    [limit, ...asked.flatMap(({ values }) => values)],
  );
}

interface Condition {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

function conditionsOf(filter: AuditFilter, after: AuditPosition | null): Condition[] {
  return [
    { name: 'actor', sql: 'audit_entry.actor_id = ?', values: [filter.actorId] },
    { name: 'action', sql: 'audit_entry.action = ?', values: [filter.action] },
    { name: 'kind', sql: 'audit_entry.object_kind = ?', values: [filter.objectKind] },
    { name: 'object', sql: 'audit_entry.object_id = ?', values: [filter.objectId] },
    { name: 'from', sql: 'audit_entry.recorded_at >= ?', values: [filter.from] },
    { name: 'to', sql: 'audit_entry.recorded_at < ?', values: [filter.to] },
    { name: 'after', sql: '(audit_entry.recorded_at, audit_entry.entry_id) < (?, ?)', values: after ?? [null, null] },
  ];
}
