import { expect, test } from '@jest/globals';
import pino from 'pino';

import { startDispatcher } from '../../src/notifications/index.js';
import { setUpWorld } from '../support/world.js';
import { noticeContent } from './notice-content.js';
import { PostOffice, scriptedChannel } from './post-office.js';

const world = setUpWorld();
const office = new PostOffice(world);

test('a running dispatcher finds what is launched, tells whose progress changed, and stops when told to', async () => {
  const announced: string[] = [];
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const channel = scriptedChannel(() => {
    arrive();
    return 'ACCEPTED';
  });
  const dispatcher = startDispatcher({
    service: world.retrace(),
    channel,
    render: () => Promise.resolve(noticeContent()),
    announce: (recallId) => announced.push(recallId),
    log: pino({ level: 'silent' }),
  });

  const recallId = await office.launch([await office.recipient('running@example.com')]);
  await arrived;
  await dispatcher.stop();

  expect((await office.only(recallId)).state).toBe('ACCEPTED');
  expect(announced).toEqual([recallId]);
  await office.launch([await office.recipient('later@example.com')]);
  expect(channel.sent).toHaveLength(1);
});
