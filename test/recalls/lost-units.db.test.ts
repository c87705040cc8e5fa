import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeSscc, parseSerial } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { registerUnits } from '../../src/movements/registering/register-units.js';
import { customerId } from '../../src/parties/index.js';
import { productId, unitId } from '../../src/products/index.js';
import { freezeGoods, frozenGoodsOf } from '../../src/recalls/scope/frozen-goods.query.js';
import { reachOf } from '../../src/recalls/scope/reach.js';
import { goodsOf } from '../../src/recalls/scope/scope-goods.js';
import { mayHoldRecalledUnit } from '../../src/recalls/verdict/lost-units.js';
import { verdictAgainst } from '../../src/recalls/verdict/unit-verdict.js';
import { verdictOn } from '../../src/recalls/verdict/unit-verdict.rule.js';
import { loadCertainOrigin, loadOrigin, loadTrace, withEverythingMadeFrom } from '../../src/trace/index.js';
import { runs } from '../support/runs.js';
import { GTIN, OTHER_GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, readRecall, registerParties, verdictOf } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

type Goods = NonNullable<MovementItem['goods']>;
const serials = (batch: string | null, ...list: string[]): Goods => ({
  serials: [{ gtin: GTIN, batch, serials: list }],
});
const loose = (...batches: string[]): Goods => ({
  quantities: batches.map((batch) => ({ gtin: GTIN, batch, quantity: '5' })),
});
const at = (minute: number) => new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString();

function move(kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem {
  return { kind, occurredAt: at(minute), place: PLANT, goods, ...rest };
}

async function recordAll(...movements: MovementItem[]): Promise<void> {
  for (const { verdict, problems } of await record(world.as('QUALITY'), ...movements)) {
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
}

const naming = (...list: string[]) => ({ scope: { serials: list.map((serial) => ({ gtin: GTIN, serial })) } });

interface Seen {
  readonly customers: { readonly nodes: { readonly customer: { readonly number: string } }[] };
  readonly holds: { readonly batchesHeld: number };
}

async function launched(...list: string[]) {
  const recallId = await approved(world, 'unused', naming(...list));
  await launch(world, recallId);
  return (await readRecall(world, recallId)) as Seen;
}

const whom = ({ customers }: Seen) => customers.nodes.map(({ customer: { number }, ...rest }) => ({ number, ...rest }));

describe('a recall of a serial', () => {
  test('reaches who may have it in a bulk that it went into, through several makings', async () => {
    await recordAll(
      move('commission', 0, serials('BULK-X', 'BULK-1', 'BULK-2')),
      move('transform', 1, serials(null, 'BULK-1'), { outputs: loose('BULK-Y') }),
      move('transform', 2, loose('BULK-Y'), { outputs: { ...loose('BULK-Z'), ...serials('BULK-V', 'BULK-3') } }),
      move('ship', 3, loose('BULK-Y'), { consignee: 'ANNA' }),
      move('ship', 3, loose('BULK-Z'), { consignee: 'BODO' }),
      move('ship', 3, serials(null, 'BULK-3'), { consignee: 'CARL' }),
    );

    const recall = await launched('BULK-1');

    expect(whom(recall)).toEqual(
      expect.arrayContaining([
        { number: 'ANNA', basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 },
        { number: 'BODO', basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 },
        { number: 'CARL', basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 },
      ]),
    );
    expect(await verdictOf(world, 'BULK-2')).toMatchObject({ verdict: 'NOT_AFFECTED' });
  });

  test('reaches who may have it where a quantity of its batch was used since it was seen last', async () => {
    await recordAll(
      move('commission', 0, serials('LOST-X', 'LOST-1')),
      move('transform', 1, loose('LOST-X'), { outputs: loose('LOST-Y') }),
      move('transform', 2, loose('LOST-Y'), { outputs: serials('LOST-Z', 'LOST-2') }),
      move('ship', 3, loose('LOST-Y'), { consignee: 'ANNA' }),
      move('ship', 3, serials(null, 'LOST-2'), { consignee: 'BODO' }),
    );

    const recall = await launched('LOST-1');

    expect(whom(recall)).toEqual(
      expect.arrayContaining([
        { number: 'ANNA', basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 },
        { number: 'BODO', basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 },
      ]),
    );
    expect(recall.holds.batchesHeld).toBeGreaterThan(0);
    expect(await verdictOf(world, 'LOST-2')).toMatchObject({
      verdict: 'CANNOT_TELL',
      whatWouldSettleIt: expect.stringContaining('Find the recalled units') as unknown,
    });
  });

  test('leaves alone what a quantity of its batch went into before it was seen again, and what it came out beside', async () => {
    await recordAll(
      move('transform', 1, loose('SAFE-X'), { outputs: serials('SAFE-X', 'SAFE-1', 'SAFE-2') }),
      move('transform', 2, loose('SAFE-X'), { outputs: serials('SAFE-Y', 'SAFE-3') }),
      move('observe', 5, serials(null, 'SAFE-1')),
      move('ship', 6, serials(null, 'SAFE-2', 'SAFE-3'), { consignee: 'ANNA' }),
    );

    expect(whom(await launched('SAFE-1'))).toEqual([]);
    expect(await verdictOf(world, 'SAFE-2')).toMatchObject({ verdict: 'NOT_AFFECTED' });
    expect(await verdictOf(world, 'SAFE-3')).toMatchObject({ verdict: 'NOT_AFFECTED' });
  });

  test('reaches who may have it where what was made of it was lost in a quantity', async () => {
    await recordAll(
      move('commission', 0, serials('PART-X', 'PART-1')),
      move('transform', 1, serials(null, 'PART-1'), { outputs: serials('PART-Y', 'PART-2') }),
      move('transform', 2, loose('PART-Y'), { outputs: { ...loose('PART-Z'), ...serials('PART-W', 'PART-3') } }),
      move('ship', 3, loose('PART-Z'), { consignee: 'ANNA' }),
      move('ship', 3, serials(null, 'PART-3'), { consignee: 'BODO' }),
    );

    const recall = await launched('PART-1');

    expect(whom(recall)).toHaveLength(2);
    expect(whom(recall)).toEqual(
      expect.arrayContaining([
        { number: 'ANNA', basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 },
        { number: 'BODO', basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 },
      ]),
    );
    expect(await verdictOf(world, 'PART-3')).toMatchObject({ verdict: 'AFFECTED' });
  });

  test('reaches who may have it also where no place was ever said of it', async () => {
    await recordAll(
      move('pack', 0, serials('BOX-X', 'BOX-1'), { place: null, container: makeSscc('09506000000000099') }),
      move('transform', 1, loose('BOX-X'), { outputs: { ...loose('BOX-Y'), ...serials('BOX-Z', 'BOX-2') } }),
      move('ship', 3, loose('BOX-Y'), { consignee: 'ANNA' }),
    );

    expect(whom(await launched('BOX-1'))).toMatchObject([{ number: 'ANNA', certainty: 'MAY_HAVE' }]);
    expect(await verdictOf(world, 'BOX-2')).toMatchObject({ verdict: 'CANNOT_TELL' });
  });

  test('does not take for a sight of it that it was registered, nor that its case was emptied', async () => {
    const container = makeSscc('09506000000000098');
    await recordAll(
      move('commission', 0, serials('SAID-X', 'SAID-1')),
      move('pack', 0, serials(null, 'SAID-1'), { container }),
      move('transform', 1, loose('SAID-X'), { outputs: { ...loose('SAID-Y'), ...serials('SAID-Z', 'SAID-2') } }),
      move('unpack', 2, {}, { container }),
      move('ship', 3, loose('SAID-Y'), { consignee: 'ANNA' }),
    );
    await registerUnits(world.as('QUALITY'), [{ gtin: GTIN, batch: 'SAID-X', serials: ['SAID-1'] }]);

    expect(whom(await launched('SAID-1'))).toMatchObject([{ number: 'ANNA', certainty: 'MAY_HAVE' }]);
    expect(await verdictOf(world, 'SAID-2')).toMatchObject({ verdict: 'CANNOT_TELL' });
  });

  test('reaches who may have it where what may hold it was lost in a quantity again and again, also in a circle', async () => {
    await recordAll(
      move('commission', 0, serials('AGAIN-A', 'AGAIN-1')),
      move('transform', 1, loose('AGAIN-A'), { outputs: serials('AGAIN-B', 'AGAIN-2') }),
      move('transform', 2, loose('AGAIN-B'), { outputs: { ...loose('AGAIN-C'), ...serials('AGAIN-D', 'AGAIN-3') } }),
      move('transform', 3, loose('AGAIN-D'), { outputs: serials('AGAIN-A', 'AGAIN-4') }),
      move('transform', 4, loose('AGAIN-A'), { outputs: loose('AGAIN-E') }),
      move('ship', 5, loose('AGAIN-C'), { consignee: 'ANNA' }),
      move('ship', 5, loose('AGAIN-E'), { consignee: 'BODO' }),
      move('ship', 5, serials(null, 'AGAIN-4'), { consignee: 'CARL' }),
    );

    const recall = await launched('AGAIN-1');

    expect(whom(recall).map(({ number, ...rest }) => [number, rest])).toEqual(
      expect.arrayContaining(
        ['ANNA', 'BODO', 'CARL'].map((number) => [number, { basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 }]),
      ),
    );
    for (const serial of ['AGAIN-2', 'AGAIN-3', 'AGAIN-4']) {
      expect([serial, await verdictOf(world, serial)]).toMatchObject([serial, { verdict: 'CANNOT_TELL' }]);
    }
    const named = { batchIds: [], unitIds: [unitId(GTIN, parseSerial('AGAIN-1') as never)] };
    expect((await withEverythingMadeFrom(world.db, named)).truncated).toBeNull();
    expect((await withEverythingMadeFrom(world.db, named, 1)).truncated).toContain('there may be more');
  });

  test('reaches who may have it in a quantity that it went into, though nobody knows its batch', async () => {
    await recordAll(
      move('observe', 0, serials(null, 'NOBATCH-1')),
      move('transform', 1, serials(null, 'NOBATCH-1'), { outputs: loose('NOBATCH-Y') }),
      move('transform', 2, loose('NOBATCH-Y'), {
        outputs: { ...loose('NOBATCH-Z'), ...serials('NOBATCH-V', 'NOBATCH-2') },
      }),
      move('ship', 3, loose('NOBATCH-Y'), { consignee: 'ANNA' }),
      move('ship', 3, loose('NOBATCH-Z'), { consignee: 'BODO' }),
      move('ship', 3, serials(null, 'NOBATCH-2'), { consignee: 'CARL' }),
    );

    expect(whom(await launched('NOBATCH-1'))).toEqual(
      expect.arrayContaining(
        ['ANNA', 'BODO', 'CARL'].map((number) => ({ number, basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 })),
      ),
    );
  });

  test('reaches who may have it in any quantity of its product that was used since it was seen, while nobody knows its batch', async () => {
    // Later than all other tests, whose quantities are of this product too.
    await recordAll(
      move('transform', 51, loose('OPEN-X'), { outputs: loose('OPEN-BEFORE') }),
      move('observe', 52, serials(null, 'OPEN-1')),
      move('transform', 53, loose('OPEN-X'), { outputs: { ...loose('OPEN-Y'), ...serials('OPEN-Z', 'OPEN-2') } }),
      move('ship', 54, loose('OPEN-BEFORE'), { consignee: 'DORA' }),
      move('ship', 54, loose('OPEN-Y'), { consignee: 'ANNA' }),
      move('ship', 54, serials(null, 'OPEN-2'), { consignee: 'BODO' }),
    );

    const told = whom(await launched('OPEN-1'));
    expect(told).toEqual(
      expect.arrayContaining(
        ['ANNA', 'BODO'].map((number) => ({ number, basis: 'SHIPPED', certainty: 'MAY_HAVE', units: 0 })),
      ),
    );
    expect(told.map(({ number }) => number)).not.toContain('DORA');
    expect(await verdictOf(world, 'OPEN-2')).toMatchObject({ verdict: 'CANNOT_TELL' });
  });

  test('clears nothing that was made of quantities of its product while nobody knows its batch', async () => {
    await recordAll(
      move('transform', 1, loose('ANY-X'), { outputs: serials('ANY-Y', 'ANY-1') }),
      move(
        'transform',
        1,
        { quantities: [{ gtin: OTHER_GTIN, batch: 'ANY-O', quantity: '5' }] },
        {
          outputs: serials('ANY-Z', 'ANY-2'),
        },
      ),
    );

    await launched('ANY-NEVER-SEEN');

    expect(await verdictOf(world, 'ANY-1')).toMatchObject({ verdict: 'CANNOT_TELL' });
    expect(await verdictOf(world, 'ANY-2')).toMatchObject({ verdict: 'NOT_AFFECTED' });
  });
});

test('a recall of a batch reaches who may have what was made of it by serial, and was then lost in a quantity', async () => {
  await recordAll(
    move('commission', 0, serials('WHOLE-X', 'WHOLE-1')),
    move('transform', 1, serials(null, 'WHOLE-1'), { outputs: serials('WHOLE-Y', 'WHOLE-2') }),
    move('transform', 2, loose('WHOLE-Y'), { outputs: loose('WHOLE-Z') }),
    move('ship', 3, loose('WHOLE-Z'), { consignee: 'ANNA' }),
  );
  const recallId = await approved(world, 'unused', { scope: { batches: [{ gtin: GTIN, batch: 'WHOLE-X' }] } });
  await launch(world, recallId);

  // Others may have what was made of units of this product without a batch.
  expect(whom((await readRecall(world, recallId)) as Seen)).toContainEqual({
    number: 'ANNA',
    basis: 'SHIPPED',
    certainty: 'MAY_HAVE',
    units: 0,
  });
});

/** Units and batches by small numbers; unit 0 is recalled. */
interface Making {
  readonly units: readonly number[];
  readonly loose: readonly number[];
  readonly madeUnits: readonly number[];
  readonly madeLoose: readonly number[];
  readonly batch: number | null;
}
const UNITS = [0, 1, 2, 3, 4, 5];
const BATCHES = [0, 1, 2, 3];
const anyMaking = fc.record<Making>({
  units: fc.subarray(UNITS, { maxLength: 2 }),
  loose: fc.subarray(BATCHES, { maxLength: 1 }),
  madeUnits: fc.subarray(UNITS.slice(1), { maxLength: 2 }),
  madeLoose: fc.subarray(BATCHES, { maxLength: 1 }),
  batch: fc.option(fc.nat(3)),
});
const anyStory = fc.record({
  makings: fc.array(
    anyMaking.filter(
      (one) => one.units.length + one.loose.length > 0 && one.madeUnits.length + one.madeLoose.length > 0,
    ),
    { minLength: 1, maxLength: 6 },
  ),
  batchOf: fc.tuple(fc.nat(3), ...UNITS.slice(1).map(() => fc.option(fc.nat(3)))),
});

/** What may hold unit 0, by following it through time; the plainest way there is, and never more than that. */
function mayHoldTheFirst(makings: readonly Making[], batchOf: readonly (number | null)[]) {
  const [units, batches] = [new Set([0]), new Set<number>()];
  const lastNamed = makings.findLastIndex((making) => making.units.includes(0));
  for (const [i, making] of makings.entries()) {
    const countedIn = i > lastNamed && lastNamed < 0 && making.loose.includes(batchOf[0] ?? -1);
    const holds =
      making.units.some((one) => units.has(one)) || making.loose.some((one) => batches.has(one)) || countedIn;
    if (!holds) continue;
    for (const one of making.madeUnits) units.add(one);
    for (const one of making.madeLoose) batches.add(one);
  }
  return { units, batches };
}

let round = 0;
const RUNS = runs(40);

test(
  'whatever a named unit may have gone into is never cleared, and whoever received it is a recipient',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async ({ makings, batchOf }) => {
        round += 1;
        const serial = (one: number) => `R${round}-U${one}`;
        const batch = (one: number | null) => (one === null ? null : `R${round}-B${one}`);
        const named = (list: readonly number[], of: number | null): Goods =>
          list.length === 0 ? {} : serials(batch(of), ...list.map(serial));
        const counted = (list: readonly number[]): Goods =>
          list.length === 0 ? {} : loose(...list.map((one) => batch(one) ?? ''));
        await recordAll(
          ...UNITS.map((one) => move('commission', 0, named([one], batchOf[one] ?? null))),
          ...makings.map((one, i) =>
            move(
              'transform',
              i + 1,
              { ...named(one.units, null), ...counted(one.loose) },
              {
                outputs: { ...named(one.madeUnits, one.batch), ...counted(one.madeLoose) },
              },
            ),
          ),
          ...UNITS.slice(1).map((one) => move('ship', 30, named([one], null), { consignee: `U${one}` })),
          ...BATCHES.map((one) => move('ship', 30, counted([one]), { consignee: `B${one}` })),
        );

        const { recipients } = await reachOf(world.db, namingOne(serial(0)), world.clock);
        const reached = new Set(recipients.map((recipient) => recipient.customerId));
        const expected = mayHoldTheFirst(makings, batchOf);
        for (const one of expected.batches) expect([one, reached.has(customerId(`B${one}`))]).toEqual([one, true]);
        for (const one of expected.units) {
          if (one === 0) continue;
          expect([one, reached.has(customerId(`U${one}`))]).toEqual([one, true]);
          const verdict = await verdictByRecall(serial(0), serial(one));
          expect([one, verdict]).not.toEqual([one, 'NOT_AFFECTED']);
          expect([one, await verdictByScope(serial(0), serial(one))]).toEqual([one, verdict]);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * 10_000,
);

const namingOne = (serial: string) => ({
  batches: [],
  serials: [{ gtin: GTIN, serial }],
  ranges: [],
  onlyNamed: false,
});

/** The verdict on a unit against a scope of another one, which is only asked about. */
async function verdictByScope(named: string, serial: string): Promise<string> {
  const read = parseSerial(serial) as never;
  return (await verdictAgainst(world.as('QUALITY'), GTIN, read, namingOne(named))).verdict;
}

/** The verdict on a unit against a recall of another one. */
async function verdictByRecall(recalled: string, serial: string): Promise<string> {
  const context = world.as('QUALITY');
  const scope = namingOne(recalled);
  const found = await goodsOf(world.db, scope);
  const recallId = unitId(GTIN, parseSerial(`${recalled} ${serial}`.slice(0, 20)) as never);
  await world.db.transaction((tx) => freezeGoods(tx, { recallId, wave: 1 }, found));
  const goods = await frozenGoodsOf(world.db, recallId);
  const id = unitId(GTIN, parseSerial(serial) as never);
  const origin = await loadOrigin(context, id);
  const covered = { scope, goods, units: { recallId } };
  const mayHold = origin !== null && (await mayHoldRecalledUnit(world.db, covered, origin.loose));
  const trace = await loadTrace(context, id);
  const facts = {
    unitId: id,
    productId: productId(GTIN),
    known: true,
    wasCorrected: false,
    batchIds: trace?.batchIds ?? [],
  };
  const made = origin && { ...origin, certain: await loadCertainOrigin(context, id), mayHoldRecalledUnit: mayHold };
  return verdictOn({ ...facts, openConflict: false, origin: made }, goods).verdict;
}
