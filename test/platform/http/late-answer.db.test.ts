import { expect, test } from '@jest/globals';

import { createSchema } from '../../../src/schema.js';
import { approved, registerParties, sixUnits } from '../../recalls/recall-story.js';
import { setUpWorld } from '../../support/world.js';
import { setUpServed } from './serve.js';

const world = setUpWorld();
const served = setUpServed(world, await createSchema(), { executionMs: 1_500 });

test('a launch that outlasts its request goes on, and launching again answers that it is done', async () => {
  await registerParties(world);
  const recallId = await approved(world, await sixUnits(world));
  const rival = await world.rival();
  await rival.query('select 1 from recall where recall_id = $1 for update', [recallId]);

  const late = await launch(recallId);

  expect(late).toMatchObject({ status: 504, codes: ['TIMEOUT'] });
  expect(late.errors[0]?.message).toMatch(/goes on.* launching may be asked again/);
  await rival.commitTransaction();
  await isLaunched(recallId);
  expect((await launch(recallId)).data).toEqual({ launchRecall: { alreadyLaunched: true } });
});

function launch(recallId: string) {
  return served.ask(
    'mutation ($id: ID!) { launchRecall(recallId: $id) { ... on RecallLaunched { alreadyLaunched } } }',
    { id: recallId },
  );
}

async function isLaunched(recallId: string): Promise<void> {
  const patience = performance.now() + 15_000;
  while (performance.now() < patience) {
    const [recall] = await world.db.rows<{ status: string }>(
      'status_of_recall',
      'select recall.status from recall where recall.recall_id = $1',
      [recallId],
    );
    if (recall?.status === 'LAUNCHED') return;
  }
  throw new Error('The launch did not go on.');
}
