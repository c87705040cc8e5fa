import 'reflect-metadata';

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { migrations } from '../../migrations/index.js';
import { databaseContract } from '../platform/database/contract/database-contract.js';
import { openDatabase } from '../platform/database/database.js';
import { startEmbedded } from '../platform/database/embedded/index.js';
import { migrate } from '../platform/database/migrate.js';
import { graphqlContract } from '../platform/graphql/graphql-contract.js';
import { createSchema } from '../schema.js';

/*
 * Writes schema/: what clients and what databases rely on. With --check it writes nothing and fails when a file is not what
 * the code says.
 */
const contracts: Readonly<Record<string, string>> = {
  'schema/retrace.graphql': graphqlContract(await createSchema()),
  'schema/database.sql': await describeScratchDatabase(),
};

for (const [file, content] of Object.entries(contracts)) {
  if (!process.argv.includes('--check')) await writeFile(file, content);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== content) {
    console.error(`${file} is not what the code says. Run: npm run schema`);
    process.exitCode = 1;
  }
}

async function describeScratchDatabase(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'retrace-contracts-'));
  const server = await startEmbedded({ dataDir });
  try {
    await migrate({ ownerUrl: server.ownerUrl, appRole: null, migrations });
    const db = await openDatabase({ url: server.ownerUrl, poolSize: 1 });
    return await databaseContract(db).finally(() => db.close());
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}
