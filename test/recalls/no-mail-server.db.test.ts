import { beforeAll, expect, test } from '@jest/globals';

import { keptChannel } from '../../src/notifications/index.js';
import { sendKept } from '../../src/recalls/index.js';
import { PostOffice, scriptedChannel } from '../notifications/post-office.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, launch, readRecall, registerParties, sixUnits, tellEveryone } from './recall-story.js';

const world = setUpWorld();
const office = new PostOffice(world);

beforeAll(() => registerParties(world));

async function launchedWithoutMailServer(): Promise<string> {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  await office.dispatcher(keptChannel()).drain();
  // What waits for the company's own people.
  office.pass(2);
  await office.dispatcher(keptChannel()).drain();
  return recallId;
}

async function statesOf(recallId: string): Promise<string[]> {
  return (await office.notifications(recallId)).map(({ state }) => state).sort();
}

test('whoever previews a recall is told that there is no mail server', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const warnings = async () => {
    const { recall } = await world.graphql<{ recall: { preview: { warnings: { code: string; message: string }[] } } }>(
      world.as('QUALITY'),
      `query ($id: ID!) { recall(id: $id) { preview { warnings { code message } } } }`,
      { id: recallId },
    );
    return recall.preview.warnings.filter(({ code }) => code === 'NO_MAIL_SERVER');
  };
  const kept = world.mail;

  expect(await warnings()).toEqual([
    {
      code: 'NO_MAIL_SERVER',
      message: 'No mail server is configured. Notices that would be kept, and nobody told: 3.',
    },
  ]);

  world.mail = scriptedChannel(() => 'ACCEPTED');
  expect(await warnings()).toEqual([]);
  world.mail = kept;
});

test('a recall whose notices were only kept is not closed: nobody was told', async () => {
  const recallId = await launchedWithoutMailServer();

  expect(await statesOf(recallId)).toEqual(['KEPT', 'KEPT', 'KEPT', 'MANUAL']);
  expect(await readRecall(world, recallId)).toMatchObject({ progress: { onTheirWay: 3, needAPerson: 1 } });
  expect(await close(world, recallId)).toMatchObject({ __typename: 'NotificationsOpen', onTheirWay: 3 });
});

test('what was kept goes out once there is a mail server, to the company first, each once, and is audited', async () => {
  const recallId = await launchedWithoutMailServer();
  const channel = scriptedChannel(() => 'ACCEPTED');

  expect(await sendKept(world.as('ADMIN'))).toBeGreaterThanOrEqual(3);
  expect(await sendKept(world.as('ADMIN'))).toBe(0);
  await office.dispatcher(channel).drain();
  expect((await office.notifications(recallId)).filter(({ state }) => state === 'ACCEPTED')).toMatchObject([
    { wave: 'INTERNAL' },
  ]);
  office.pass(2);
  await office.dispatcher(channel).drain();

  expect(await statesOf(recallId)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'MANUAL']);
  const audited = await world.db.rows(
    'audited_kept',
    `select detail from audit_entry where object_id = $1 and action = 'sendKept'`,
    [recallId],
  );
  expect(audited).toEqual([{ detail: { notifications: 3 } }]);
});

test('what a closed recall had kept, or was settled by hand, stays as it is', async () => {
  const recallId = await launchedWithoutMailServer();
  await tellEveryone(world, recallId);
  await close(world, recallId);
  await world.db.rows('kept_again', `update notification set state = 'KEPT' where recall_id = $1`, [recallId]);

  await sendKept(world.as('ADMIN'));

  expect(new Set(await statesOf(recallId))).toEqual(new Set(['KEPT']));
});
