import type { Context } from '../context.js';
import { type Connection, type PageArgs, pageOf } from '../graphql/connection.type.js';
import {
  type AuditEntryRow,
  type AuditFilter,
  type AuditPosition,
  auditPositionOf,
  findAuditEntries,
} from './audit-entries.query.js';
import { refuseMalformedFilter } from './audit-filter.js';

/** A page of the audit trail, newest first. */
export function listAuditEntries(
  context: Context,
  filter: AuditFilter,
  page: PageArgs,
): Promise<Connection<AuditEntryRow>> {
  refuseMalformedFilter(filter);
  return pageOf(context, page, {
    scope: `audit entries ${JSON.stringify(filter)}`,
    find: (limit, after) => findAuditEntries(context.db, filter, limit, after as AuditPosition | null),
    keyOf: auditPositionOf,
  });
}
