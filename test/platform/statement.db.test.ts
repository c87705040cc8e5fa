import { expect, test } from '@jest/globals';

import { plainArrayLiteral } from '../../src/platform/database/array-literal.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

test.each([
  ['as text', plainArrayLiteral],
  ['as values', (values: readonly number[]) => values],
])('a statement is planned once for short arrays %s, and for each long one by itself', async (how, write) => {
  const name = `planned ${how}`;
  const plans = await world.db.transaction(async (tx) => {
    const count = (values: readonly number[]) =>
      tx.rows(name, 'select count(*) as found from unnest($1::integer[]) as element', [write(values)]);
    const planned = () =>
      tx.rows<{ times: number }>(
        'times_planned',
        'select (generic_plans + custom_plans)::integer as times from pg_prepared_statements where name = $1',
        [name],
      );

    for (let time = 1; time <= 3; time++) expect(await count(numbers(1_000))).toEqual([{ found: 1_000 }]);
    const before = await planned();
    expect(await count(numbers(50_000))).toEqual([{ found: 50_000 }]);
    return { before, after: await planned() };
  });

  expect(plans).toEqual({ before: [{ times: 3 }], after: [{ times: 3 }] });
});
