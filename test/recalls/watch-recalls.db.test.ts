import { beforeAll, expect, test } from '@jest/globals';

import { metricsText } from '../../src/platform/metrics.js';
import { watchRecalls } from '../../src/recalls/index.js';
import { GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, OTHER, registerParties, sixUnits } from './recall-story.js';
import { declineWave, follow, proposed } from './wave-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

interface Followed {
  readonly followedAt: string | null;
  readonly followedThrough: string | null;
}

async function followed(recallId: string): Promise<Followed> {
  const { recall } = await world.graphql<{ recall: Followed }>(
    world.as('QUALITY'),
    'query ($id: ID!) { recall(id: $id) { followedAt followedThrough } }',
    { id: recallId },
  );
  return recall;
}

function passMinutes(minutes: number): void {
  world.clock = new Date(world.clock.getTime() + minutes * 60_000);
}

async function launched(kind = 'RECALL'): Promise<{ recallId: string; batch: string }> {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch, { kind });
  await launch(world, recallId);
  return { recallId, batch };
}

const moreOf = (batch: string) =>
  record(world.as('QUALITY'), {
    kind: 'ship',
    occurredAt: '2026-02-01T09:00:00Z',
    place: PLANT,
    consignee: 'BODO',
    goods: { serials: [{ gtin: GTIN, batch, serials: [`${batch}-LATE`] }] },
  });

async function counts(): Promise<Record<string, number>> {
  const { text } = await metricsText();
  const lines = text.matchAll(/^retrace_recalls\{state="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, state = '', count]) => [state, Number(count)]));
}

test('a recall says when it was last looked whom it reaches, and what was known by then', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  expect(await followed(recallId)).toEqual({ followedAt: null, followedThrough: null });

  await launch(world, recallId);
  const atLaunch = world.clock.toISOString();
  expect(await followed(recallId)).toEqual({ followedAt: atLaunch, followedThrough: atLaunch });

  passMinutes(1);
  const recorded = world.clock.toISOString();
  await moreOf(batch);
  expect(await followed(recallId)).toEqual({ followedAt: atLaunch, followedThrough: atLaunch });

  passMinutes(1);
  await follow(world);
  expect(await followed(recallId)).toEqual({ followedAt: world.clock.toISOString(), followedThrough: recorded });
});

test('moving a recall says nothing of how far it was followed', async () => {
  const { recallId, batch } = await launched();
  await moreOf(batch);
  passMinutes(1);
  await follow(world);
  const before = await followed(recallId);

  passMinutes(1);
  const proposal = await proposed(world, recallId);
  await declineWave(
    world,
    recallId,
    proposal?.proposalHash ?? '',
    'They were called.',
    world.as('QUALITY', { id: OTHER }),
  );

  expect(await followed(recallId)).toEqual(before);
});

test('the metrics count the open recalls, those with a wave to decide on, and those that nobody followed for ten minutes', async () => {
  await follow(world);
  watchRecalls(world.retrace());
  const before = await counts();
  const { batch } = await launched();
  await launched('MOCK');
  await moreOf(batch);
  const { OPEN = 0, WAVE_PROPOSED = 0 } = before;
  expect(await counts()).toEqual({ OPEN: OPEN + 1, WAVE_PROPOSED, NOT_FOLLOWED: 0 });

  await follow(world);
  expect(await counts()).toEqual({ OPEN: OPEN + 1, WAVE_PROPOSED: WAVE_PROPOSED + 1, NOT_FOLLOWED: 0 });

  passMinutes(11);
  expect(await counts()).toMatchObject({ OPEN: OPEN + 1, NOT_FOLLOWED: OPEN + 1 });

  await follow(world);
  expect(await counts()).toMatchObject({ NOT_FOLLOWED: 0 });
});
