import { readFile } from 'node:fs/promises';

import { expect, test } from '@jest/globals';

import { databaseContract } from '../src/platform/database/contract/database-contract.js';
import { openDatabase } from '../src/platform/database/database.js';
import { createEmptyDatabase } from './support/database.js';
import { setUpWorld } from './support/world.js';

const world = setUpWorld();

test('the migrations make the database that is promised (if not: npm run schema)', async () => {
  const promised = await readFile('schema/database.sql', 'utf8');

  expect(await databaseContract(world.db)).toBe(promised);
});

test('the promised statements make that database too', async () => {
  const promised = await readFile('schema/database.sql', 'utf8');
  const { url, drop } = await createEmptyDatabase();
  const db = await openDatabase({ url });

  try {
    await db.source.query(promised);

    expect(plain(await databaseContract(db))).toBe(plain(promised));
  } finally {
    await db.close();
    await drop();
  }
});

/** PostgreSQL nests `and` by where the text came from. */
const plain = (sql: string) => sql.replaceAll(/[()]/g, '');
