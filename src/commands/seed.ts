import 'reflect-metadata';

import { migrations } from '../../migrations/index.js';
import { loadDemo } from '../../seeds/load-demo.js';
import { ConfigError, readConfig } from '../config.js';
import { awaitServer, DatabaseUnfit } from '../platform/database/await-server.js';
import { migrate } from '../platform/database/migrate.js';
import { roleOf } from '../platform/database/role-of.js';
import { asRetrace } from './as-retrace.js';

const IS_EMBEDDED =
  'The embedded database has the demo from its first start: npm start. ' +
  'To load it into a PostgreSQL of your own, set DATABASE_URL, and MIGRATION_DATABASE_URL for its owner.';

class UsageError extends Error {}

/*
 * Loads the demo into an empty PostgreSQL of one's own, which it migrates first. Interrupted, it is run again and goes on.
 */
try {
  await prepareDatabase();
  const answer = await asRetrace((context) => loadDemo(context, console.log));
  if (answer.outcome === 'DatabaseInUse') throw new DatabaseUnfit(answer.message);
  console.log(
    answer.outcome === 'DemoThere' ? 'The demo is there already; nothing was changed.' : 'The demo is loaded.',
  );
  console.log('Next: a key with npm run key, and Retrace itself with npm start.');
} catch (error) {
  const isMisused = error instanceof UsageError || error instanceof ConfigError;
  console.error(isMisused || error instanceof DatabaseUnfit ? error.message : error);
  process.exitCode = isMisused ? 2 : 1;
}

async function prepareDatabase(): Promise<void> {
  const { database, production } = readConfig(process.env);
  if (database.kind === 'embedded') throw new UsageError(IS_EMBEDDED);
  const { appUrl } = database;
  const ownerUrl = database.ownerUrl ?? appUrl;
  const appRole = roleOf(appUrl) === roleOf(ownerUrl) ? null : roleOf(appUrl);

  await awaitServer({ url: ownerUrl, production, report: console.error, stop: new AbortController().signal });
  await migrate({ ownerUrl, appRole, migrations, report: console.log });
}
