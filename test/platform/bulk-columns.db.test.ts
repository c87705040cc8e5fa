import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { BulkColumns } from '../../src/platform/database/bulk-columns.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

interface Row {
  readonly id: number;
  readonly uuid: string | null;
  readonly text: string | null;
  readonly at: Date | null;
  readonly yes: boolean | null;
  readonly ids: readonly (string | null)[] | null;
  readonly json: string | null;
}

const COLUMNS = new BulkColumns<Row>([
  ['id', 'bigint', ({ id }) => id],
  ['uuid', 'uuid', ({ uuid }) => uuid],
  ['text', 'text', ({ text }) => text],
  ['at', 'timestamptz', ({ at }) => at],
  ['yes', 'boolean', ({ yes }) => yes],
  ['ids', 'uuid[]', ({ ids }) => ids],
  ['json', 'jsonb', ({ json }) => json],
]);

const AWKWARD = ['NULL', 'null', '', ' ', '{}', '"', '\\', 'a,b', "'; drop table movement; --"];
// PostgreSQL keeps no NUL; the doors refuse it.
const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...AWKWARD))
  .filter((value) => !value.includes('\0'));
const nullable = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null });
const row = fc.record({
  uuid: nullable(fc.uuid()),
  text: nullable(text),
  at: nullable(fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })),
  yes: nullable(fc.boolean()),
  ids: nullable(fc.array(nullable(fc.uuid()), { maxLength: 3 })),
  json: nullable(text.map((value) => JSON.stringify({ value }))),
});

test('rows sent as columns arrive as they were, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (drawn) => {
      const rows: Row[] = drawn.map((values, id) => ({ id, ...values }));

      const arrived = await world.db.rows<Omit<Row, 'json'> & { json: object | null }>(
        'bulk_columns_test',
        `select ${COLUMNS.selected} from ${COLUMNS.unnested} order by new.id`,
        COLUMNS.values(rows),
      );

      expect(arrived).toEqual(
        rows.map((sent) => ({ ...sent, json: sent.json === null ? null : (JSON.parse(sent.json) as object) })),
      );
    }),
    { numRuns: 60 },
  );
});
