import { type Gln, parseGln } from '../gs1/index.js';
import type { Context } from '../platform/context.js';
import type { Transaction } from '../platform/database/database.js';
import { type Given, readItem } from '../platform/registration/field-reader.js';
import { type MasterRow, type MasterTable, writeMasterRows } from '../platform/registration/master-rows.js';
import { register } from '../platform/registration/register.js';
import { type Registration, Rejection, type Written } from '../platform/registration/registration.js';
import { LONGEST_CODE, LONGEST_NAME } from './contact-reading.js';
import { locationsByGln } from './location.query.js';
import { locationId, sourceId } from './party-id.js';
import { sourceById } from './source.query.js';

export interface RegisterSource {
  readonly code: string;
  readonly name: string;
  readonly siteGln?: string | null;
}

interface SourceItem {
  readonly id: string;
  readonly row: MasterRow;
  readonly site: Given<Gln>;
}

const SOURCE: MasterTable = {
  name: 'source',
  idColumn: 'source_id',
  keyColumns: ['code'],
  columns: ['name', 'site_id'],
};

/** Registers the systems that send movements; the place one stands at must be known. */
export function registerSources(context: Context, sources: readonly RegisterSource[]): Promise<Registration> {
  const at = context.now();
  return register(context, sources, {
    action: 'registerSources',
    objectKind: 'source',
    read: readSource,
    write: async (tx, items) => {
      const rejections = await unknownSites(tx, items);
      const good = items.filter(({ id }) => !rejections.has(id)).map(({ row }) => row);
      return new Map<string, Written | Rejection>([...(await writeMasterRows(tx, SOURCE, good, at)), ...rejections]);
    },
    caches: [sourceById],
  });
}

function readSource(input: RegisterSource) {
  return readItem((fields): SourceItem => {
    const code = fields.line('code', input.code, LONGEST_CODE);
    const site = fields.optional('siteGln', input.siteGln, parseGln);
    return {
      id: sourceId(code),
      row: {
        source_id: sourceId(code),
        code,
        name: fields.line('name', input.name, LONGEST_NAME),
        site_id: site == null ? site : locationId(site),
      },
      site,
    };
  });
}

async function unknownSites(tx: Transaction, items: readonly SourceItem[]): Promise<Map<string, Rejection>> {
  const named = items.flatMap(({ id, site }) => (site == null ? [] : [{ id, site }]));
  const known = await locationsByGln(
    tx,
    named.map(({ site }) => site),
  );
  return new Map(
    named
      .filter(({ site }) => !known.has(site))
      .map(({ id }) => [id, new Rejection('UNKNOWN', 'siteGln', 'siteGln is of no known location.')]),
  );
}
