import { beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';

import { NameTheWaveOfGoods1795000000025 } from '../../migrations/1795000000025-NameTheWaveOfGoods.js';
import type { MovementItem } from '../../src/movements/index.js';
import type { Context } from '../../src/platform/context.js';
import type { Database } from '../../src/platform/database/database.js';
import { closeRecall } from '../../src/recalls/closing/close-recall.js';
import { recallById } from '../../src/recalls/recall.query.js';
import { followRecall } from '../../src/recalls/waves/follow-recalls.job.js';
import { correct, GTIN, PLANT, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import {
  approved,
  close,
  launch,
  OTHER,
  pause,
  registerParties,
  sixUnits,
  tellEveryone,
  verdictOf,
} from './recall-story.js';
import { declineWave, follow, launchWave, nextWave, proposed } from './wave-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

const recorded = (...movements: MovementItem[]) => record(world.as('QUALITY'), ...movements);

async function launched(batch: string, changes: Record<string, unknown> = {}): Promise<string> {
  const recallId = await approved(world, batch, changes);
  await launch(world, recallId);
  return recallId;
}

/** Six units of a new batch of which a recall is launched: ANNA has two, BODO one is on its way to. */
async function sixRecalled(): Promise<{ batch: string; recallId: string }> {
  const batch = await sixUnits(world);
  return { batch, recallId: await launched(batch) };
}

/** Who has a notice, by wave. */
async function notified(recallId: string): Promise<Record<string, string[]>> {
  const rows = await world.db.rows<{ wave: string; who: string }>(
    'notified',
    `
    select notification.wave, coalesce(customer.number, carrier.code, contact.code) as who
    from notification
    left join customer on customer.customer_id = notification.party_id
    left join carrier on carrier.carrier_id = notification.party_id
    left join contact on contact.party_id = notification.party_id and contact.party_kind = 'INTERNAL'
    where notification.recall_id = $1
    order by notification.wave, who
    `,
    [recallId],
  );
  return Object.fromEntries(
    [...new Set(rows.map(({ wave }) => wave))].map((wave) => [
      wave,
      rows.filter((row) => row.wave === wave).map(({ who }) => who),
    ]),
  );
}

const atLaunch = { CARRIER: ['FAST'], CUSTOMER: ['ANNA', 'BODO'], INTERNAL: ['qa'] };

const lateDelivery = (batch: string, unit = 4, consignee = 'CARL') =>
  units('deliver', [`${batch}-${unit}`], { place: null, consignee });

describe('what is known late:', () => {
  test('a customer whom nobody told is proposed, and the own people are told that there is a proposal', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));

    await follow(world);

    expect(await proposed(world, recallId)).toMatchObject({ wave: 2, customersToTell: 1, recipients: ['ADDED CARL'] });
    expect(await notified(recallId)).toEqual({ ...atLaunch, 'INTERNAL-2': ['qa'] });
  });

  test('a further wave can be launched or declined while one is proposed', async () => {
    const { batch, recallId } = await sixRecalled();
    const possible = async () => {
      const query = 'query ($id: ID!) { recall(id: $id) { possibleMoves } }';
      const { recall } = await world.graphql<{ recall: { possibleMoves: string[] } }>(world.as('QUALITY'), query, {
        id: recallId,
      });
      return recall.possibleMoves;
    };
    expect(await possible()).toEqual(['PAUSE', 'CLOSE']);

    await recorded(lateDelivery(batch));
    await follow(world);

    expect(await possible()).toEqual(['LAUNCH_WAVE', 'DECLINE_WAVE', 'PAUSE', 'CLOSE']);
  });

  test('nothing is proposed while nothing but what was told is known', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(units('observe', [`${batch}-5`], { occurredAt: '2026-02-10T12:00:00Z' }));

    await follow(world);

    expect(await proposed(world, recallId)).toBeNull();
  });

  test('a proposal is rewritten as more becomes known, and the own people hear of it once', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));
    await follow(world);
    const before = await proposed(world, recallId);

    await recorded(lateDelivery(batch, 5, 'BODO'));
    await follow(world);

    const after = await proposed(world, recallId);
    expect(after).toMatchObject({ wave: 2, recipients: ['ADDED CARL', 'MORE BODO'] });
    expect(after?.proposalHash).not.toBe(before?.proposalHash);
    expect(await notified(recallId)).toMatchObject({ 'INTERNAL-2': ['qa'] });
  });

  test('a proposal is withdrawn when what it came from is corrected', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded({ ...lateDelivery(batch), id: `late ${batch}` });
    await follow(world);

    await correct(world.as('QUALITY'), `late ${batch}`);
    await follow(world);

    expect(await proposed(world, recallId)).toBeNull();
  });

  test('of a mock recall nothing is proposed', async () => {
    const batch = await sixUnits(world);
    const recallId = await launched(batch, { kind: 'MOCK' });
    await recorded(lateDelivery(batch));

    await follow(world);

    expect(await proposed(world, recallId)).toBeNull();
  });
});

describe('a further wave', () => {
  test('tells whom it was proposed to tell, and nobody twice', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));

    await nextWave(world, recallId);
    await follow(world);

    expect(await notified(recallId)).toEqual({ ...atLaunch, 'INTERNAL-2': ['qa'], 'CUSTOMER-2': ['CARL'] });
    expect(await proposed(world, recallId)).toBeNull();
  });

  test('is launched by someone who neither wrote nor submitted the recall', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));
    await follow(world);
    const hash = (await proposed(world, recallId))?.proposalHash ?? '';

    expect(await launchWave(world, recallId, hash, world.as('QUALITY'))).toMatchObject({
      __typename: 'ApprovalRefused',
      obstacle: 'SUBMITTED_IT',
    });
    expect(await notified(recallId)).not.toHaveProperty('CUSTOMER-2');
  });

  test('is launched as it was read, or not at all', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));
    await follow(world);
    const before = (await proposed(world, recallId))?.proposalHash ?? '';
    await recorded(lateDelivery(batch, 5, 'BODO'));
    await follow(world);

    expect(await launchWave(world, recallId, before)).toEqual({ __typename: 'WaveNotProposed' });
    expect(await launchWave(world, recallId, 'anything')).toEqual({ __typename: 'WaveNotProposed' });
    expect(await notified(recallId)).not.toHaveProperty('CUSTOMER-2');
  });

  test('tells also who is reached only since it was read, and says so', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));
    await follow(world);
    const hash = (await proposed(world, recallId))?.proposalHash ?? '';
    await recorded(lateDelivery(batch, 5, 'BODO'));

    expect(await launchWave(world, recallId, hash)).toMatchObject({ __typename: 'WaveLaunched' });

    expect(await notified(recallId)).toMatchObject({ 'CUSTOMER-2': ['BODO', 'CARL'] });
    const { recall } = await world.graphql<{ recall: { waves: { wave: number; customersAdded: string[] }[] } }>(
      world.as('AUDITOR'),
      `query ($id: ID!) { recall(id: $id) { waves { wave recipients unitsApproved customersAdded } } }`,
      { id: recallId },
    );
    expect(recall.waves.map(({ wave, customersAdded }) => [wave, customersAdded.length])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  test('is one wave, however often and by how many it is launched', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));
    await follow(world);
    const hash = (await proposed(world, recallId))?.proposalHash ?? '';

    const answers = await Promise.all(Array.from({ length: 20 }, () => launchWave(world, recallId, hash)));

    expect(answers.filter(({ alreadyLaunched }) => alreadyLaunched === false)).toHaveLength(1);
    expect(answers.filter(({ alreadyLaunched }) => alreadyLaunched === true)).toHaveLength(19);
    expect(await notified(recallId)).toMatchObject({ 'CUSTOMER-2': ['CARL'] });
  });

  test('tells a customer who has more than they were told of once more, and that it is more', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch, 4, 'ANNA'));

    await nextWave(world, recallId);

    expect(await notified(recallId)).toMatchObject({ CUSTOMER: ['ANNA', 'BODO'], 'CUSTOMER-2': ['ANNA'] });
    expect(await messagesTo(recallId, 'ANNA')).toEqual([
      expect.not.stringContaining('bereits angeschrieben'),
      expect.stringMatching(/bereits angeschrieben[\s\S]*\b3\b/),
    ]);
  });

  // What is recorded at one time is committed one after the other: the launch may know the one and not the other.
  test.each([0, 1_000])(
    'tells a carrier who has brought what they carried, and carries as much again, recorded %i ms later',
    async (ms) => {
      const { batch, recallId } = await sixRecalled();
      world.clock = new Date(world.clock.getTime() + ms);
      const again = { consignee: 'ANNA', carrier: 'FAST', occurredAt: '2026-02-20T12:00:00Z', id: `again ${batch}` };
      await recorded(
        units('deliver', [`${batch}-3`], { place: null, consignee: 'BODO', occurredAt: '2026-02-20T10:00:00Z' }),
        units('ship', [`${batch}-4`], again),
      );
      await follow(world);
      expect(await proposed(world, recallId)).toMatchObject({ recipients: ['MORE ANNA', 'MORE FAST'] });

      await nextWave(world, recallId);
      await follow(world);
      expect(await proposed(world, recallId)).toBeNull();
      expect(await notified(recallId)).toMatchObject({ 'CARRIER-2': ['FAST'], 'CUSTOMER-2': ['ANNA'] });
    },
  );

  test('leaves what an earlier notice says as it was sent', async () => {
    const { batch, recallId } = await sixRecalled();
    const before = await messagesTo(recallId, 'ANNA');
    await recorded(lateDelivery(batch, 4, 'ANNA'));

    await nextWave(world, recallId);

    expect((await messagesTo(recallId, 'ANNA')).slice(0, 1)).toEqual(before);
  });

  test('may be launched while sending is paused, and waits like the rest', async () => {
    const { batch, recallId } = await sixRecalled();
    await pause(world, recallId);
    await recorded(lateDelivery(batch));

    await nextWave(world, recallId);

    const { recall } = await world.graphql<{ recall: unknown }>(
      world.as('QUALITY'),
      `query ($id: ID!) { recall(id: $id) { status progress { pausedSince waves { wave recipients } } } }`,
      { id: recallId },
    );
    expect(recall).toMatchObject({ status: 'PAUSED', progress: { pausedSince: expect.any(String) } });
  });

  test('lists each customer once, with what they have by the newest wave', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch, 4, 'ANNA'), lateDelivery(batch, 5));

    await nextWave(world, recallId);

    const { recall } = await world.graphql<{
      recall: { customers: { nodes: { customer: { number: string }; units: number }[] } };
    }>(
      world.as('QUALITY'),
      `query ($id: ID!) { recall(id: $id) { customers { nodes { customer { number } units } } } }`,
      { id: recallId },
    );
    expect(recall.customers.nodes.map(({ customer, units: some }) => `${customer.number} ${some}`).sort()).toEqual([
      'ANNA 3',
      'BODO 1',
      'CARL 1',
    ]);
  });
});

describe('a customer who was told and need not have been', () => {
  /** CARL was told of a unit, and his delivery did not occur. */
  async function toldInVain() {
    const batch = await sixUnits(world);
    const delivered = (id: string) => recorded({ ...lateDelivery(batch), id: `${id} ${batch}` });
    const itDidNotOccur = (id: string) => correct(world.as('QUALITY'), `${id} ${batch}`);
    await delivered('in vain');
    const recallId = await launched(batch);
    await itDidNotOccur('in vain');
    await follow(world);
    expect(await proposed(world, recallId)).toMatchObject({ recipients: ['REMOVED CARL'] });
    return { recallId, delivered, itDidNotOccur };
  }

  test('is told again when they have the goods after all, since a person has called that off', async () => {
    const { recallId, delivered } = await toldInVain();
    await nextWave(world, recallId);

    await delivered('after all');
    await follow(world);
    expect(await proposed(world, recallId)).toMatchObject({ recipients: ['ADDED CARL'] });

    await nextWave(world, recallId);
    await follow(world);
    expect(await proposed(world, recallId)).toBeNull();
    expect(await notified(recallId)).toMatchObject({ CUSTOMER: ['ANNA', 'BODO', 'CARL'], 'CUSTOMER-3': ['CARL'] });
  });

  test('and was told again is named again when that was in vain too', async () => {
    const { recallId, delivered, itDidNotOccur } = await toldInVain();
    await nextWave(world, recallId);
    await delivered('again');
    await nextWave(world, recallId);

    await itDidNotOccur('again');
    await follow(world);

    expect(await proposed(world, recallId)).toMatchObject({ recipients: ['REMOVED CARL'] });
  });

  test('and whom the proposal did not name yet when it was read, is named in the next', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded({ ...lateDelivery(batch), id: `wrong ${batch}` });
    await nextWave(world, recallId);
    await recorded(lateDelivery(batch, 5, 'BODO'));
    await follow(world);
    const hash = (await proposed(world, recallId))?.proposalHash ?? '';
    await correct(world.as('QUALITY'), `wrong ${batch}`);

    expect(await launchWave(world, recallId, hash)).toMatchObject({ __typename: 'WaveLaunched' });

    await follow(world);
    expect(await proposed(world, recallId)).toMatchObject({ recipients: ['REMOVED CARL'] });
  });

  test('and of whom all of it was declined, so that nobody ever told them, is told when they have goods after all', async () => {
    const { batch, recallId } = await sixRecalled();
    const declineWhatIsProposed = async () => {
      await follow(world);
      await declineWave(world, recallId, (await proposed(world, recallId))?.proposalHash ?? '', 'The scan is wrong.');
    };
    await recorded({ ...lateDelivery(batch), id: `wrong ${batch}` });
    await declineWhatIsProposed();
    await correct(world.as('QUALITY'), `wrong ${batch}`);
    await declineWhatIsProposed();

    await recorded(lateDelivery(batch, 5));
    await follow(world);

    expect(await proposed(world, recallId)).toMatchObject({ recipients: ['ADDED CARL'] });
  });

  test('is not told twice of what they were told of when nobody called that off', async () => {
    const { recallId, delivered } = await toldInVain();
    await declineWave(world, recallId, (await proposed(world, recallId))?.proposalHash ?? '');

    await delivered('after all');
    await follow(world);

    expect(await proposed(world, recallId)).toBeNull();
  });
});

describe('a further wave that is declined', () => {
  test('tells nobody, and whom it named is proposed again only when they have more', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));
    await follow(world);
    const hash = (await proposed(world, recallId))?.proposalHash ?? '';

    expect(await declineWave(world, recallId, hash, 'Not needed.', world.as('QUALITY'))).toEqual({
      __typename: 'ApprovalRefused',
      obstacle: 'SUBMITTED_IT',
    });
    expect(await declineWave(world, recallId, hash, ' ')).toEqual({ __typename: 'RecallReasonInvalid' });
    expect(await declineWave(world, recallId, hash)).toEqual({ __typename: 'WaveDeclined' });
    expect(await launchWave(world, recallId, hash)).toEqual({ __typename: 'WaveNotProposed' });

    await recorded(units('observe', [`${batch}-6`], { occurredAt: '2026-02-11T12:00:00Z' }));
    await follow(world);
    expect(await proposed(world, recallId)).toBeNull();
    await recorded(lateDelivery(batch, 5));
    await follow(world);
    expect(await proposed(world, recallId)).toMatchObject({ wave: 3, recipients: ['MORE CARL'] });
  });

  test('keeps nobody from closing the recall', async () => {
    const { batch, recallId } = await sixRecalled();
    await recorded(lateDelivery(batch));
    await follow(world);
    await declineWave(world, recallId, (await proposed(world, recallId))?.proposalHash ?? '');
    await tellEveryone(world, recallId);

    expect(await close(world, recallId)).toMatchObject({ __typename: 'RecallClosed' });
  });
});

test('what was decided while a recall was evaluated is not proposed again', async () => {
  const { batch, recallId } = await sixRecalled();
  await recorded(lateDelivery(batch));
  await follow(world);
  const hash = (await proposed(world, recallId))?.proposalHash ?? '';
  const [recall] = await recallById.find(world.db, [recallId]);
  if (!recall) throw new Error('The recall is gone.');

  await followRecall(
    afterTheEvaluation(() => launchWave(world, recallId, hash)),
    recall,
  );

  expect(await proposed(world, recallId)).toBeNull();
  expect(await notified(recallId)).toEqual({ ...atLaunch, 'INTERNAL-2': ['qa'], 'CUSTOMER-2': ['CARL'] });
});

test('a recall that somebody moved while it was evaluated is evaluated again, though nothing was recorded since', async () => {
  const { batch, recallId } = await sixRecalled();
  await recorded(lateDelivery(batch));
  const context = afterTheEvaluation(() => pause(world, recallId));

  await follow(world, context);
  expect(await proposed(world, recallId)).toBeNull();
  await follow(world, context);

  expect(await proposed(world, recallId)).toMatchObject({ recipients: ['ADDED CARL'] });
});

test('of two evaluations at once the one that knows more stands, whichever is written last', async () => {
  const { batch, recallId } = await sixRecalled();
  await recorded(lateDelivery(batch));
  const [recall] = await recallById.find(world.db, [recallId]);
  if (!recall) throw new Error('The recall is gone.');
  const another = async () => {
    world.clock = new Date(world.clock.getTime() + 1_000);
    await recorded(lateDelivery(batch, 5, 'BODO'));
    await follow(world);
  };

  expect(await followRecall(afterTheEvaluation(another), recall)).toBe(false);

  expect(await proposed(world, recallId)).toMatchObject({ recipients: ['ADDED CARL', 'MORE BODO'] });
});

test('so does one that began later and knows what was committed after a capture of a later time', async () => {
  const { batch, recallId } = await sixRecalled();
  const [recall] = await recallById.find(world.db, [recallId]);
  if (!recall) throw new Error('The recall is gone.');
  const recordedAt = world.clock;
  const later = new Date(recordedAt.getTime() + 1_000);
  world.clock = later;
  await recorded(units('observe', [`${batch}-5`], { occurredAt: '2026-02-10T12:00:00Z' }));
  const another = async () => {
    world.clock = recordedAt;
    await recorded(lateDelivery(batch));
    world.clock = new Date(later.getTime() + 1_000);
    await follow(world);
  };

  expect(await followRecall(afterTheEvaluation(another), recall)).toBe(false);

  expect(await proposed(world, recallId)).toMatchObject({ recipients: ['ADDED CARL'] });
});

test('a recall is not closed unseen while somebody moves it', async () => {
  const { batch, recallId } = await sixRecalled();
  await tellEveryone(world, recallId);
  await recorded(lateDelivery(batch));
  const context = { ...afterTheEvaluation(() => pause(world, recallId)), actor: world.as('QUALITY').actor };

  expect(await closeRecall(context, { recallId, summary: 'All came back.' })).toMatchObject({ outcome: 'WaveOpen' });
});

/** Retrace, and what somebody does between its evaluating a recall and its writing down what it found. */
function afterTheEvaluation(act: () => Promise<unknown>): Context {
  const context = world.retrace();
  const { db } = context;
  const acting: Database = {
    source: db.source,
    rows: (...statement) => db.rows(...statement),
    transaction: async (work, options) => {
      const result = await db.transaction(work, options);
      if (options?.snapshot) await act();
      return result;
    },
    close: () => db.close(),
  };
  return { ...context, db: acting };
}

test('a recall is not closed while it reaches someone whom nobody has told, though nobody has looked since', async () => {
  const { batch, recallId } = await sixRecalled();
  await tellEveryone(world, recallId);
  await recorded(lateDelivery(batch));

  expect(await close(world, recallId)).toMatchObject({ __typename: 'WaveOpen' });
  const proposal = await proposed(world, recallId);
  expect(proposal).toMatchObject({ recipients: ['ADDED CARL'] });

  await launchWave(world, recallId, proposal?.proposalHash ?? '');
  await tellEveryone(world, recallId);
  expect(await close(world, recallId)).toMatchObject({ __typename: 'RecallClosed' });
});

describe('goods', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString();
  type Goods = NonNullable<MovementItem['goods']>;
  const serials = (batch: string | null, ...list: string[]): Goods => ({
    serials: [{ gtin: GTIN, batch, serials: list }],
  });
  const loose = (batch: string): Goods => ({ quantities: [{ gtin: GTIN, batch, quantity: '5' }] });
  const move = (kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem => ({
    kind,
    occurredAt: at(minute),
    place: PLANT,
    goods,
    ...rest,
  });

  let asked = 0;

  /** Whether a shipment is warned of as held; each is another one. */
  async function held(unit: string): Promise<boolean> {
    const [answer] = await recorded(
      move('ship', 50, serials(null, unit), { consignee: 'ANNA', id: `asked ${++asked}` }),
    );
    return answer?.warnings.some(({ code }) => code === 'HELD_GOODS') ?? false;
  }

  test('that were made of recalled ones come into the scope with the wave, and are held before', async () => {
    await recorded(move('commission', 0, loose('IN-B')));
    const recallId = await launched('IN-B');
    await recorded(move('transform', 1, loose('IN-B'), { outputs: serials('IN-S', 'IN-1') }));
    await follow(world);

    expect(await proposed(world, recallId)).toMatchObject({ goodsAdded: 1, goodsRemoved: 0, goods: ['ADDED IN-1'] });
    expect(await held('IN-1')).toBe(true);
  });

  test('of which the making did not occur leave the scope with the wave, and are released then and not before', async () => {
    await recorded(
      move('commission', 0, loose('OUT-B')),
      move('transform', 1, loose('OUT-B'), { outputs: serials('OUT-S', 'OUT-1'), id: 'out' }),
    );
    const recallId = await launched('OUT-B');
    expect(await verdictOf(world, 'OUT-1')).toMatchObject({ verdict: 'AFFECTED' });

    await correct(world.as('QUALITY'), 'out');
    await recorded(move('commission', 2, serials('OUT-S', 'OUT-1')));
    await follow(world);
    expect(await proposed(world, recallId)).toMatchObject({ goodsRemoved: 1, goods: ['REMOVED OUT-1'] });
    expect(await verdictOf(world, 'OUT-1')).toMatchObject({ verdict: 'AFFECTED' });
    expect(await held('OUT-1')).toBe(true);

    await nextWave(world, recallId);
    expect(await verdictOf(world, 'OUT-1')).toMatchObject({ verdict: 'NOT_AFFECTED' });
    expect(await held('OUT-1')).toBe(false);
    await follow(world);
    expect(await proposed(world, recallId)).toBeNull();
  });

  test('that left the scope are none of the recall once it is closed, and those that stayed are', async () => {
    await recorded(
      move('commission', 0, loose('END-B')),
      move('transform', 1, loose('END-B'), { outputs: serials('END-S1', 'END-1'), id: 'end' }),
      move('transform', 1, loose('END-B'), { outputs: serials('END-S2', 'END-2') }),
    );
    const recallId = await launched('END-B');
    await correct(world.as('QUALITY'), 'end');
    await recorded(move('commission', 2, serials('END-S1', 'END-1')));
    await nextWave(world, recallId);
    world.clock = new Date(world.clock.getTime() + 60_000);
    await tellEveryone(world, recallId);
    await close(world, recallId);

    expect(await closedRecallsOf('END-1')).toEqual([]);
    expect(await closedRecallsOf('END-2')).toEqual(['AFFECTED']);
  });

  describe('that came into the scope since the launch', () => {
    const deliver = (batch: string, consignee: string, id = `${batch} to ${consignee}`) =>
      move('deliver', 5, loose(batch), { place: null, consignee, id });

    /** CARL and ANNA have five of a recalled batch each, of which another one was made. */
    async function anotherBatch(name: string): Promise<{ recallId: string; made: string }> {
      const recalled = `${name}-A`;
      const made = `${name}-B`;
      await recorded(move('commission', 0, loose(recalled)), deliver(recalled, 'CARL'), deliver(recalled, 'ANNA'));
      const recallId = await launched(recalled);
      await recorded(move('transform', 1, loose(recalled), { outputs: loose(made) }));
      return { recallId, made };
    }

    /** It was the other batch that they got. */
    async function gotTheOther(name: string, who: string): Promise<void> {
      await correct(world.as('QUALITY'), `${name}-A to ${who}`);
      await recorded(deliver(`${name}-B`, who));
    }

    test('are told to who has as much of them as of what they were told of, and once', async () => {
      const { recallId, made } = await anotherBatch('OTHER');
      await gotTheOther('OTHER', 'CARL');
      await follow(world);
      expect(await proposed(world, recallId)).toMatchObject({ recipients: ['MORE CARL'], goods: [`ADDED ${made}`] });

      await nextWave(world, recallId);
      await follow(world);
      expect(await proposed(world, recallId)).toBeNull();
    });

    test('are told to who has them only after the wave that they came with', async () => {
      const { recallId } = await anotherBatch('AFTER');
      await nextWave(world, recallId);
      await gotTheOther('AFTER', 'ANNA');
      await follow(world);

      expect(await proposed(world, recallId)).toMatchObject({ recipients: ['MORE ANNA'], goods: [] });
    });

    test('in a wave that an earlier version launched are told to nobody whom that wave told', async () => {
      const { recallId } = await anotherBatch('BEFORE');
      await gotTheOther('BEFORE', 'CARL');
      await nextWave(world, recallId);
      const source = await new DataSource({ type: 'postgres', url: world.database.ownerUrl }).initialize();
      const upgrade = new NameTheWaveOfGoods1795000000025();
      await upgrade.down(source.createQueryRunner());
      await upgrade.up(source.createQueryRunner());
      await source.destroy();
      await gotTheOther('BEFORE', 'ANNA');
      await follow(world);

      expect(await proposed(world, recallId)).toMatchObject({ recipients: ['MORE ANNA'], goods: [] });
    });

    test('and were declined are proposed again only to whom the declined proposal did not name', async () => {
      const { recallId } = await anotherBatch('NO');
      await gotTheOther('NO', 'CARL');
      await follow(world);
      await declineWave(world, recallId, (await proposed(world, recallId))?.proposalHash ?? '');
      await follow(world);
      expect(await proposed(world, recallId)).toBeNull();

      await gotTheOther('NO', 'ANNA');
      await follow(world);
      expect(await proposed(world, recallId)).toMatchObject({ recipients: ['MORE ANNA'], goods: [] });
    });

    test('are told to the carrier who carried as much of what was recalled first', async () => {
      const shipped = (batch: string) =>
        move('ship', 10, loose(batch), { consignee: 'BODO', carrier: 'FAST', id: `${batch} on its way` });
      await recorded(move('commission', 0, loose('VAN-A')), shipped('VAN-A'));
      const recallId = await launched('VAN-A');
      await correct(world.as('QUALITY'), 'VAN-A on its way');
      await recorded(move('transform', 1, loose('VAN-A'), { outputs: loose('VAN-B') }), shipped('VAN-B'));
      await follow(world);

      expect(await proposed(world, recallId)).toMatchObject({ recipients: ['MORE BODO', 'MORE FAST'] });
    });
  });

  test('that leave the scope only since the proposal was read stay until the next', async () => {
    await recorded(
      move('commission', 0, loose('SINCE-B')),
      move('transform', 1, loose('SINCE-B'), { outputs: serials('SINCE-S1', 'SINCE-1'), id: 'since' }),
    );
    const recallId = await launched('SINCE-B');
    await recorded(move('deliver', 3, loose('SINCE-B'), { place: null, consignee: 'CARL' }));
    await follow(world);
    const hash = (await proposed(world, recallId))?.proposalHash ?? '';
    await correct(world.as('QUALITY'), 'since');
    await recorded(move('commission', 2, serials('SINCE-S1', 'SINCE-1')));

    expect(await launchWave(world, recallId, hash)).toMatchObject({ __typename: 'WaveLaunched' });

    expect(await verdictOf(world, 'SINCE-1')).toMatchObject({ verdict: 'AFFECTED' });
    await follow(world);
    expect(await proposed(world, recallId)).toMatchObject({ recipients: [], goods: ['REMOVED SINCE-1'] });
  });

  test('that were released are held again when the making of what they were made of is recorded again', async () => {
    const making = move('transform', 1, loose('AGAIN-B'), { outputs: loose('AGAIN-MID'), id: 'again' });
    await recorded(
      move('commission', 0, loose('AGAIN-B')),
      making,
      move('transform', 2, loose('AGAIN-MID'), { outputs: serials('AGAIN-S', 'AGAIN-1') }),
    );
    const recallId = await launched('AGAIN-B');
    await correct(world.as('QUALITY'), 'again');
    await nextWave(world, recallId);
    expect(await held('AGAIN-1')).toBe(false);

    await recorded({ ...making, id: 'again 2' });
    await follow(world);

    expect(await held('AGAIN-1')).toBe(true);
    expect(await proposed(world, recallId)).toMatchObject({ goods: ['ADDED AGAIN-1', 'ADDED AGAIN-MID'] });
  });

  test('that were declined, and then left the scope, are proposed again when they come back', async () => {
    const making = move('transform', 1, loose('BACK-B'), { outputs: serials('BACK-S', 'BACK-1'), id: 'back' });
    await recorded(move('commission', 0, loose('BACK-B')));
    const recallId = await launched('BACK-B');
    await recorded(making);
    await follow(world);
    await declineWave(world, recallId, (await proposed(world, recallId))?.proposalHash ?? '');
    await correct(world.as('QUALITY'), 'back');
    await nextWave(world, recallId);

    await recorded({ ...making, id: 'back 2' });
    await follow(world);

    expect(await proposed(world, recallId)).toMatchObject({ goods: ['ADDED BACK-1'] });
    expect(await held('BACK-1')).toBe(true);
  });
});

async function closedRecallsOf(serial: string): Promise<string[]> {
  const { unit } = await world.graphql<{ unit: { verdict: { closedRecalls: { verdict: string }[] } } }>(
    world.as('CUSTOMER_SERVICE'),
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) { verdict { closedRecalls { verdict } } }
    }`,
    { gtin: GTIN, serial },
  );
  return unit.verdict.closedRecalls.map(({ verdict }) => verdict);
}

async function messagesTo(recallId: string, customer: string): Promise<string[]> {
  const { notifications } = await world.graphql<{
    notifications: { nodes: { wave: string; customer: { number: string } | null; message: { text: string } }[] };
  }>(
    world.as('QUALITY', { id: OTHER }),
    `query ($id: ID!) {
      notifications(recallId: $id, first: 50) { nodes { wave customer { number } message { text } } }
    }`,
    { id: recallId },
  );
  return notifications.nodes
    .filter((one) => one.customer?.number === customer)
    .sort((a, b) => (a.wave < b.wave ? -1 : 1))
    .map(({ message }) => message.text);
}
