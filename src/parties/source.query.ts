import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { cached } from '../platform/reference-cache.js';
import { sourceId } from './party-id.js';

export interface SourceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly siteId: string | null;
}

const COLUMNS = `source.source_id as id, source.code, source.name, source.site_id as "siteId"`;

const sourcesById: BatchQuery<SourceRow> = {
  find: (db, ids) =>
    db.rows<SourceRow>(
      'sources_by_id',
      `
      select ${COLUMNS}
      from source
      where source.source_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (source) => source.id,
};

/** From memory while it is seconds old. */
export const sourceById = cached(sourcesById);

/** The source that calls itself `code`, or null. */
export async function findSourceByCode(db: Queryable, code: string): Promise<SourceRow | null> {
  const [source] = await sourceById.find(db, [sourceId(code)]);
  return source ?? null;
}

/** At most `limit` sources whose code follows `after`. */
export function listSources(db: Queryable, limit: number, after: string): Promise<SourceRow[]> {
  return db.rows<SourceRow>(
    'list_sources',
    `
    select ${COLUMNS}
    from source
    where source.code > $2
    order by source.code
    limit $1
    `,
    [limit, after],
  );
}
