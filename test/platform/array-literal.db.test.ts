import { randomUUID } from 'node:crypto';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { arrayLiteral, plainArrayLiteral } from '../../src/platform/database/array-literal.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

async function readBack(values: readonly (string | null)[]): Promise<(string | null)[]> {
  const [row] = await world.db.rows<{ values: (string | null)[] }>('read_array_back', `select $1::text[] as "values"`, [
    arrayLiteral(values),
  ]);
  return row?.values ?? [];
}

test('whoever is called Null is stored under that name, in whatever letter case', async () => {
  const names = ['null', 'NULL', 'Null', null, '', 'nullable', '"null"', '\\null'];

  expect(await readBack(names)).toEqual(names);
});

test('any text that PostgreSQL can store comes back as it was', async () => {
  const storable = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000'));

  await fc.assert(
    fc.asyncProperty(fc.array(storable, { minLength: 1 }), async (values) => {
      expect(await readBack(values)).toEqual(values);
    }),
    { numRuns: 50 },
  );
});

test('ids come back as they were, also none and no id', async () => {
  const ids = [randomUUID(), null, randomUUID()];
  const readIds = (values: readonly (string | null)[]) =>
    world.db.rows('read_ids_back', `select $1::uuid[] as ids`, [plainArrayLiteral(values)]);

  expect(await readIds(ids)).toEqual([{ ids }]);
  expect(await readIds([null])).toEqual([{ ids: [null] }]);
  expect(await readIds([])).toEqual([{ ids: [] }]);
});
