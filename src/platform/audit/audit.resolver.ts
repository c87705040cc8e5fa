import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';

import { Access } from '../access/access.js';
import type { Context } from '../context.js';
import { PageArgs } from '../graphql/connection.type.js';
import { AuditEntryConnectionType, AuditEntryFilterType } from './audit-entry.type.js';
import { listAuditEntries } from './list-audit-entries.js';

@Resolver()
export class AuditResolver {
  @Access('AUDITOR')
  @Query(() => AuditEntryConnectionType, {
    description: 'The audit trail, newest first. The same as CSV: `GET /audit.csv` with the same filter.',
  })
  auditEntries(
    @Arg('filter', () => AuditEntryFilterType, { defaultValue: {}, description: 'Which entries; left out: all.' })
    filter: AuditEntryFilterType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    return listAuditEntries(context, filter, page);
  }
}
