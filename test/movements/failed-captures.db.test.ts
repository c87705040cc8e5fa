import { setImmediate as letOthersRun } from 'node:timers/promises';

import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { record, registerTestSource, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

/** While `work` is done, the registering of units fails with this code: the first time, or always. */
async function whileUnitsFail<Result>(
  code: string,
  often: 'ONCE' | 'ALWAYS',
  work: () => Promise<Result>,
): Promise<Result> {
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query(`
    create sequence attempts;
    grant all on attempts to public;
    create function fail_units() returns trigger language plpgsql as $$
    begin
      if nextval('attempts') = 1 or '${often}' = 'ALWAYS' then raise exception 'on purpose' using errcode = '${code}'; end if;
      return null;
    end $$;
    create trigger fail_units before insert on unit for each statement execute function fail_units();
  `);
  try {
    return await work();
  } finally {
    await owner.query('drop trigger fail_units on unit; drop function fail_units; drop sequence attempts;');
    await owner.end();
  }
}

test.each(['40P01', '55P03', '40001'])(
  'a scan whose transaction had to give way (%s) is recorded at the second try',
  async (code) => {
    const [answer] = await whileUnitsFail(code, 'ONCE', () =>
      record(world.as('WAREHOUSE'), units('observe', [`GAVE-WAY-${code}`], { id: `gave-way-${code}` })),
    );

    expect(answer?.verdict).toBe('ACCEPTED');
  },
);

test('of a capture that fails in the middle nothing is left, though its later steps were under way', async () => {
  const serials = Array.from({ length: 2_000 }, (_, i) => `FAILED-${i}`);
  const before = await counts();

  await expect(
    whileUnitsFail('53100', 'ALWAYS', () => record(world.as('WAREHOUSE'), units('observe', serials))),
  ).rejects.toThrow('on purpose');
  // As long as the steps that were under way would go on.
  for (let i = 0; i < 100; i++) await letOthersRun();

  expect(await counts()).toEqual(before);
});

async function counts(): Promise<unknown> {
  return world.db.rows(
    'counts_of_rows',
    `select (select count(*) from goods_state) as states, (select count(*) from goods_movement) as links,
      (select count(*) from movement) as movements, (select count(*) from capture) as captures`,
  );
}
