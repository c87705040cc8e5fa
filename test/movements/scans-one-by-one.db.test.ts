import { beforeAll, expect, test } from '@jest/globals';

import { recordMovements } from '../../src/movements/index.js';
import { sourceId } from '../../src/parties/index.js';
import { PLANT, record, registerTestSource, SOURCE, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { personId, setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const scanner = (n: number) => world.as('WAREHOUSE', { id: personId('WAREHOUSE', n) });

/** How many transactions wrote to the ledger. */
async function commits(): Promise<number> {
  const [row] = await world.db.rows<{ commits: number }>(
    'commits_to_the_ledger',
    'select count(distinct xmin::text)::integer as commits from movement',
  );
  return row?.commits ?? NaN;
}

test('scans that come one a request share commits; each has its own answer, audit entry and place in what is known', async () => {
  const before = await commits();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => record(scanner(i % 3), units('observe', [`ONE-${i}`], { id: `one-${i}` }))),
  );

  expect(answers.map(([entry]) => [entry?.id, entry?.verdict])).toEqual(
    Array.from({ length: 60 }, (_, i) => [`one-${i}`, 'ACCEPTED']),
  );
  expect((await commits()) - before).toBeLessThan(10);
  const [audited] = await world.db.rows(
    'audited_scans',
    `
    select count(distinct entry.actor_id)::integer as actors, count(*)::integer as entries
    from audit_entry as entry
    join capture on capture.capture_id::text = entry.object_id and capture.actor_id = entry.actor_id
    where entry.action = 'recordMovements' and entry.detail ->> 'accepted' = '1'
    `,
  );
  expect(audited).toEqual({ actors: 3, entries: 60 });
  const wrong = await world.db.rows(
    'movements_of_another_capture',
    `
    select movement.source_ref
    from movement
    left join capture on capture.capture_id = movement.capture_id
      and capture.source_id = movement.source_id and capture.recorded_at = movement.recorded_at
    where capture.capture_id is null
    `,
  );
  expect(wrong).toEqual([]);
});

test('one bad scan among them is rejected alone', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      record(scanner(1), units('observe', [`BAD-${i}`], { id: `bad-${i}`, place: i === 7 ? 'no GLN' : WAREHOUSE })),
    ),
  );
  expect(answers.map(([entry]) => entry?.verdict)).toEqual(answers.map((_, i) => (i === 7 ? 'REJECTED' : 'ACCEPTED')));
});

test('a scan of goods that somebody holds locked waits alone; those that came with it are stored meanwhile', async () => {
  await record(scanner(1), units('observe', ['LOCKED'], { id: 'locked-0' }));
  const rival = await world.rival();
  await rival.query(`select from goods_state join unit on unit_id = goods_id where serial = 'LOCKED' for update`);

  const sent = Array.from({ length: 20 }, (_, i) =>
    record(
      scanner(1),
      units('observe', [i === 5 ? 'LOCKED' : `FREE-${i}`], {
        id: `locked-${i + 1}`,
        occurredAt: '2026-02-02T12:00:00Z',
      }),
    ),
  );
  const free = await Promise.all(sent.filter((_, i) => i !== 5));
  expect(free.every(([entry]) => entry?.verdict === 'ACCEPTED')).toBe(true);
  await world.someoneWaits();

  await rival.rollbackTransaction();
  await rival.release();
  expect((await sent[5])?.[0]?.verdict).toBe('ACCEPTED');
});

test('the same scan from many at once is accepted once; with another content it is a conflict, also from another actor', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      record(scanner(i % 3), units('observe', ['SAME'], { id: 'same', place: i === 29 ? STORE : WAREHOUSE })),
    ),
  );
  const verdicts = answers.map(([entry]) => entry?.verdict);
  expect(verdicts.filter((verdict) => verdict === 'ACCEPTED')).toHaveLength(1);
  expect(verdicts.filter((verdict) => verdict === 'DUPLICATE').length + 1).toBe(verdicts[29] === 'ACCEPTED' ? 1 : 29);
});

test('what two sources send at the same time under one id are two movements', async () => {
  await world.db.rows(
    'register_other_source',
    `insert into source (source_id, code, name, registered_at) values ($1, 'other-wms', 'Other WMS', $2)`,
    [sourceId('other-wms'), world.clock],
  );
  const other = world.as('WAREHOUSE', { id: personId('WAREHOUSE', 9), sourceId: sourceId('other-wms') });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => {
      const movement = units('observe', [`BOTH-${i}`], { id: `both-${Math.floor(i / 2)}`, place: PLANT });
      return i % 2 === 0
        ? record(scanner(1), movement)
        : recordMovements(other, { source: 'other-wms', movements: [movement] });
    }),
  );
  expect(answers.map(([entry]) => entry?.verdict)).toEqual(answers.map(() => 'ACCEPTED'));
  const rows = await world.db.rows<{ source: string; count: number }>(
    'movements_of_sources',
    `
    select source.code as source, count(*)::integer as count
    from movement join source using (source_id)
    where movement.source_ref like 'both-%' group by 1 order by 1
    `,
  );
  expect(rows).toEqual([
    { source: 'other-wms', count: 10 },
    { source: SOURCE, count: 10 },
  ]);
});
