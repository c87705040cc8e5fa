import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { type Gtin, makeGtin } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { forgetOpenScopes } from '../../src/recalls/open-scopes.js';
import { referenceOf } from '../../src/recalls/recall.js';
import { GTIN, OTHER_GTIN, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, close, launch, registerParties, sixUnits, tellEveryone } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

interface Ruling {
  readonly verdict: string;
  readonly reason: string;
  readonly whatWouldSettleIt: string | null;
  readonly recall: { readonly id: string; readonly status: string };
}
interface Told {
  readonly verdict: Ruling & {
    readonly recalls: readonly Ruling[];
    readonly closedRecalls: readonly Ruling[];
    readonly moreClosedRecalls: number;
  };
  readonly whatToTell: readonly Pick<Ruling, 'verdict' | 'recall'>[];
}

/** What is told of a unit. Customer service is told the same, and may ask less often than these tests do. */
async function told(serial: string, gtin: Gtin = GTIN): Promise<Told> {
  const { unit } = await world.graphql<{ unit: Told }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) {
        verdict { verdict reason whatWouldSettleIt recalls { ...Ruling } closedRecalls { ...Ruling } moreClosedRecalls }
        whatToTell { verdict recall { id status } }
      }
    }
    fragment Ruling on RecallRuling { verdict reason whatWouldSettleIt recall { id status } }`,
    { gtin, serial },
  );
  return unit;
}

async function launched(batch: string, changes: Record<string, unknown> = {}): Promise<string> {
  const recallId = await approved(world, batch, changes);
  await launch(world, recallId);
  return recallId;
}

async function closed(recallId: string): Promise<void> {
  await tellEveryone(world, recallId);
  expect(await close(world, recallId)).toMatchObject({ __typename: 'RecallClosed' });
}

const of = (gtin: string, batch: string | null, ...serials: string[]) => ({ serials: [{ gtin, batch, serials }] });
const some = (batch: string) => ({ quantities: [{ gtin: GTIN, batch, quantity: '1' }] });

/** Records of a unit in which a link is missing that would tell whether a batch covers it. */
const INCOMPLETE: [string, (serial: string, batch: string) => MovementItem[], Gtin?][] = [
  ['is of no recorded batch', (serial) => [units('receive', [serial])]],
  [
    'is of no recorded batch, and came back from its customer',
    (serial) => [
      units('ship', [serial], { consignee: 'ANNA', carrier: 'FAST' }),
      units('return', [serial], { occurredAt: '2026-02-05T12:00:00Z', consignee: 'ANNA' }),
    ],
  ],
  [
    'is of no recorded batch, and was destroyed',
    (serial) => [units('receive', [serial]), units('destroy', [serial], { occurredAt: '2026-02-05T12:00:00Z' })],
  ],
  [
    'is claimed by two batches, neither of them covered',
    (serial) => ['ONE', 'TWO'].map((other) => units('receive', [], { goods: of(GTIN, `${serial}-${other}`, serial) })),
  ],
  [
    'is in an open conflict',
    (serial) =>
      ['2026-02-01T12:00:00Z', '2026-02-01T13:00:00Z'].map((occurredAt) =>
        units('receive', [], { id: `conflict of ${serial}`, occurredAt, goods: of(GTIN, `${serial}-ONE`, serial) }),
      ),
  ],
  [
    'has a part of no recorded batch',
    (serial) => [units('transform', [`${serial}-part`], { outputs: of(OTHER_GTIN, `${serial}-ONE`, serial) })],
    OTHER_GTIN,
  ],
  [
    'is of a batch of which others were made of covered goods',
    (serial, batch) => [
      units('receive', [], { goods: of(OTHER_GTIN, `${serial}-ONE`, serial) }),
      units('transform', [], { goods: some(batch), outputs: of(OTHER_GTIN, `${serial}-ONE`, `${serial}-other`) }),
    ],
    OTHER_GTIN,
  ],
];

test.each(INCOMPLETE)(
  'a unit that %s is not cleared of a recall by its being closed',
  async (_, movements, gtin = GTIN) => {
    const batch = await sixUnits(world);
    const serial = `${batch}-in-doubt`;
    await record(world.as('QUALITY'), ...movements(serial, batch));
    const recallId = await launched(batch);
    const before = (await told(serial, gtin)).verdict;
    expect(before).toMatchObject({ verdict: 'CANNOT_TELL', recalls: [{ recall: { id: recallId } }] });

    await closed(recallId);

    const { verdict, whatToTell } = await told(serial, gtin);
    const recall = { id: recallId, status: 'CLOSED' };
    const { whatWouldSettleIt } = before;
    expect(verdict).toMatchObject({ verdict: 'CANNOT_TELL', whatWouldSettleIt, recalls: [] });
    const ruling = verdict.closedRecalls.find((one) => one.recall.id === recallId);
    expect(ruling).toMatchObject({ verdict: 'CANNOT_TELL', whatWouldSettleIt, recall });
    expect(whatToTell).toContainEqual({ verdict: 'CANNOT_TELL', recall });
  },
);

test('a closed recall is named with the day that it was closed, in a sentence that can be read out', async () => {
  const batch = await sixUnits(world);
  const recallId = await launched(batch);
  await closed(recallId);
  const [recall] = await world.db.rows<{ createdAt: Date }>(
    'created_at_of',
    `select recall.created_at as "createdAt" from recall where recall.recall_id = $1`,
    [recallId],
  );
  const reference = referenceOf({ id: recallId, createdAt: recall?.createdAt ?? world.clock });

  const { verdict } = await told(`${batch}-1`);

  const reason = `Recall ${reference} was closed on 1 March 2026. The recall covered the batch of this unit.`;
  expect(verdict.closedRecalls).toMatchObject([{ verdict: 'AFFECTED', reason }]);
  expect(verdict).toMatchObject({
    verdict: 'CANNOT_TELL',
    reason: `No open recall covers this unit. ${reason} Nothing says that this unit was seen to.`,
  });
});

test('of very many closed recalls the first are listed, those that covered it before the others, and how many more there are is told', async () => {
  const batch = await sixUnits(world);
  const recallId = await launched(batch);
  await closed(recallId);
  await closeCopies(recallId, 21);

  const { verdict, whatToTell } = await told(`${batch}-1`);

  expect(verdict).toMatchObject({
    verdict: 'CANNOT_TELL',
    reason: expect.stringContaining('There are 22 such recalls that are closed.') as unknown,
    moreClosedRecalls: 2,
  });
  expect(verdict.closedRecalls).toHaveLength(20);
  expect(verdict.closedRecalls[0]).toMatchObject({ verdict: 'AFFECTED', recall: { id: recallId } });
  expect(whatToTell.map(({ recall }) => recall.id)).toEqual(verdict.closedRecalls.map(({ recall }) => recall.id));
});

test('a unit that an open recall covers beside a closed one is affected, and what both say is told', async () => {
  const batch = await sixUnits(world);
  const first = await launched(batch);
  const second = await launched(batch);
  await closed(first);

  const { verdict, whatToTell } = await told(`${batch}-1`);

  expect(verdict).toMatchObject({
    verdict: 'AFFECTED',
    reason: 'The recall covers the batch of this unit.',
    recalls: [{ verdict: 'AFFECTED', recall: { id: second } }],
    closedRecalls: [{ verdict: 'AFFECTED', recall: { id: first } }],
  });
  expect(whatToTell).toMatchObject([{ recall: { id: second, status: 'LAUNCHED' } }, { recall: { id: first } }]);
  await closed(second);
});

test('a recall that another process has just closed is told of once', async () => {
  await closed(await launched(await sixUnits(world)));
  const batch = await sixUnits(world);
  const recallId = await launched(batch);
  expect((await told(`${batch}-1`)).verdict).toMatchObject({ verdict: 'AFFECTED', closedRecalls: [] });

  await world.db.rows(
    'close_elsewhere',
    `update recall set status = 'CLOSED', closed_at = launched_at where recall.recall_id = $1`,
    [recallId],
  );

  const { verdict, whatToTell } = await told(`${batch}-1`);
  expect(verdict).toMatchObject({ verdict: 'AFFECTED', recalls: [{ recall: { id: recallId } }], closedRecalls: [] });
  expect(whatToTell).toHaveLength(1);
  forgetOpenScopes(world.db);
});

test('a unit that its customer returned under a recall is still told apart when the recall is closed', async () => {
  const batch = await sixUnits(world);
  const recallId = await launched(batch);
  await record(
    world.as('QUALITY'),
    units('return', [`${batch}-1`], { occurredAt: '2026-02-20T12:00:00Z', consignee: 'ANNA' }),
  );
  await closed(recallId);

  const { verdict, whatToTell } = await told(`${batch}-1`);

  expect(verdict).toMatchObject({
    verdict: 'CANNOT_TELL',
    closedRecalls: [{ verdict: 'AFFECTED', recall: { id: recallId } }],
  });
  expect(whatToTell).toMatchObject([{ verdict: 'AFFECTED', recall: { id: recallId, status: 'CLOSED' } }]);
});

test('a second recall with a wider scope affects what the first covered before it was closed, and more', async () => {
  const [batch, other] = [await sixUnits(world), await sixUnits(world)];
  const first = await launched(batch);
  await closed(first);
  const before = await told(`${other}-1`);
  expect(before).toMatchObject({ verdict: { verdict: 'NOT_AFFECTED', closedRecalls: [] }, whatToTell: [] });

  const scope = { batches: [batch, other].map((one) => ({ gtin: GTIN, batch: one })) };
  const second = await launched(batch, { scope });

  const affected = { verdict: 'AFFECTED', recalls: [{ recall: { id: second } }] };
  const closedFirst = [{ recall: { id: first } }];
  expect((await told(`${batch}-1`)).verdict).toMatchObject({ ...affected, closedRecalls: closedFirst });
  expect((await told(`${other}-1`)).verdict).toMatchObject({ ...affected, closedRecalls: [] });

  await closed(second);
  const listOf = async (serial: string) => (await told(serial)).verdict.closedRecalls.map(({ recall }) => recall.id);
  expect((await listOf(`${batch}-1`)).sort()).toEqual([first, second].sort());
  expect(await listOf(`${other}-1`)).toEqual([second]);
});

/** What a scan says of a unit's batch; `covered` is the one that the closed recall was of. */
const scan = fc.record({
  kind: fc.constantFrom('receive', 'observe', 'return', 'destroy'),
  batch: fc.constantFrom(null, 'covered', 'ONE', 'TWO'),
  minute: fc.integer({ min: 0, max: 59 }),
  conflicts: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
});

test('while only closed recalls covered its product, no unit that they covered or with a missing link is cleared, whatever was scanned', async () => {
  // Of this product no other test recalls a batch.
  const gtin = makeGtin('0950600000003');
  const batch = await sixUnits(world);
  await closed(await launched(batch, { scope: { batches: [{ gtin, batch }] } }));
  let unitsSeen = 0;

  await fc.assert(
    fc.asyncProperty(fc.array(scan, { minLength: 1, maxLength: 3 }), async (scans) => {
      unitsSeen += 1;
      const serial = `${batch}-any-${unitsSeen}`;
      const movements = scans.flatMap(({ kind, batch: name, minute, conflicts }, index) => {
        const one = {
          id: `${serial} ${index}`,
          occurredAt: new Date(Date.UTC(2026, 1, 20, 12, minute)).toISOString(),
          goods: of(gtin, name === 'covered' ? batch : name && `${batch}-${name}`, serial),
          ...(kind === 'return' && { consignee: 'ANNA' }),
        };
        const another = { ...one, occurredAt: '2026-02-20T13:30:00Z' };
        return [one, ...(conflicts ? [another] : [])].map((rest) => units(kind, [], rest));
      });
      await record(world.as('QUALITY'), ...movements);

      const { verdict, whatToTell } = await told(serial, gtin);

      const claims = new Set(scans.flatMap(({ batch: name }) => name ?? []));
      const isMissing = claims.size !== 1 || scans.some(({ conflicts }) => conflicts);
      const isCleared = !isMissing && !claims.has('covered');
      expect(verdict.verdict).toBe(isCleared ? 'NOT_AFFECTED' : 'CANNOT_TELL');
      expect(verdict.whatWouldSettleIt === null).toBe(isCleared);
      expect(verdict.closedRecalls.length === 0).toBe(isCleared);
      expect(whatToTell).toHaveLength(verdict.closedRecalls.length);
    }),
    { numRuns: 40 },
  );
});

/** So many recalls that held the same goods, and were closed later; of what they held nothing says whether it was certain. */
async function closeCopies(recallId: string, copies: number): Promise<void> {
  await world.db.rows(
    'close_copies',
    `
    with copy as (
      insert into recall
      select (jsonb_populate_record(
        recall, jsonb_build_object('recall_id', gen_random_uuid(), 'closed_at', recall.closed_at + interval '1 day')
      )).*
      from recall, generate_series(1, $2)
      where recall.recall_id = $1
      returning recall_id, closed_at
    )
    insert into hold
    select (jsonb_populate_record(hold, jsonb_build_object(
      'recall_id', copy.recall_id, 'released_at', copy.closed_at
    ))).*
    from hold, copy
    where hold.recall_id = $1
    `,
    [recallId, copies],
  );
}
