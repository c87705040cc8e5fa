import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';

import { makeSscc, parseSerial } from '../../src/gs1/index.js';
import { captureMovements } from '../../src/movements/capture/capture-movements.js';
import type { MovementItem, RecordedMovement } from '../../src/movements/index.js';
import type { Movement } from '../../src/movements/movement.js';
import { readMovement } from '../../src/movements/reading/read-movement.js';
import { sourceId } from '../../src/parties/index.js';
import type { Context } from '../../src/platform/context.js';
import { type Database, openDatabase } from '../../src/platform/database/database.js';
import { isPassing, isStatementTimeout } from '../../src/platform/database/retry.js';
import { createLoad } from '../../src/platform/load.js';
import { unitId } from '../../src/products/index.js';
import { tracesOf } from '../../src/trace/journeys/unit-trace.js';
import { transactionOf } from '../support/rival-transaction.js';
import { GTIN, PLANT, record, registerTestSource, SOURCE, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { personId, setUpWorld } from '../support/world.js';

// Before the world's own, which drops the database.
afterAll(() => crowd.close());
const world = setUpWorld();
beforeAll(() => registerTestSource(world));

// As many connections as clients: this is about rows, not about waiting for a connection.
let crowd: Database;
beforeAll(async () => {
  crowd = await openDatabase({ url: world.database.appUrl, poolSize: 50 });
});

const MOST_ATTEMPTS = 5;

const warehouse = () => world.as('WAREHOUSE');

/** One of many clients at once. */
function oneOfMany(): Context {
  return { ...warehouse(), db: crowd, load: createLoad(crowd) };
}

/** Someone else's request, as far as its movements are stored and not yet committed. */
async function rivalCaptures(item: MovementItem): Promise<QueryRunner> {
  const rival = await world.rival();
  const origin = {
    captureId: crypto.randomUUID(),
    sourceId: sourceId(SOURCE),
    actorId: personId('WAREHOUSE', 2),
    recordedAt: world.clock,
  };
  await captureMovements(transactionOf(rival), origin, [movementOf(item)]);
  return rival;
}

function movementOf(item: MovementItem): Movement {
  const { movement } = readMovement(item, sourceId(SOURCE), world.clock);
  if (!movement) throw new Error('not a movement');
  return movement;
}

async function end(rival: QueryRunner, how: 'commit' | 'rollback'): Promise<void> {
  if (how === 'commit') await rival.commitTransaction();
  else await rival.rollbackTransaction();
  await rival.release();
}

describe('two requests with one movement id at the same time', () => {
  const scan = (id: string, rest: Partial<MovementItem> = {}) => units('receive', [`RACE-${id}`], { id, ...rest });

  test('the one that commits first is accepted, the other is its duplicate', async () => {
    const rival = await rivalCaptures(scan('same'));
    const mine = record(warehouse(), scan('same'));
    await world.someoneWaits();
    await end(rival, 'commit');

    expect((await mine)[0]?.verdict).toBe('DUPLICATE');
  });

  test('with another content, the other is a conflict that is kept', async () => {
    const rival = await rivalCaptures(scan('other'));
    const mine = record(warehouse(), scan('other', { place: STORE }));
    await world.someoneWaits();
    await end(rival, 'commit');

    expect((await mine)[0]?.verdict).toBe('CONFLICT');
  });

  test('when the first is undone after all, the other is accepted', async () => {
    const rival = await rivalCaptures(scan('undone'));
    const mine = record(warehouse(), scan('undone'));
    await world.someoneWaits();
    await end(rival, 'rollback');

    expect((await mine)[0]?.verdict).toBe('ACCEPTED');
  });
});

test('two scans of one unit at the same time both count, and the later one holds, whichever commits last', async () => {
  const late = units('receive', ['TWO'], { id: 'two-late', place: STORE, occurredAt: '2026-02-01T13:00:00Z' });
  const early = units('receive', ['TWO'], { id: 'two-early', place: PLANT, occurredAt: '2026-02-01T12:00:00Z' });
  const rival = await rivalCaptures(late);
  const mine = record(warehouse(), early);
  await world.someoneWaits();
  await end(rival, 'commit');
  await mine;

  const [state] = await world.db.rows<{ place: string; seen: string }>(
    'state_of_two',
    `select state.location_id as place, movement.source_ref as seen
      from goods_state as state join movement on movement.movement_id = state.seen_movement_id
      where state.goods_id = $1`,
    [unitId(GTIN, parseSerial('TWO') as never)],
  );
  expect(state?.seen).toBe('two-late');
});

test('fifty clients that post the same 200 movements at once store each of them once (A4)', async () => {
  const items = Array.from({ length: 200 }, (_, i) =>
    units(i % 3 === 0 ? 'receive' : 'observe', [`A4-${i % 40}`, `A4-${(i * 7) % 40}-B`], { id: `a4-${i}` }),
  );

  const answers = await Promise.all(Array.from({ length: 50 }, () => record(oneOfMany(), ...items)));

  const verdicts = answers.flat().map(({ verdict }) => verdict);
  expect(verdicts.filter((verdict) => verdict === 'ACCEPTED')).toHaveLength(200);
  expect(verdicts.filter((verdict) => verdict === 'DUPLICATE')).toHaveLength(49 * 200);
  const [stored] = await world.db.rows<{ count: number }>(
    'count_a4',
    `select count(*) as count from movement where source_ref like 'a4-%'`,
  );
  expect(stored?.count).toBe(200);
}, 600_000);

test('an id that is sent with another content leaves the state alone and is one conflict to decide (A5)', async () => {
  const scan = units('receive', ['A5'], { id: 'a5', place: WAREHOUSE });
  await record(warehouse(), scan);

  const others = await Promise.all(Array.from({ length: 10 }, () => record(warehouse(), { ...scan, place: STORE })));

  expect(others.flat().map(({ verdict }) => verdict)).toEqual(Array.from({ length: 10 }, () => 'CONFLICT'));
  const [trace] = await tracesOf(world.db, [unitId(GTIN, parseSerial('A5') as never)], world.clock);
  expect(trace).toMatchObject({ openConflict: true, place: { locationId: movementOf(scan).place?.locationId } });
  const kept = await world.db.rows('kept_a5', `select 1 from movement_conflict where source_ref = 'a5'`);
  expect(kept).toHaveLength(1);
});

test('requests that touch the same goods in crossing order wait for each other and never deadlock', async () => {
  const pallets = [1, 2].map((n) => makeSscc(`0950600000005000${n}`));
  const serials = Array.from({ length: 30 }, (_, i) => `X-${i}`);
  const [before] = await deadlocks();
  const requests = Array.from({ length: 60 }, (_, round) => {
    const order = round % 2 === 0 ? serials : serials.toReversed();
    const minute = (i: number) => new Date(Date.UTC(2026, 1, 1, 12, (round * 7 + i * 3) % 60)).toISOString();
    return order.map((serial, i) =>
      units(['pack', 'receive', 'unpack', 'ship'][(round + i) % 4] ?? 'observe', [serial], {
        id: `x-${round}-${serial}`,
        occurredAt: minute(i),
        container: pallets[i % 2] ?? null,
      }),
    );
  });
  // The same conflicting contents too, in crossing order.
  const conflicting = requests.slice(0, 10).map((items) => items.map((item) => ({ ...item, place: STORE })));

  const waiting = [...requests, ...conflicting];

  const client = async () => {
    const answers = [];
    for (let items = waiting.shift(); items; items = waiting.shift()) answers.push(await send(items));
    return answers.flat();
  };
  const answers = await Promise.all(Array.from({ length: 8 }, client));

  expect(answers.flat().filter(({ verdict }) => verdict === 'REJECTED')).toEqual([]);
  const [after] = await deadlocks();
  expect(after?.count).toBe(before?.count);
}, 600_000);

/** A slow machine cuts short what waits for so many others; a sender is told so, and sends again. */
async function send(items: readonly MovementItem[]): Promise<RecordedMovement[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await record(oneOfMany(), ...items);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !(isStatementTimeout(error) || isPassing(error))) throw error;
    }
  }
}

/** PostgreSQL counts them, also those that a retry has hidden. */
function deadlocks() {
  return world.db.rows<{ count: number }>(
    'count_deadlocks',
    `select deadlocks as count from pg_stat_database where datname = current_database()`,
  );
}
