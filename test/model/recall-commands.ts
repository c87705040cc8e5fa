import { expect } from '@jest/globals';
import fc from 'fast-check';

import { approveRecall } from '../../src/recalls/drafts/approve-recall.js';
import { cancelRecall } from '../../src/recalls/drafts/cancel-recall.js';
import { createRecall } from '../../src/recalls/drafts/create-recall.js';
import type { RecallInput } from '../../src/recalls/drafts/read-recall.js';
import { rejectRecall } from '../../src/recalls/drafts/reject-recall.js';
import { submitRecall } from '../../src/recalls/drafts/submit-recall.js';
import { updateRecall } from '../../src/recalls/drafts/update-recall.js';
import { closeRecall } from '../../src/recalls/closing/close-recall.js';
import { launchRecall } from '../../src/recalls/launch/launch-recall.js';
import { pauseRecall, resumeRecall } from '../../src/recalls/launch/sending.js';
import { content, OTHER, tellEveryone } from '../recalls/recall-story.js';
import { nextWave } from '../recalls/wave-story.js';
import type { World } from '../support/world.js';
import { command, oneOf } from './command.js';
import type { Model } from './model.js';
import { ModelRecall, type Move, MOVES } from './model-recall.js';

/** A recall of a batch, and of nothing that was made of it. */
function contentOf({ realm: { gtin, batches } }: Model, batch: number): RecallInput {
  const scope = { batches: [{ gtin, batch: batches[batch] ?? '' }], serials: [], ranges: [], onlyNamed: true };
  return { ...content, scope } as RecallInput;
}

const draft = fc.nat(1).map((batch) =>
  command(`draft a recall of batch ${batch}`, async (model, world) => {
    const answer = await createRecall(world.as('QUALITY'), contentOf(model, batch));
    if (answer.outcome !== 'RecallCreated') throw new Error(answer.message);
    model.recalls.push(new ModelRecall(answer.recall.id, batch));
  }),
);

/** Takes a recall further, in its order mostly. */
const move = fc
  .record({
    named: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.constantFrom(...MOVES) }),
    which: fc.nat(9),
    batch: fc.nat(1),
  })
  .map(({ named, which, batch }) =>
    command(`${named ?? 'go on with'} recall ${which}, of batch ${batch} if it is edited`, async (model, world) => {
      const recall = oneOf(model.recalls, which);
      if (!recall) return;
      const wanted = named ?? recall.next;
      const answer = await moveRecall(world, recall, wanted, contentOf(model, batch));
      expect(answer.outcome).toBe(recall.make(wanted, batch));
      if (answer.outcome === 'RecallSubmitted') recall.hash = answer.recall.submittedHash ?? '';
    }),
  );

function moveRecall(world: World, recall: ModelRecall, wanted: Move, newContent: RecallInput) {
  const { id: recallId, hash: approvalHash, version: expectedVersion } = recall;
  const quality = world.as('QUALITY');
  switch (wanted) {
    case 'UPDATE':
      return updateRecall(quality, { recallId, expectedVersion, content: newContent });
    case 'SUBMIT':
      return submitRecall(quality, { recallId, expectedVersion });
    case 'APPROVE':
      return approveRecall(world.as('QUALITY', { id: OTHER }), { recallId, approvalHash });
    case 'REJECT':
      return rejectRecall(quality, { recallId, reason: 'Look again' });
    case 'LAUNCH':
      return launchRecall(quality, recallId);
    case 'PAUSE':
      return pauseRecall(quality, recallId);
    case 'RESUME':
      return resumeRecall(quality, recallId);
    case 'CLOSE':
      return close(world, recallId);
    case 'CANCEL':
      return cancelRecall(quality, { recallId, reason: 'A mistake' });
  }
}

/** Everyone is told first, whoever became known since the launch too. */
async function close(world: World, recallId: string): ReturnType<typeof closeRecall> {
  await tellEveryone(world, recallId);
  const answer = await closeRecall(world.as('QUALITY'), { recallId, summary: 'All came back' });
  if (answer.outcome !== 'WaveOpen') return answer;
  await nextWave(world, recallId);
  return close(world, recallId);
}

export const recallCommands = [draft, move, move];
