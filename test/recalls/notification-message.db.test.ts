import { beforeAll, expect, test } from '@jest/globals';

import type { Role } from '../../src/platform/access/actor.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

interface Messages {
  notifications: { nodes: { partyKind: string; message: { subject: string; text: string; html: string } }[] };
}

const READ = `query ($recallId: ID!) {
  notifications(recallId: $recallId, first: 50) { nodes { partyKind message { subject text html language fellBack } } }
}`;

test('every message of a launched recall can be read as its recipient reads it, and stays the same', async () => {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);

  const read = () => world.graphql<Messages>(world.as('QUALITY'), READ, { recallId });
  const { nodes } = (await read()).notifications;

  expect(nodes.map(({ partyKind }) => partyKind).sort()).toEqual(['CARRIER', 'CUSTOMER', 'CUSTOMER', 'INTERNAL']);
  for (const { message } of nodes) {
    expect(message.subject).toMatch(/URGENT: |DRINGEND: /);
    expect(message.text).toContain('+49 30 123456');
  }
  expect((await read()).notifications.nodes).toEqual(nodes);
});

test.each<Role>(['CUSTOMER_SERVICE', 'AUDITOR'])(
  '%s does not read messages: who has the link can answer',
  async (role) => {
    const recallId = await approved(world, await sixUnits(world));
    await launch(world, recallId);

    const { errors } = await world.answer(world.as(role), READ, { recallId });

    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  },
);
