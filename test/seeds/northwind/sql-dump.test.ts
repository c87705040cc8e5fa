import { describe, expect, test } from '@jest/globals';
import { readDump } from '../../../seeds/northwind/sql-dump.js';

const TABLE =
  'CREATE TABLE shelf (\n  id smallint NOT NULL,\n  label character varying(40),\n  price numeric(10, 2)\n);\n';

const rowsOf = (sql: string) =>
  (readDump(TABLE + sql).get('shelf') ?? []).map(({ values }) => Object.fromEntries(values));

describe('a dump is read as PostgreSQL would load it', () => {
  test('a row has the columns of its table', () => {
    expect(rowsOf("INSERT INTO shelf VALUES (1, 'Tofu', 23.25);")).toEqual([{ id: 1, label: 'Tofu', price: 23.25 }]);
  });

  test('a doubled quote is one quote', () => {
    expect(
      rowsOf("INSERT INTO shelf VALUES (1, 'Bon app''', 1);\nINSERT INTO shelf VALUES (2, '''s', 1);"),
    ).toMatchObject([{ label: "Bon app'" }, { label: "'s" }]);
  });

  test('a backslash is a backslash, so \\n stays two characters and \\x is an empty bytea', () => {
    expect(
      rowsOf(String.raw`INSERT INTO shelf VALUES (1, 'a\nb', 1); INSERT INTO shelf VALUES (2, '\x', 1);`),
    ).toMatchObject([{ label: String.raw`a\nb` }, { label: String.raw`\x` }]);
  });

  test('a text may hold what means something outside of it', () => {
    const label = '); DROP TABLE shelf; -- NULL, (1\nend';

    expect(rowsOf(`INSERT INTO shelf VALUES (1, '${label}', 1);`)).toMatchObject([{ label }]);
  });

  test('NULL is nothing, and no text', () => {
    expect(rowsOf("INSERT INTO shelf VALUES (1, NULL, 1);\nINSERT INTO shelf VALUES (2, 'NULL', 1);")).toMatchObject([
      { label: null },
      { label: 'NULL' },
    ]);
  });

  test('numbers may be negative or have an exponent', () => {
    expect(rowsOf("INSERT INTO shelf VALUES (-1, 'x', 1.5e-05);")).toMatchObject([{ id: -1, price: 0.000015 }]);
  });

  test('settings, comments, drops and constraints hold no rows', () => {
    const around = `
      -- a comment with 'a quote and a ;
      SET statement_timeout = 0; SET default_tablespace = ''; SET standard_conforming_strings = on; ;
      DROP TABLE IF EXISTS shelf;
      ALTER TABLE ONLY shelf ADD CONSTRAINT pk_shelf PRIMARY KEY (id, label);
      ALTER TABLE ONLY shelf ADD CONSTRAINT fk_shelf FOREIGN KEY (id) REFERENCES room;`;

    expect(rowsOf(around)).toEqual([]);
  });
});

describe('what a dump of this kind does not hold stops the reader with its line', () => {
  test.each([
    ['another statement', 'COPY shelf FROM stdin;', /Line 6 .*"COPY shelf FROM stdin" is of no known kind/],
    ['a change of rows', 'UPDATE shelf SET id = 2;', /"UPDATE shelf SET id = 2" is of no known kind/],
    ['another meaning of backslashes', 'SET standard_conforming_strings = off;', /is of no known kind/],
    ['another encoding', "SET client_encoding = 'LATIN1';", /is of no known kind/],
    ['a column list', "INSERT INTO shelf (id, label, price) VALUES (1, 'x', 1);", /is not one row of plain values/],
    ['two rows in one statement', "INSERT INTO shelf VALUES (1, 'x', 1), (2, 'y', 1);", /has the value|does not fill/],
    ['a row with an addition', "INSERT INTO shelf VALUES (1, 'x', 1) ON CONFLICT DO NOTHING;", /is not one row/],
    ['a value too few', "INSERT INTO shelf VALUES (1, 'x');", /does not fill the columns of shelf/],
    ['a value too many', "INSERT INTO shelf VALUES (1, 'x', 1, 1);", /does not fill the columns of shelf/],
    ['an empty value', 'INSERT INTO shelf VALUES (1, , 1);', /is not a text, a number or NULL/],
    ['a function', 'INSERT INTO shelf VALUES (1, now(), 1);', /has the value now \( \)/],
    ['an escape string', String.raw`INSERT INTO shelf VALUES (1, E'a\nb', 1);`, /is not a text, a number or NULL/],
    ['an unknown table', 'INSERT INTO room VALUES (1);', /fills room, which is not created before/],
    ['a table created twice', TABLE, /creates shelf a second time/],
    ['a table from a query', 'CREATE TABLE room AS SELECT 1;', /is not a plain table/],
    ['an unfinished statement', "INSERT INTO shelf VALUES (1, 'x', 1)", /does not end with a semicolon/],
    ['an unfinished text', "INSERT INTO shelf VALUES (1, 'x, 1);", /something unreadable: 'x, 1\);/],
    ['a command of psql', String.raw`\restrict abc`, /something unreadable: \\restrict abc/],
  ])('%s', (_, sql, reason) => {
    expect(() => readDump(TABLE + sql)).toThrow(reason);
  });
});
