import { expect, test } from '@jest/globals';

import { createAuthenticate } from '../../../src/platform/access/authenticate.js';
import { openDatabase } from '../../../src/platform/database/database.js';
import { setUpWorld } from '../../support/world.js';
import { CuttableLine } from './cuttable-line.js';
import { setUpServed } from './serve.js';
import { TEST_SCHEMA } from './test-schema.js';

const world = setUpWorld();
const served = setUpServed(world, TEST_SCHEMA);

const QUERY = JSON.stringify({ query: '{ sql(statement: "select 1 as one") }' });

test('without its database Retrace lives, says that it is not ready, and works again when the database is back', async () => {
  const line = await CuttableLine.to(world.database.appUrl);
  const db = await openDatabase({ url: line.url, onIdleError: () => undefined });
  const service = { ...world.retrace(), db };
  served.http.serve(await served.site(TEST_SCHEMA, { service, authenticate: createAuthenticate(service) }));
  const statuses = () =>
    Promise.all([get('/livez'), get('/readyz'), served.post(QUERY)]).then((all) => all.map(({ status }) => status));

  expect(await statuses()).toEqual([200, 200, 200]);

  line.cut();
  const refused = await served.post(QUERY);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('2');
  expect(await refused.text()).toContain('UNAVAILABLE');
  expect(await statuses()).toEqual([200, 503, 503]);

  line.mend();
  expect(await statuses()).toEqual([200, 200, 200]);

  await db.close();
  await line.close();
});

const get = (path: string) => fetch(served.url + path);
