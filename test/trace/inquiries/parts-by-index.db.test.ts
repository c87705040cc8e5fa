import { randomUUID } from 'node:crypto';

import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import type { Queryable } from '../../../src/platform/database/database.js';
import { partsOfAnswer } from '../../../src/trace/inquiries/inquiry-part.query.js';
import { setUpWorld } from '../../support/world.js';

const world = setUpWorld();
const INQUIRY = randomUUID();
const RUN = randomUUID();
const PARTS = 20_000;

beforeAll(async () => {
  await world.db.rows(
    'given_an_answer',
    `
    insert into inquiry (
      inquiry_id, kind, batch_id, direction, as_of, asked_by, asked_at, status, answer, answered_by, finished_at
    ) values ($1, 'GENEALOGY', $1, 'FORWARD', $3, $1, $3, 'DONE', '{}', $2, $3)
    `,
    [INQUIRY, RUN, world.clock],
  );
  await world.db.rows(
    'given_many_parts',
    `
    insert into inquiry_part (inquiry_id, run, kind, level, part_id, part)
    select $1, $2, 'MAKING', entry % 10, gen_random_uuid(), '{}' from generate_series(1, $3::integer) as entry
    `,
    [INQUIRY, RUN, PARTS],
  );
  // Only its owner may count a table's values, and PostgreSQL 15 guesses worse than 18.
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query('analyze inquiry, inquiry_part');
  await owner.end();
});

test('a page of an answer is read by an index that has its parts in order, however many there are', async () => {
  for (const after of [null, { level: 9, id: 'aaaaaaaa-0000-0000-0000-000000000000' }]) {
    const plan = await planOf(after);

    expect(plan).toContain('Index Scan using inquiry_part_pkey');
    expect(plan).not.toContain('Sort');
  }
});

async function planOf(after: { level: number; id: string } | null): Promise<string> {
  const lines: string[] = [];
  const explaining: Queryable = {
    async rows(name, sql, values) {
      const plan = await world.db.rows<{ 'QUERY PLAN': string }>(`explain ${name}`, `explain ${sql}`, values);
      lines.push(...plan.map((line) => line['QUERY PLAN']));
      return [];
    },
  };
  await partsOfAnswer(explaining, INQUIRY, 'MAKING', 200, after);
  return lines.join('\n');
}
