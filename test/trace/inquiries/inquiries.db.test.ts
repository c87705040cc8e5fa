import { setTimeout as sleep } from 'node:timers/promises';

import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { parseBatchNumber } from '../../../src/gs1/index.js';
import { sealKnowledge } from '../../../src/movements/index.js';
import type { TransactionOptions } from '../../../src/platform/database/database.js';
import { batchId } from '../../../src/products/index.js';
import { inquiriesAboutRecalls } from '../../../src/recalls/index.js';
import { answerInquiry } from '../../../src/trace/inquiries/answer-inquiry.js';
import { forgetInquiriesJob } from '../../../src/trace/index.js';
import { insertInquiry, lockInquirer } from '../../../src/trace/inquiries/inquiry.query.js';
import { claimInquiry, endRun, noteProgress } from '../../../src/trace/inquiries/run.query.js';
import { GTIN, PLANT, record, registerTestSource, units, WAREHOUSE } from '../../support/supply-chain.js';
import { personId, setUpWorld } from '../../support/world.js';

const world = setUpWorld();
const quality = (person = 1) => world.as('QUALITY', { id: personId('QUALITY', person) });
const MINUTE_MS = 60_000;

const serials = Array.from({ length: 30 }, (_, i) => `ASK-${i}`);
const seen = (kind: string, id: string, hour: number, place: string, which: readonly string[]) => ({
  ...units(kind, []),
  id,
  occurredAt: `2026-02-01T${hour}:00:00Z`,
  place,
  goods: { serials: [{ gtin: GTIN, batch: 'ASKED', serials: which }] },
});

beforeAll(async () => {
  await registerTestSource(world);
  await record(
    world.as('WAREHOUSE'),
    seen('commission', 'ask-made', 10, PLANT, serials),
    seen('receive', 'ask-in', 12, WAREHOUSE, serials.slice(0, 10)),
  );
  await sealKnowledge(world.db, world.clock);
});
beforeEach(() => world.db.rows('no_inquiries', 'delete from inquiry'));

const WHEREABOUTS = `units unaccounted asOf asKnownAt knownThrough made { quantity } remade
  places { placeKind units location { gln } quantities { quantity } }`;
const INQUIRY = `id status unitsDone unitsTotal failure finishedAt batch { number } whereabouts { ${WHEREABOUTS} }`;

interface Asked {
  readonly __typename: string;
  readonly message?: string;
  readonly inquiry: {
    readonly id: string;
    readonly status: string;
    readonly unitsDone: number;
    readonly unitsTotal: number | null;
    readonly failure: string | null;
    readonly finishedAt: string | null;
    readonly whereabouts: unknown;
  };
}

async function ask(args: Record<string, unknown> = {}, person = 1): Promise<Asked> {
  const { startInquiry } = await world.graphql<{ startInquiry: Asked }>(
    quality(person),
    `mutation ($gtin: GTIN!, $number: String!, $asOf: DateTime, $asKnownAt: DateTime) {
      startInquiry(gtin: $gtin, number: $number, asOf: $asOf, asKnownAt: $asKnownAt) {
        __typename ... on InquiryStarted { inquiry { ${INQUIRY} } } ... on UserError { message }
      }
    }`,
    { gtin: GTIN, number: 'ASKED', ...args },
  );
  return startInquiry;
}

async function fetched(id: string): Promise<Asked['inquiry'] | null> {
  const { inquiry } = await world.graphql<{ inquiry: Asked['inquiry'] | null }>(
    quality(2),
    `query ($id: ID!) { inquiry(id: $id) { ${INQUIRY} } }`,
    { id },
  );
  return inquiry;
}

async function direct(args: Record<string, unknown>): Promise<unknown> {
  const { batch } = await world.graphql<{ batch: { whereabouts: unknown } }>(
    quality(),
    `query ($gtin: GTIN!, $asOf: DateTime, $asKnownAt: DateTime) {
      batch(gtin: $gtin, number: "ASKED") { whereabouts(asOf: $asOf, asKnownAt: $asKnownAt) { ${WHEREABOUTS} } }
    }`,
    { gtin: GTIN, ...args },
  );
  return batch.whereabouts;
}

const service = () => ({ db: world.db, now: () => world.clock, ...inquiriesAboutRecalls(world) });
const answer = (signal = new AbortController().signal) => answerInquiry(service(), signal);
const claim = (token: string) =>
  claimInquiry(world.db, { token, now: world.clock, leaseUntil: new Date(world.clock.getTime() + MINUTE_MS) });
const token = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

describe('an inquiry', () => {
  test('waits, is answered in the background, and its answer is that of the batch', async () => {
    for (const args of [
      { asOf: '2026-02-01T11:00:00.000Z' },
      { asOf: '2026-02-01T13:00:00.000Z' },
      { asKnownAt: new Date(world.clock.getTime() - 1).toISOString() },
      { asKnownAt: world.clock.toISOString(), asOf: '2026-02-01T11:00:00.000Z' },
    ]) {
      const { inquiry } = await ask(args);
      expect(inquiry).toMatchObject({ status: 'QUEUED', whereabouts: null, finishedAt: null });

      expect(await answer()).toBe(true);
      const done = await fetched(inquiry.id);
      expect(done).toMatchObject({ status: 'DONE', failure: null, finishedAt: world.clock.toISOString() });
      expect(done?.whereabouts).toEqual(await direct(args));
      expect([done?.unitsDone, done?.unitsTotal]).toEqual(
        Array(2).fill((done?.whereabouts as { units: number }).units),
      );
    }
    expect(await answer()).toBe(false);
  });

  test('without a time is about the moment it was asked, whenever it is answered', async () => {
    const { inquiry } = await ask();
    const asked = world.clock;
    world.clock = new Date(asked.getTime() + 5 * MINUTE_MS);
    await answer();
    world.clock = asked;
    expect((await fetched(inquiry.id))?.whereabouts).toMatchObject({ asOf: asked.toISOString(), units: 30 });
  });

  test('is left to another when its process is told to stop, and shows how far it came', async () => {
    const { inquiry } = await ask({ asOf: '2026-02-01T11:00:00.000Z' });
    const stopping = new AbortController();
    stopping.abort();
    // However often: that is no fault of the inquiry.
    for (let n = 0; n < 5; n++) await answer(stopping.signal);
    expect(await fetched(inquiry.id)).toMatchObject({ status: 'QUEUED', whereabouts: null });

    const run = await claim(token(1));
    if (!run) throw new Error('nothing to claim');
    await noteProgress(world.db, run, { done: 12, total: 30, leaseUntil: world.clock });
    expect(await fetched(inquiry.id)).toMatchObject({ status: 'RUNNING', unitsDone: 12, unitsTotal: 30 });
  });

  test('whose process died is taken over when its lease is over, and what the dead one says then counts for nothing', async () => {
    const { inquiry } = await ask();
    const dead = await claim(token(1));
    expect(await answer()).toBe(false);

    const died = world.clock;
    world.clock = new Date(died.getTime() + 2 * MINUTE_MS);
    expect(await answer()).toBe(true);
    if (!dead) throw new Error('nothing to claim');
    await endRun(world.db, dead, { answer: null, failure: 'too late', now: world.clock });
    expect(await noteProgress(world.db, dead, { done: 1, total: 2, leaseUntil: world.clock })).toBe(false);
    world.clock = died;
    expect(await fetched(inquiry.id)).toMatchObject({ status: 'DONE', failure: null });
  });

  test('is not taken over while one statement of its run takes longer than a lease', async () => {
    await ask();
    const busy = await world.ownerHolds('lock table goods_state');
    const now = () => new Date();
    const run = answerInquiry({ ...service(), now }, new AbortController().signal, undefined, 300);
    await world.someoneWaits();
    await sleep(600);

    const other = await claimInquiry(world.db, { token: token(2), now: now(), leaseUntil: now() });
    await busy.letGo();

    expect([other, await run]).toEqual([null, true]);
  });

  test('is worked on by one of many processes', async () => {
    await ask();
    await ask({}, 2);
    const claims = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => claim(token(n))));
    const ids = claims.flatMap((one) => one?.inquiry.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
  });

  test('that no run comes to an end of fails, and says so', async () => {
    const { inquiry } = await ask();
    const started = world.clock;
    for (const n of [1, 2, 3]) {
      await claim(token(n));
      world.clock = new Date(world.clock.getTime() + 2 * MINUTE_MS);
    }
    await answer();
    world.clock = started;
    const failed = await fetched(inquiry.id);
    expect(failed).toMatchObject({ status: 'FAILED', whereabouts: null });
    expect(failed?.failure).toContain('3 times');
  });

  test('that meets a fault is tried again, then fails without telling what went wrong inside', async () => {
    const { inquiry } = await ask();
    const faults: unknown[] = [];
    const broken = {
      ...service(),
      db: Object.create(world.db, {
        transaction: {
          value: (work: never, options: TransactionOptions) =>
            options.snapshot ? Promise.reject(new Error('secret')) : world.db.transaction(work, options),
        },
      }) as typeof world.db,
    };
    for (let run = 0; run < 3; run++) {
      await answerInquiry(broken, new AbortController().signal, (error) => faults.push(error));
    }
    expect(faults).toHaveLength(3);
    expect(await fetched(inquiry.id)).toMatchObject({
      status: 'FAILED',
      failure: 'It could not be answered; the log says why.',
    });
  });
});

test('a batch that nobody has heard of has no inquiry', async () => {
  expect(await ask({ number: 'NEVER' })).toMatchObject({ __typename: 'InquiryBatchUnknown' });
});

test.each([
  ['a batch number that is none', { number: '' }],
  ['what will be known', { asKnownAt: '2099-01-01T00:00:00.000Z' }],
])('%s is refused', async (_, args) => {
  await expect(ask(args)).rejects.toThrow('BAD_USER_INPUT');
});

test('who has five open waits for their answers; others may ask', async () => {
  for (let n = 0; n < 5; n++) expect((await ask()).__typename).toBe('InquiryStarted');
  expect(await ask()).toMatchObject({
    __typename: 'TooManyInquiries',
    message: expect.stringContaining('5') as unknown,
  });
  expect((await ask({}, 2)).__typename).toBe('InquiryStarted');
  while (await answer());
  expect((await ask()).__typename).toBe('InquiryStarted');
});

test('of two inquiries that are asked at once, the second counts the first', async () => {
  for (let n = 0; n < 4; n++) await ask();
  const asked = {
    id: token(8),
    askedBy: personId('QUALITY'),
    askedAt: world.clock,
    asOf: world.clock,
    asKnownAt: null,
  };
  const asking: Promise<Asked>[] = [];
  await world.db.transaction(async (tx) => {
    await lockInquirer(tx, asked.askedBy);
    await insertInquiry(tx, {
      ...asked,
      kind: 'WHEREABOUTS',
      batchId: batchId(GTIN, parseBatchNumber('ASKED') as never),
    });
    asking.push(ask());
    await world.someoneWaits();
  });

  expect(await Promise.all(asking)).toMatchObject([{ __typename: 'TooManyInquiries' }]);
});

test('an id that is none, or of nothing, finds nothing', async () => {
  expect(await fetched('not an id')).toBeNull();
  expect(await fetched(token(9))).toBeNull();
});

test('answers are forgotten after a month, and open inquiries never', async () => {
  const old = (await ask()).inquiry.id;
  await answer();
  const open = (await ask()).inquiry.id;
  const today = world.clock;
  world.clock = new Date(today.getTime() + 31 * 24 * 60 * MINUTE_MS);
  await forgetInquiriesJob.run(world.retrace(), undefined);
  world.clock = today;
  expect([await fetched(old), (await fetched(open))?.id]).toEqual([null, open]);
});
