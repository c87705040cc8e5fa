import { expect } from '@jest/globals';
import fc from 'fast-check';

import { approveRecall } from '../../src/recalls/approve-recall.js';
import { closeRecall } from '../../src/recalls/close-recall.js';
import { createRecall } from '../../src/recalls/create-recall.js';
import { launchRecall } from '../../src/recalls/launch-recall.js';
import type { RecallInput } from '../../src/recalls/read-recall.js';
import { submitRecall } from '../../src/recalls/submit-recall.js';
import { content, OTHER, tellEveryone } from '../recalls/recall-story.js';
import type { World } from '../support/world.js';
import { command, oneOf } from './command.js';
import { ModelRecall, type Move } from './model-recall.js';

/** Drafts a recall of a batch, and of nothing that was made of it. */
const draft = fc.nat(1).map((batch) =>
  command(`draft a recall of batch ${batch}`, async (model, world) => {
    const { gtin, batches } = model.realm;
    const scope = { batches: [{ gtin, batch: batches[batch] ?? '' }], serials: [], ranges: [], onlyNamed: true };
    const answer = await createRecall(world.as('QUALITY'), { ...content, scope } as RecallInput);
    if (answer.outcome !== 'RecallCreated') throw new Error(answer.message);
    model.recalls.push(new ModelRecall(answer.recall.id, batch));
  }),
);

/** Takes a recall further, in its order mostly. */
const move = fc
  .constantFrom<(Move | null)[]>(null, null, null, null, 'SUBMIT', 'APPROVE', 'LAUNCH', 'CLOSE')
  .chain((named) =>
    fc.nat(9).map((which) =>
      command(`${named ?? 'go on with'} recall ${which}`, async (model, world) => {
        const recall = oneOf(model.recalls, which);
        if (!recall) return;
        const wanted = named ?? recall.next;
        const answer = await moveRecall(world, recall, wanted);
        expect(answer.outcome).toBe(recall.make(wanted));
        if (answer.outcome === 'RecallSubmitted') recall.hash = answer.recall.submittedHash ?? '';
      }),
    ),
  );

function moveRecall(world: World, recall: ModelRecall, wanted: Move) {
  const { id: recallId, hash: approvalHash } = recall;
  switch (wanted) {
    case 'SUBMIT':
      return submitRecall(world.as('QUALITY'), { recallId, expectedVersion: 1 });
    case 'APPROVE':
      return approveRecall(world.as('QUALITY', { id: OTHER }), { recallId, approvalHash });
    case 'LAUNCH':
      return launchRecall(world.as('QUALITY'), recallId);
    case 'CLOSE':
      return close(world, recallId);
  }
}

async function close(world: World, recallId: string) {
  await tellEveryone(world, recallId);
  return closeRecall(world.as('QUALITY'), { recallId, summary: 'All came back' });
}

export const recallCommands = [draft, move, move];
