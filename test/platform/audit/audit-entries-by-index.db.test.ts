import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { type AuditFilter, findAuditEntries } from '../../../src/platform/audit/audit-entries.query.js';
import type { Queryable } from '../../../src/platform/database/database.js';
import { personId, setUpWorld } from '../../support/world.js';

const world = setUpWorld();
const ENTRIES = 20_000;
const ANNA = personId('QUALITY');

beforeAll(async () => {
  await world.db.transaction((tx) =>
    tx.rows(
      'given_a_long_trail',
      `
      insert into audit_entry (stream_id, recorded_at, actor_id, action, object_kind, object_id, request_id, detail)
      select 0, timestamptz '2026-01-01' + entry * interval '1 minute',
        case entry % 50 when 0 then $1 else gen_random_uuid() end, 'recordMovements', 'capture', entry::text, 'r', '{}'
      from generate_series(1, $2) as entry
      `,
      [ANNA, ENTRIES],
    ),
  );
  // Only its owner may count a table's values, and PostgreSQL 15 guesses worse than 18.
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze audit_entry');
  await owner.end();
});

test.each<[string, AuditFilter, string]>([
  ['the newest entries', {}, 'audit_entry_newest_first'],
  ['those of some days', { from: new Date('2026-01-02'), to: new Date('2026-01-05') }, 'audit_entry_newest_first'],
  ['the newest of one person', { actorId: ANNA }, 'audit_entry_of_actor'],
])('%s are read by an index that has them in order, however long the trail is', async (_name, filter, index) => {
  const first = await planOf(filter, null);
  const next = await planOf(filter, ['2026-01-04T00:00:00Z', '77']);

  for (const plan of [first, next]) {
    expect(plan).toContain(`Index Scan Backward using ${index}`);
    expect(plan).not.toContain('Sort');
  }
});

async function planOf(filter: AuditFilter, after: [string, string] | null): Promise<string> {
  const lines: string[] = [];
  const explaining: Queryable = {
    async rows(name, sql, values) {
      const plan = await world.db.rows<{ 'QUERY PLAN': string }>(`explain ${name}`, `explain ${sql}`, values);
      lines.push(...plan.map((line) => line['QUERY PLAN']));
      return [];
    },
  };
  await findAuditEntries(explaining, filter, 50, after);
  return lines.join('\n');
}
