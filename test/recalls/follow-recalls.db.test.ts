import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { followRecallsJob } from '../../src/recalls/waves/follow-recalls.job.js';
import { counting } from '../support/counting-database.js';
import { GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, launch, registerParties, tellEveryone } from './recall-story.js';
import { follow } from './wave-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

type Goods = NonNullable<MovementItem['goods']>;

const serials = (batch: string | null, ...list: string[]): Goods => ({
  serials: [{ gtin: GTIN, batch, serials: list }],
});
const loose = (batch: string): Goods => ({ quantities: [{ gtin: GTIN, batch, quantity: '5' }] });
const into = (serial: string) => `(01)${GTIN}(21)${serial}`;

function move(kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString(), place: PLANT, goods, ...rest };
}

const recorded = (...movements: MovementItem[]) => record(world.as('QUALITY'), ...movements);

async function launched(batch: string, changes: Record<string, unknown> = {}): Promise<string> {
  const recallId = await approved(world, batch, changes);
  await launch(world, recallId);
  return recallId;
}

/** Whether a shipment of these units is warned of as held. */
async function areHeld(...units: string[]): Promise<boolean[]> {
  const answers = await recorded(...units.map((unit) => move('ship', 50, serials(null, unit), { consignee: 'ANNA' })));
  return answers.map(({ warnings }) => warnings.some(({ code }) => code === 'HELD_GOODS'));
}

test('held goods that were packed late into a tote that is built in already hold what it was built into', async () => {
  const tote = makeSscc('09506000000888001');
  await recorded(
    move('commission', 0, serials('T-MS', 'T-M')),
    move('commission', 0, serials('T-B', 'T-1')),
    move('pack', 2, { ssccs: [tote] }, { container: into('T-M') }),
  );
  await launched('T-B');
  await recorded(move('pack', 1, serials(null, 'T-1'), { container: tote }));

  await follow(world);

  expect(await areHeld('T-M')).toEqual([true]);
});

test('a making of held goods that is recorded late holds what was made of its product before', async () => {
  await recorded(
    move('transform', 2, loose('U-MID'), { outputs: serials('U-2S', 'U-2') }),
    move('transform', 3, serials(null, 'U-2'), { outputs: serials('U-3S', 'U-3') }),
    move('commission', 0, loose('U-B')),
  );
  await launched('U-B');
  await recorded(move('transform', 1, loose('U-B'), { outputs: loose('U-MID') }));

  await follow(world);

  expect(await areHeld('U-2', 'U-3')).toEqual([true, true]);
});

test('a recall of what it names alone, or that is closed, holds nothing that was made later', async () => {
  const scope = { batches: [{ gtin: GTIN, batch: 'N-B' }], onlyNamed: true };
  await recorded(move('commission', 0, loose('N-B')), move('commission', 0, loose('C-B')));
  await launched('N-B', { scope });
  const closed = await launched('C-B');
  await tellEveryone(world, closed);
  await close(world, closed);
  await recorded(
    move('transform', 2, loose('N-MID'), { outputs: serials('N-1S', 'N-1') }),
    move('transform', 2, loose('C-MID'), { outputs: serials('C-1S', 'C-1') }),
    move('transform', 1, loose('N-B'), { outputs: loose('N-MID') }),
    move('transform', 1, loose('C-B'), { outputs: loose('C-MID') }),
  );

  await follow(world);

  expect(await areHeld('N-1', 'C-1')).toEqual([false, false]);
});

test('a recall is followed again only when something was recorded since', async () => {
  const { context, statements } = counting(world.retrace());
  await follow(world, context);
  const first = statements.splice(0).length;

  await follow(world, context);
  const second = statements.splice(0).length;
  await recorded(move('observe', 9, serials('S-B', 'S-1')));
  await follow(world, context);

  expect(second).toBeLessThan(first);
  expect(statements).toHaveLength(first);
});

test('a recall is followed every five minutes all the same, for what was registered', async () => {
  const { context, statements } = counting(world.retrace());
  await follow(world, context);
  const first = statements.splice(0).length;

  world.clock = new Date(world.clock.getTime() + 300_000);
  await follow(world, context);

  expect(statements).toHaveLength(first);
});

test('while recalls are followed, another run leaves it to the first, so that other jobs have their turn', async () => {
  const { context, statements } = counting(world.retrace());
  await recorded(move('observe', 9, serials('W-B', 'W-1')));
  const first = followRecallsJob.run(context, { isInBetween: true });
  const before = statements.length;

  await followRecallsJob.run(context, { isInBetween: true });
  expect(statements).toHaveLength(before);

  await first;
  const after = statements.length;
  await followRecallsJob.run(context, { isInBetween: true });
  expect(statements.length).toBeGreaterThan(after);
});
