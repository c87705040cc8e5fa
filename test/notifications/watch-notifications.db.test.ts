import { expect, test } from '@jest/globals';

import { watchNotifications } from '../../src/notifications/index.js';
import { openDatabase } from '../../src/platform/database/database.js';
import { CuttableLine } from '../platform/http/cuttable-line.js';
import { setUpServed } from '../platform/http/serve.js';
import { TEST_SCHEMA } from '../platform/http/test-schema.js';
import { approved, launch, registerParties, sixUnits, tellEveryone } from '../recalls/recall-story.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const served = setUpServed(world, TEST_SCHEMA);

test('the metrics say how many notices are open, and stay readable while the database is away', async () => {
  const line = await CuttableLine.to(world.database.appUrl);
  const db = await openDatabase({ url: line.url, onIdleError: () => undefined });
  watchNotifications(db);
  await registerParties(world);

  expect(await scrape()).toEqual({ QUEUED: 0, SENDING: 0, UNKNOWN: 0, MANUAL: 0, BOUNCED: 0, EXPIRED: 0 });

  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  const launched = { QUEUED: 3, SENDING: 0, UNKNOWN: 0, MANUAL: 1, BOUNCED: 0, EXPIRED: 0 };
  expect(await scrape()).toEqual(launched);

  line.cut();
  const asked = performance.now();
  expect(await scrape()).toEqual(launched);
  expect(performance.now() - asked).toBeLessThan(2_000);

  line.mend();
  await tellEveryone(world, recallId);
  expect(await scrape()).toMatchObject({ QUEUED: 0, MANUAL: 0 });

  await db.close();
  await line.close();
});

async function scrape(): Promise<Record<string, number>> {
  const response = await fetch(`${served.url}/metrics`);
  expect(response.status).toBe(200);
  const lines = (await response.text()).matchAll(/^retrace_notifications\{state="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, state = '', count]) => [state, Number(count)]));
}
