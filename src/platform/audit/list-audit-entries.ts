import type { Context } from '../context.js';
import { type Connection, type PageArgs, pageOf } from '../graphql/connection.type.js';
import {
  type AuditEntryRow,
  type AuditFilter,
  type AuditPosition,
  auditPositionOf,
  findAuditEntries,
} from './audit-entries.query.js';
import { flawOfFilter } from './audit-filter.js';

/** A page of the audit trail, newest first. */
export async function listAuditEntries(
  context: Context,
  filter: AuditFilter,
  page: PageArgs,
): Promise<Connection<AuditEntryRow>> {
  const flaw = flawOfFilter(filter);
  if (flaw) throw flaw;
  return pageOf(context, page, {
    scope: `audit entries ${JSON.stringify(filter)}`,
    find: (limit, after) => findAuditEntries(context.db, filter, limit, after as AuditPosition | null),
    keyOf: auditPositionOf,
  });
}
