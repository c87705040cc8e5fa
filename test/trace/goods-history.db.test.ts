import { beforeAll, expect, test } from '@jest/globals';

import { correctMovement, sealKnowledge } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import {
  GTIN,
  PALLET,
  PLANT,
  record,
  registerTestSource,
  SOURCE,
  STORE,
  units,
  WAREHOUSE,
} from '../support/supply-chain.js';
import { openCapture } from '../support/open-capture.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const warehouse = () => world.as('WAREHOUSE');

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Pump' }]);
});

/** Time goes on, by our clock, and what was captured until then is known. */
async function later(minutes = 1): Promise<Date> {
  await sealKnowledge(world.db, world.clock);
  world.clock = new Date(world.clock.getTime() + minutes * 60_000);
  return new Date(world.clock.getTime() - 1);
}

const HISTORY = `query ($gtin: GTIN!, $serial: String!, $asOf: DateTime, $asKnownAt: DateTime) {
  unit(gtin: $gtin, serial: $serial) {
    history(asOf: $asOf, asKnownAt: $asKnownAt) {
      asOf asKnownAt knownThrough known openConflict
      place { placeKind location { gln } }
      containers { sscc }
      journey { nodes { kind evidence } }
    }
  }
}`;

interface History {
  readonly knownThrough: string | null;
  readonly known: boolean;
  readonly openConflict: boolean;
  readonly place: { readonly location: { readonly gln: string } | null };
  readonly containers: readonly unknown[];
  readonly journey: { readonly nodes: readonly { readonly kind: string }[] };
}

async function historyOf(serial: string, times: { asOf?: string; asKnownAt?: Date } = {}): Promise<History> {
  const { unit } = await world.graphql<{ unit: { history: History } }>(world.as('AUDITOR'), HISTORY, {
    gtin: GTIN,
    serial,
    asOf: times.asOf,
    asKnownAt: times.asKnownAt?.toISOString(),
  });
  return unit.history;
}

const glnOf = ({ place }: History) => place.location?.gln ?? null;
const kindsOf = ({ journey }: History) => journey.nodes.map(({ kind }) => kind);

test('where a unit was at a time is told by what happened until then', async () => {
  await record(
    warehouse(),
    units('commission', ['H1'], { occurredAt: '2026-02-01T08:00:00Z', place: PLANT }),
    units('receive', ['H1'], { occurredAt: '2026-02-01T10:00:00Z' }),
  );

  expect(glnOf(await historyOf('H1', { asOf: '2026-02-01T09:00:00Z' }))).toBe(PLANT);
  expect(glnOf(await historyOf('H1', { asOf: '2026-02-01T10:00:00Z' }))).toBe(WAREHOUSE);
  expect(await historyOf('H1', { asOf: '2026-02-01T07:00:00Z' })).toMatchObject({ known: false });
});

test('what came late was not known before', async () => {
  await record(warehouse(), units('receive', ['H2'], { occurredAt: '2026-02-01T10:00:00Z' }));
  const before = await later();
  await record(warehouse(), units('ship', ['H2'], { occurredAt: '2026-02-01T09:00:00Z', place: PLANT }));
  const after = await later();

  expect(kindsOf(await historyOf('H2', { asKnownAt: before }))).toEqual(['receive']);
  expect(kindsOf(await historyOf('H2', { asKnownAt: after }))).toEqual(['ship', 'receive']);
});

test('what was corrected since was known then, and is not any more', async () => {
  await record(warehouse(), units('receive', ['H3'], { id: 'h3', place: STORE }));
  const before = await later();
  await correctMovement(warehouse(), { source: SOURCE, id: 'h3', reason: 'DID_NOT_OCCUR' });
  const after = await later();

  expect(glnOf(await historyOf('H3', { asKnownAt: before }))).toBe(STORE);
  expect(await historyOf('H3', { asKnownAt: after })).toMatchObject({ known: false });
});

test('a contradiction is known from when it came until it was settled', async () => {
  await record(warehouse(), units('receive', ['H4'], { id: 'h4' }));
  const before = await later();
  await record(warehouse(), units('receive', ['H4'], { id: 'h4', place: STORE }));
  const between = await later();
  await correctMovement(world.as('QUALITY'), { source: SOURCE, id: 'h4', reason: 'DID_NOT_OCCUR' });
  const after = await later();

  const open = [before, between, after].map(async (asKnownAt) => (await historyOf('H4', { asKnownAt })).openConflict);
  expect(await Promise.all(open)).toEqual([false, true, false]);
});

test('a unit on a pallet follows the pallet as far as that was known', async () => {
  await record(warehouse(), units('pack', ['H5'], { occurredAt: '2026-02-01T08:00:00Z', container: PALLET }));
  const packed = await later();
  await record(warehouse(), {
    kind: 'receive',
    occurredAt: '2026-02-01T12:00:00Z',
    place: STORE,
    goods: { ssccs: [PALLET] },
  });

  expect(await historyOf('H5', { asKnownAt: packed })).toMatchObject({
    place: { location: { gln: WAREHOUSE } },
    containers: [{ sscc: PALLET }],
  });
  expect(glnOf(await historyOf('H5'))).toBe(STORE);
});

test('an answer as known at a time is the same whenever it is asked, also with captures open across it (A9)', async () => {
  const answers: { at: Date; answer: History }[] = [];
  for (let round = 0; round < 12; round++) {
    const minute = String(59 - round).padStart(2, '0');
    const late = units('observe', ['H6'], { id: `h6-${round}`, occurredAt: `2026-02-01T10:${minute}:00Z` });
    await record(warehouse(), late);
    if (round % 3 === 2) {
      await correctMovement(warehouse(), { source: SOURCE, id: `h6-${round - 1}`, reason: 'DID_NOT_OCCUR' });
    }
    const open = await openCapture(
      warehouse(),
      units('observe', ['H6'], { id: `h6-open-${round}`, occurredAt: '2026-02-01T09:00:00Z' }),
    );
    const at = new Date(world.clock.getTime());
    answers.push({ at, answer: await historyOf('H6', { asKnownAt: at }) });
    await open.commit();
    expect(await historyOf('H6', { asKnownAt: at })).toEqual(answers.at(-1)?.answer);
    await later();
  }

  for (const { at, answer } of answers) expect(await historyOf('H6', { asKnownAt: at })).toEqual(answer);
  expect(new Set(answers.map(({ answer }) => kindsOf(answer).length)).size).toBeGreaterThan(8);
});

test('what will be known cannot be asked for', async () => {
  const { errors } = await world.answer(world.as('AUDITOR'), HISTORY, {
    gtin: GTIN,
    serial: 'H1',
    asKnownAt: new Date(world.clock.getTime() + 1_000).toISOString(),
  });

  expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('future') as unknown });
});

test('positions are dense, and instants never go back, whatever the clock does', async () => {
  for (let i = 0; i < 5; i++) {
    await record(warehouse(), units('observe', ['H7'], { id: `h7-${i}` }));
    await sealKnowledge(world.db, new Date(world.clock.getTime() - i * 3_600_000));
  }

  const rows = await world.db.rows<{ position: number; knownAt: Date }>(
    'all_knowledge',
    'select knowledge.position, knowledge.known_at as "knownAt" from knowledge order by knowledge.position',
  );
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, i) => i + 1));
  const instants = rows.map(({ knownAt }) => knownAt.getTime());
  expect(instants).toEqual(instants.toSorted((a, b) => a - b));
});

test('two who seal at once give every capture one position', async () => {
  for (let i = 0; i < 20; i++) await record(warehouse(), units('observe', ['H8'], { id: `h8-${i}` }));

  await Promise.all(Array.from({ length: 5 }, () => sealKnowledge(world.db, world.clock)));

  const [counts] = await world.db.rows<{ captures: number; positions: number; pending: number }>(
    'count_knowledge',
    `select (select count(*) from capture) as captures, (select count(distinct position) from knowledge) as positions,
      (select count(*) from knowledge_pending) as pending`,
  );
  expect(counts).toEqual({ captures: counts?.captures, positions: counts?.captures, pending: 0 });
});

test('the history of many costs as many statements as the history of one', async () => {
  const serials = Array.from({ length: 20 }, (_, i) => `H9-${i}`);
  await record(warehouse(), units('observe', serials, { id: 'h9' }));
  await later();

  await historyOf('H9-0', { asKnownAt: new Date(world.clock.getTime() - 1) });
  const [one, many] = [await statementsFor(serials.slice(0, 1)), await statementsFor(serials)];

  expect(many).toBe(one);
});

async function statementsFor(serials: readonly string[]): Promise<number> {
  const { context, statements } = counting(world.as('QUALITY'));
  const fields = serials.map((serial, i) => `u${i}: unit(gtin: "${GTIN}", serial: "${serial}") { ...Then }`);
  const at = new Date(world.clock.getTime() - 1).toISOString();
  const query = `{ ${fields.join(' ')} } fragment Then on Unit { history(asKnownAt: "${at}") { known place { placeKind } } }`;
  await world.graphql(context, query);
  return statements.length;
}
