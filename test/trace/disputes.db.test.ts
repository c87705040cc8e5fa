import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import { type MovementItem, sealKnowledge } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import { correct, GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const send = (...movements: MovementItem[]) => record(world.as('WAREHOUSE'), ...movements);

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Pump' }]);
});

let counter = 0;
let batch: string;
let pallet: string;
beforeEach(async () => {
  counter++;
  batch = `DISPUTE-${counter}`;
  pallet = makeSscc(`0950600000044${counter.toString().padStart(4, '0')}`);
  const goods = { serials: [{ gtin: GTIN, batch, serials: [serial(1), serial(2), serial(3)] }] };
  await send({ kind: 'commission', occurredAt: on(1), place: PLANT, goods });
});

const serial = (number: number) => `${batch}-${number}`;
const on = (day: number) => `2026-02-0${day}T12:00:00Z`;

interface Disputed {
  readonly disputed: boolean;
  readonly disputedUnits: number;
}

async function whereabouts(asKnownAt: Date | null = null): Promise<Disputed> {
  const answer = await world.graphql<{ batch: { whereabouts: Disputed } }>(
    world.as('AUDITOR'),
    `query ($gtin: GTIN!, $batch: String!, $asKnownAt: DateTime) {
      batch(gtin: $gtin, number: $batch) { whereabouts(asKnownAt: $asKnownAt) { disputed disputedUnits } }
    }`,
    { gtin: GTIN, batch, asKnownAt: asKnownAt?.toISOString() },
  );
  return answer.batch.whereabouts;
}

/** Our clock goes on; what was recorded until the instant that is answered is known at it. */
async function later(): Promise<Date> {
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + 60_000);
  return new Date(world.clock.getTime() - 1);
}

interface Told {
  readonly disputed: boolean;
  readonly place: { readonly disputed: boolean };
  readonly journey: { readonly nodes: readonly { readonly kind: string; readonly disputed: boolean }[] };
}

async function unit(number: number): Promise<Told & { readonly history: Told }> {
  const answer = await world.graphql<{ unit: Told & { history: Told } }>(
    world.as('AUDITOR'),
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) {
        disputed place { disputed } journey { nodes { kind disputed } }
        history { place { disputed } journey { nodes { kind disputed } } }
      }
    }`,
    { gtin: GTIN, serial: serial(number) },
  );
  return answer.unit;
}

const UNDISPUTED = { disputed: false, disputedUnits: 0 };

test('a batch tells how many of its units two contents of one movement put in doubt, until it is decided', async () => {
  const seen = (place: string) =>
    units('observe', [serial(1), serial(2)], { id: `seen ${batch}`, occurredAt: on(2), place });
  await send(seen(PLANT));
  expect(await whereabouts()).toEqual(UNDISPUTED);
  await send(seen(STORE));

  expect(await whereabouts()).toEqual({ disputed: true, disputedUnits: 2 });

  await correct(world.as('QUALITY'), `seen ${batch}`);
  expect(await whereabouts()).toEqual(UNDISPUTED);
});

test('a disputed scan of a pallet puts in doubt what is or was on it, through whatever it is packed in', async () => {
  const tote = makeSscc(`0950600000045${counter.toString().padStart(4, '0')}`);
  const scan = (place: string) => ({
    id: `scan ${pallet}`,
    kind: 'observe',
    occurredAt: on(3),
    place,
    goods: { ssccs: [pallet] },
  });
  await send(
    units('pack', [serial(1), serial(2)], { occurredAt: on(2), place: PLANT, container: tote }),
    { kind: 'pack', occurredAt: on(2), place: PLANT, container: pallet, goods: { ssccs: [tote] } },
    units('unpack', [serial(2)], { occurredAt: on(4), place: PLANT, container: tote }),
    scan(PLANT),
  );
  const before = await later();
  await send(scan(STORE));
  const during = await later();

  expect(await whereabouts()).toEqual({ disputed: true, disputedUnits: 2 });
  expect(await whereabouts(before)).toEqual(UNDISPUTED);
  await correct(world.as('QUALITY'), `scan ${pallet}`);
  await later();
  expect(await whereabouts()).toEqual(UNDISPUTED);
  expect(await whereabouts(during)).toEqual({ disputed: true, disputedUnits: 2 });
});

test('so is a quantity of which two contents tell, and one in a disputed pallet', async () => {
  const loose = { quantities: [{ gtin: GTIN, batch, quantity: '5', uom: 'KGM' }] };
  const shipped = (place: string) => ({ id: `ship ${batch}`, kind: 'ship', occurredAt: on(3), place, goods: loose });
  await send(shipped(PLANT), shipped(WAREHOUSE));
  expect(await whereabouts()).toEqual({ disputed: true, disputedUnits: 0 });
  expect(await whereabouts(await later())).toEqual({ disputed: true, disputedUnits: 0 });
  await correct(world.as('QUALITY'), `ship ${batch}`);
  expect(await whereabouts()).toEqual(UNDISPUTED);

  const scan = (place: string) => ({
    id: `scan ${pallet}`,
    kind: 'observe',
    occurredAt: on(3),
    place,
    goods: { ssccs: [pallet] },
  });
  await send(
    { kind: 'pack', occurredAt: on(2), place: PLANT, container: pallet, goods: loose },
    scan(PLANT),
    scan(STORE),
  );
  expect(await whereabouts()).toEqual({ disputed: true, disputedUnits: 0 });
  expect(await whereabouts(await later())).toEqual({ disputed: true, disputedUnits: 0 });
});

test('a unit tells it with its place, and which step of its journey it is', async () => {
  const seen = (place: string) => units('observe', [serial(1)], { id: `seen ${batch}`, occurredAt: on(2), place });
  await send(seen(PLANT), seen(STORE));

  const told = {
    place: { disputed: true },
    journey: {
      nodes: [
        { kind: 'commission', disputed: false },
        { kind: 'observe', disputed: true },
      ],
    },
  };
  expect(await unit(1)).toEqual({ disputed: true, ...told, history: told });
  expect(await unit(2)).toMatchObject({ disputed: false, place: { disputed: false } });
});

test('so does a pallet, and what was known of it then stays as it was', async () => {
  const scan = (place: string) => ({
    id: `scan ${pallet}`,
    kind: 'observe',
    occurredAt: on(3),
    place,
    goods: { ssccs: [pallet] },
  });
  await send(scan(PLANT), scan(STORE));
  const then = await later();
  await correct(world.as('QUALITY'), `scan ${pallet}`);
  await later();

  const answer = await world.graphql<{ logisticUnit: Told & { history: Told } }>(
    world.as('AUDITOR'),
    `query ($sscc: SSCC!, $then: DateTime) {
      logisticUnit(sscc: $sscc) {
        disputed place { disputed } journey { nodes { kind disputed } }
        history(asKnownAt: $then) { place { disputed } journey { nodes { kind disputed } } }
      }
    }`,
    { sscc: pallet, then: then.toISOString() },
  );

  expect(answer.logisticUnit).toEqual({
    disputed: false,
    place: { disputed: false },
    journey: { nodes: [] },
    history: { place: { disputed: true }, journey: { nodes: [{ kind: 'observe', disputed: true }] } },
  });
});

test('all steps of all units of a list are asked about in one statement', async () => {
  const { context, statements } = counting(world.as('AUDITOR'));

  await world.graphql(
    context,
    `{ batch(gtin: "${GTIN}", number: "${batch}") { units { nodes { place { disputed } journey { nodes { disputed } } } } } }`,
  );

  expect(statements.filter((name) => name.includes('conflict'))).toHaveLength(1);
});
