import { afterEach, expect, test } from '@jest/globals';

import { createLog } from '../../src/platform/log.js';
import { createEvents, type LocalEvents } from '../../src/platform/pubsub.js';
import { type SharedEvents, shareEvents } from '../../src/platform/pubsub-across-processes.js';
import { counting } from '../support/counting-database.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const log = createLog('silent');
const shared: SharedEvents[] = [];
afterEach(() => Promise.all(shared.splice(0).map((each) => each.close())));

/** What another process of the same installation has. */
function anotherProcess(): LocalEvents {
  const events = createEvents();
  shared.push(shareEvents(events, { url: world.database.appUrl, db: world.db, log }));
  return events;
}

/** Publishes until it is heard: a listener may not be connected yet, and an event is a hint. */
async function untilHeard(from: LocalEvents, at: LocalEvents): Promise<unknown> {
  const listener = at.subscribe('recall');
  const publishing = setInterval(() => {
    from.publish('recall', { recallId: 'r-1' });
  }, 50);
  const heard = await listener.next();
  clearInterval(publishing);
  await listener.return?.();
  return heard.value;
}

test('what one process publishes, another hears', async () => {
  const [here, there] = [anotherProcess(), anotherProcess()];

  expect(await untilHeard(here, there)).toEqual({ recallId: 'r-1' });
});

test('a process hears its own events once', async () => {
  const [here, there] = [anotherProcess(), anotherProcess()];
  await untilHeard(here, there);
  await untilHeard(there, here);
  const own = here.subscribe('own');
  const other = there.subscribe('own');

  here.publish('own', { n: 1 });
  await other.next();
  here.publish('own', { n: 2 });
  await other.next();

  expect([await own.next(), await own.next()]).toMatchObject([{ value: { n: 1 } }, { value: { n: 2 } }]);
});

test('events of one moment are passed on together, and each is heard, in their order', async () => {
  const { context, statements } = counting(world.as('WAREHOUSE'));
  const here = createEvents();
  shared.push(shareEvents(here, { url: world.database.appUrl, db: context.db, log }));
  const there = anotherProcess();
  await untilHeard(here, there);
  const listener = there.subscribe('moment');
  statements.length = 0;

  for (let n = 0; n < 50; n++) here.publish('moment', { n, text: 'said "here"' });
  const heard = [];
  for (let n = 0; n < 50; n++) heard.push((await listener.next()).value);

  expect(heard).toEqual(Array.from({ length: 50 }, (_, n) => ({ n, text: 'said "here"' })));
  expect(statements).toEqual(['notify_events']);
});

test('events are heard again after the database has hung up', async () => {
  const [here, there] = [anotherProcess(), anotherProcess()];
  await untilHeard(here, there);

  await world.db.rows(
    'hang_up',
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'retrace events' and datname = current_database()`,
  );

  expect(await untilHeard(here, there)).toEqual({ recallId: 'r-1' });
});

test('an event too long for PostgreSQL is a mistake of ours that shows at once', () => {
  const here = anotherProcess();

  expect(() => {
    here.publish('recall', { text: 'x'.repeat(8_000) });
  }).toThrow('publish ids');
});
