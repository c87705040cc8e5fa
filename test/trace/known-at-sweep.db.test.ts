import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import { type MovementItem, sealKnowledge } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { openCapture } from '../support/open-capture.js';
import { correct, GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const TIMES = 100;
const EVENTS_A_TIME = 100;
const BATCHES = 10;
const UNITS_A_BATCH = 40;
const PLACES = [PLANT, WAREHOUSE, STORE];

const world = setUpWorld();
const warehouse = () => world.as('WAREHOUSE');

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Pump' }]);
});

const batchOf = (n: number) => `SWEEP-${n % BATCHES}`;
const serialOf = (n: number) => `${batchOf(n)}-${Math.floor(n / BATCHES) % UNITS_A_BATCH}`;
const palletOf = (n: number) => makeSscc(`0950600000033000${n % BATCHES}`);
const on = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** The n-th event, at a time that has nothing to do with when it comes. */
function eventOf(n: number): MovementItem {
  const minute = (n * 7_919) % 40_000;
  const of = (kind: string, rest: Partial<MovementItem> = {}): MovementItem => ({
    ...{ id: `sweep-${n}`, kind, occurredAt: on(minute), place: PLACES[n % PLACES.length] ?? null },
    goods: { serials: [{ gtin: GTIN, batch: batchOf(n), serials: [serialOf(n)] }] },
    ...rest,
  });
  const loose = { quantities: [{ gtin: GTIN, batch: batchOf(n), quantity: String(1 + (n % 9)), uom: 'KGM' }] };
  switch (Math.floor(n / BATCHES) % 8) {
    case 0:
      return of('pack', { container: palletOf(n) });
    case 1:
      return of('ship', { goods: { ssccs: [palletOf(n)] }, carrier: `CARRIER-${n % 3}` });
    case 2:
      return of('receive', { goods: loose });
    case 3:
      return of('ship', { goods: loose, carrier: 'CARRIER-1' });
    case 4:
      return of('ship', { carrier: 'CARRIER-2', consignee: `CUSTOMER-${n % 4}` });
    case 5:
      return of('deliver', { consignee: `CUSTOMER-${n % 4}` });
    default:
      return of('receive');
  }
}

const ASK = `query ($gtin: GTIN!, $batch: String!, $serial: String!, $at: DateTime!) {
  batch(gtin: $gtin, number: $batch) {
    whereabouts(asKnownAt: $at) {
      knownThrough units disputed disputedUnits
      places { placeKind units quantities { quantity uom } location { gln } carrier { code } customer { number } }
    }
  }
  unit(gtin: $gtin, serial: $serial) {
    history(asKnownAt: $at) {
      knownThrough known openConflict place { placeKind since } containers { sscc } journey { nodes { kind occurredAt } }
    }
  }
}`;

/** What is asked about at a time: the goods of an event that has come just then. */
const askedAbout = (time: number) => time * EVENTS_A_TIME + (time % BATCHES);

/** What is answered of one batch and one of its units, as known at a time. */
function ask(time: number, at: Date): Promise<{ batch: { whereabouts: { knownThrough: string | null } } | null }> {
  const n = askedAbout(time);
  const variables = { gtin: GTIN, batch: batchOf(n), serial: serialOf(n), at: at.toISOString() };
  return world.graphql(world.as('AUDITOR'), ASK, variables);
}

test('of 10,000 events, what was known at 100 times is answered as it was then, also with a capture open across it (A9)', async () => {
  const given: { readonly at: Date; readonly answer: Awaited<ReturnType<typeof ask>> }[] = [];
  for (let time = 0; time < TIMES; time++) {
    const events = Array.from({ length: EVENTS_A_TIME }, (_, i) => eventOf(time * EVENTS_A_TIME + i));
    const [last, ...others] = events.toReversed();
    await record(warehouse(), ...others);
    // What was told before is corrected, and now and then contradicted.
    if (time % 2 === 1 && time > 3) await correct(world.as('QUALITY'), `sweep-${askedAbout(time - 3)}`);
    if (time % 6 === 4) await record(warehouse(), { ...eventOf(askedAbout(time - 2)), occurredAt: on(1) });
    await sealKnowledge(world.db, world.clock);
    const open = await openCapture(warehouse(), last ?? units('observe', []));

    const at = world.clock;
    const answer = await ask(time, at);
    given.push({ at, answer });
    await open.commit();
    expect(await ask(time, at)).toEqual(answer);

    world.clock = new Date(at.getTime() + 60_000);
  }

  const [ledger] = await world.db.rows<{ events: number }>(
    'test_count_events',
    'select count(*) as events from movement where movement.kind is not null',
  );
  expect(ledger?.events).toBe(TIMES * EVENTS_A_TIME);
  for (const [time, { at, answer }] of given.entries()) expect(await ask(time, at)).toEqual(answer);
  expect(new Set(given.map(({ answer }) => answer.batch?.whereabouts.knownThrough)).size).toBe(TIMES);
}, 900_000);
