import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { sealKnowledge } from '../../../src/movements/index.js';
import { registerProducts } from '../../../src/products/index.js';
import { type Database, openDatabase } from '../../../src/platform/database/database.js';
import { createLog } from '../../../src/platform/log.js';
import { findOverdue } from '../../../src/trace/gaps/find-overdue.job.js';
import { startWatchingGaps, watchGaps } from '../../../src/trace/index.js';
import { makeSscc } from '../../../src/gs1/index.js';
import { transactionBy } from '../../support/rival-transaction.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import { GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { correct, gapsOf, kindsOf, pageOfGaps } from './gap-story.js';

const world = setUpWorld();
const warehouse = () => world.as('WAREHOUSE');

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(world.as('QUALITY'), [{ gtin: GTIN, name: 'Pump' }]);
});

let counter = 0;
let serial: string;
let sscc: string;
beforeEach(() => {
  counter++;
  serial = `G-${counter}`;
  sscc = makeSscc(`0950600000077${counter.toString().padStart(4, '0')}`);
});

const on = (day: number, hour = 12) => `2026-02-${day.toString().padStart(2, '0')}T${hour}:00:00Z`;
const ofBatch = (serials: string[]) => ({ goods: { serials: [{ gtin: GTIN, batch: 'B-1', serials }] } });
const made = (day = 1) => units('commission', [serial], { occurredAt: on(day), place: PLANT, ...ofBatch([serial]) });
const moved = (kind: string, day: number, rest: object = {}) =>
  units(kind, [serial], { id: `${kind} ${serial} ${day}`, occurredAt: on(day), ...rest });

describe('a gap', () => {
  test('opens when goods turn up where nothing brought them, and the late scan that was missing closes it', async () => {
    await record(warehouse(), made(), moved('receive', 3));
    expect(await gapsOf(world, serial)).toMatchObject([
      {
        kind: 'RECEIVED_NEVER_SHIPPED',
        explanation: 'At another place than before, and no shipment from there is on record.',
        since: '2026-02-03T12:00:00.000Z',
        location: { gln: WAREHOUSE },
        movement: { sourceRef: `receive ${serial} 3` },
      },
    ]);

    await record(warehouse(), moved('ship', 2, { place: PLANT }));

    expect(await gapsOf(world, serial)).toEqual([]);
    expect(await gapsOf(world, serial, ['CLOSED'])).toMatchObject([{ kind: 'RECEIVED_NEVER_SHIPPED' }]);
  });

  test('closes when what was wrong is corrected, and opens again when what filled it is', async () => {
    await record(warehouse(), made(), moved('ship', 2, { place: PLANT }), moved('receive', 3));
    expect(await gapsOf(world, serial)).toEqual([]);

    await correct(world, `ship ${serial} 2`);
    const [opened] = await gapsOf(world, serial);
    await correct(world, `receive ${serial} 3`);
    const closed = await gapsOf(world, serial);

    expect(opened).toMatchObject({ kind: 'RECEIVED_NEVER_SHIPPED' });
    expect(closed).toEqual([]);
  });

  test('of a unit is filled by the late scan of the pallet that it came on', async () => {
    await record(
      warehouse(),
      made(),
      moved('pack', 1, { place: PLANT, container: sscc }),
      moved('receive', 4, { place: STORE }),
    );
    expect(kindsOf(await gapsOf(world, serial))).toEqual(['LEFT_CONTAINER_UNSEEN']);

    await record(
      warehouse(),
      { kind: 'ship', occurredAt: on(2), place: PLANT, goods: { ssccs: [sscc] } },
      { kind: 'receive', occurredAt: on(3), place: STORE, goods: { ssccs: [sscc] } },
    );

    expect(await gapsOf(world, serial)).toEqual([]);
  });

  test('of a unit that was destroyed is one of its pallet, which goes on without it, wherever that was packed', async () => {
    await record(
      warehouse(),
      made(),
      moved('pack', 1, { place: null, container: sscc }),
      moved('destroy', 2, { place: PLANT }),
      { kind: 'ship', occurredAt: on(3), place: PLANT, goods: { ssccs: [sscc] } },
    );

    expect(await gapsOf(world, serial)).toMatchObject([
      { kind: 'LEFT_CONTAINER_UNSEEN', explanation: expect.stringMatching(/^Destroyed by itself/) as unknown },
    ]);
  });

  test('of a pallet is found once, and not for each unit on it', async () => {
    await record(warehouse(), made(), moved('pack', 1, { place: PLANT, container: sscc }), {
      kind: 'receive',
      occurredAt: on(3),
      place: STORE,
      goods: { ssccs: [sscc] },
    });

    expect(await gapsOf(world, serial)).toEqual([]);
    const { nodes } = await pageOfGaps(world);
    expect(nodes.filter(({ logisticUnit }) => logisticUnit?.sscc === sscc)).toMatchObject([
      { kind: 'RECEIVED_NEVER_SHIPPED' },
    ]);
  });

  test('is open while two contents of a movement wait for a decision, and closes with it', async () => {
    await record(warehouse(), made(), moved('observe', 2, { place: PLANT }));
    await record(warehouse(), moved('observe', 2, { place: STORE }));
    expect(kindsOf(await gapsOf(world, serial))).toEqual(['OPEN_CONFLICT']);

    const { movementConflicts } = await world.graphql<{ movementConflicts: { nodes: { id: string }[] } }>(
      world.as('QUALITY'),
      '{ movementConflicts(first: 1) { nodes { id } } }',
    );
    await world.graphql(
      world.as('QUALITY'),
      `mutation ($id: ID!) {
        resolveMovementConflict(input: { conflictId: $id, decision: KEEP, reason: "Asked the foreman" }) { __typename }
      }`,
      { id: movementConflicts.nodes[0]?.id },
    );

    expect(await gapsOf(world, serial)).toEqual([]);
  });

  test('of a container that was emptied of nothing closes when its packing comes late', async () => {
    await record(warehouse(), made(), { kind: 'unpack', occurredAt: on(3), place: PLANT, container: sscc, goods: {} });
    await searchForGaps(world);
    const emptied = async () =>
      (await pageOfGaps(world)).nodes.filter(({ logisticUnit }) => logisticUnit?.sscc === sscc);
    expect(kindsOf(await emptied())).toEqual(['UNPACKED_WITHOUT_CHILDREN']);

    await record(warehouse(), moved('pack', 2, { place: PLANT, container: sscc }));
    await searchForGaps(world);

    expect(await emptied()).toEqual([]);
  });

  test('of a container that was emptied of nothing opens when what was in it turns out to have been put into another', async () => {
    const empty = { kind: 'unpack', occurredAt: on(4), place: PLANT, container: sscc, goods: {} };
    await record(warehouse(), made(), moved('pack', 2, { place: PLANT, container: sscc }), empty);
    const ofContainer = async () => {
      await searchForGaps(world);
      return (await pageOfGaps(world)).nodes.filter(({ logisticUnit }) => logisticUnit?.sscc === sscc);
    };
    expect(await ofContainer()).toEqual([]);

    await record(warehouse(), moved('pack', 3, { place: PLANT, container: makeSscc('09506000000999999') }));

    expect(kindsOf(await ofContainer())).toEqual(['UNPACKED_WITHOUT_CHILDREN']);
  });

  test('of a unit opens when the scan of the pallet by which it had arrived is voided', async () => {
    const arrival = {
      id: `arrival ${sscc}`,
      kind: 'receive',
      occurredAt: on(4),
      place: STORE,
      goods: { ssccs: [sscc] },
    };
    const packed = moved('pack', 3, { place: null, container: sscc });
    await record(warehouse(), made(), moved('ship', 2, { place: PLANT }), packed, arrival);
    expect(await gapsOf(world, serial)).toEqual([]);

    await correct(world, arrival.id);

    expect(kindsOf(await gapsOf(world, serial))).toEqual(['SHIPPED_NEVER_RECEIVED']);
  });

  test('of a unit opens when its case was taken off the pallet before that arrived, as is told late', async () => {
    const box = makeSscc(`0950600000066${counter.toString().padStart(4, '0')}`);
    const ofBox = (kind: string, day: number) => ({
      kind,
      occurredAt: on(day),
      container: sscc,
      goods: { ssccs: [box] },
    });
    await record(
      warehouse(),
      made(),
      moved('ship', 2, { place: PLANT }),
      moved('pack', 3, { place: null, container: box }),
      ofBox('pack', 4),
      { kind: 'receive', occurredAt: on(6), place: STORE, goods: { ssccs: [sscc] } },
    );
    expect(await gapsOf(world, serial)).toEqual([]);

    await record(warehouse(), ofBox('unpack', 5));

    expect(kindsOf(await gapsOf(world, serial))).toEqual(['SHIPPED_NEVER_RECEIVED']);
  });

  test('of quantities is of their batch: what never arrived in full, and what is less than nothing', async () => {
    const quantities = (quantity: string) => ({ quantities: [{ gtin: GTIN, batch: serial, quantity, uom: 'KGM' }] });
    await record(
      warehouse(),
      { kind: 'commission', occurredAt: on(1), place: PLANT, goods: quantities('100') },
      { kind: 'ship', occurredAt: on(2), place: PLANT, order: 'o-1', goods: quantities('120') },
      { kind: 'receive', occurredAt: on(3), place: STORE, order: 'O-1', goods: quantities('80.5') },
    );
    await searchForGaps(world);

    const { nodes } = await pageOfGaps(world, { gtin: GTIN, batch: serial });

    expect(nodes).toHaveLength(2);
    expect(nodes.toSorted((one, other) => one.kind.localeCompare(other.kind))).toMatchObject([
      { kind: 'NEGATIVE_STOCK', explanation: '20 KGM more left the place than came to it.', location: { gln: PLANT } },
      {
        kind: 'QUANTITY_IN_NOT_OUT',
        explanation: 'Less arrived than was shipped, and it is overdue: 120 KGM shipped under O-1, 80.5 KGM arrived.',
      },
    ]);
  });
});

describe('a shipment that never arrives', () => {
  test('is no gap while it may be on its way, and is one when it is overdue, though nothing was recorded since', async () => {
    world.clock = new Date('2026-02-10T08:00:00Z');
    await record(warehouse(), made(), moved('ship', 9, { place: PLANT }));
    expect(await gapsOf(world, serial)).toEqual([]);
    await findOverdue(world.db, world.clock);
    expect(await gapsOf(world, serial)).toEqual([]);

    world.clock = new Date('2026-03-01T08:00:00Z');
    await findOverdue(world.db, world.clock);

    expect(kindsOf(await gapsOf(world, serial))).toEqual(['SHIPPED_NEVER_RECEIVED']);
  });

  test('is one too when it is told of goods on their way that they were taken out of something, and not where', async () => {
    await record(warehouse(), made(), moved('ship', 26, { place: PLANT }));
    await record(warehouse(), moved('unpack', 27, { place: null, container: sscc }));
    expect(kindsOf(await gapsOf(world, serial))).not.toContain('SHIPPED_NEVER_RECEIVED');

    world.clock = new Date('2026-03-20T08:00:00Z');
    await findOverdue(world.db, world.clock);

    expect(kindsOf(await gapsOf(world, serial))).toContain('SHIPPED_NEVER_RECEIVED');
    world.clock = new Date('2026-03-01T08:00:00Z');
  });

  test('is closed by its arrival', async () => {
    await record(warehouse(), made(), moved('ship', 2, { place: PLANT }));
    expect(kindsOf(await gapsOf(world, serial))).toEqual(['SHIPPED_NEVER_RECEIVED']);

    await record(warehouse(), moved('receive', 26, { place: STORE }));

    expect(await gapsOf(world, serial)).toEqual([]);
  });
});

describe('of several who watch', () => {
  test('each goes on from where the last one has come, and nothing is lost', async () => {
    for (let day = 1; day <= 20; day++) {
      await record(warehouse(), units('commission', [`${serial}-${day}`], { id: `${serial} ${day}` }));
    }
    await sealKnowledge(world.db, world.clock);
    const other = await openDatabase({ url: world.database.appUrl, poolSize: 2 });

    await Promise.all([watchGaps(world.db, world.clock), watchGaps(other, world.clock)]);

    const { nodes } = await pageOfGaps(world, { kinds: ['UNIT_WITHOUT_BATCH'] });
    expect(nodes.filter(({ unit }) => unit?.serial.startsWith(`${serial}-`))).toHaveLength(20);
    await other.close();
  });

  test('the second waits for the first, and finds what that one had not written when it ended', async () => {
    await record(warehouse(), units('commission', [serial]));
    await sealKnowledge(world.db, world.clock);
    const rival = await world.rival();
    await rival.query('select from gap_watch for update');
    // As far as it had come, it had looked at everything; then it was ended.
    await rival.query('update gap_watch set position = 1000000');

    const watching = watchGaps(world.db, world.clock);
    await world.someoneWaits();
    await rival.rollbackTransaction();
    await rival.release();
    await watching;

    expect(kindsOf(await gapsOf(world, serial))).toEqual(['UNIT_WITHOUT_BATCH']);
  });
});

/** A database that is gone when a step has written what it found, and not yet how far it has come. */
function goneAtTheEndOfAStep(): Database {
  const { db } = world;
  return Object.assign(Object.create(db) as Database, {
    transaction: (work: Parameters<Database['transaction']>[0]) =>
      db.transaction((tx) =>
        work({
          ...transactionBy(tx.rows.bind(tx)),
          rows: (name, sql, values) => {
            if (name === 'move_gap_watch') throw new Error('no more power');
            return tx.rows(name, sql, values);
          },
        }),
      ),
  });
}

test('a watch that is ended in the middle has done nothing, and the next one does all of it', async () => {
  await record(warehouse(), units('commission', [serial]));
  await sealKnowledge(world.db, world.clock);

  await expect(watchGaps(goneAtTheEndOfAStep(), world.clock)).rejects.toThrow('no more power');
  const before = (await pageOfGaps(world)).nodes.filter(({ unit }) => unit?.serial === serial);

  expect(before).toEqual([]);
  expect(kindsOf(await gapsOf(world, serial))).toEqual(['UNIT_WITHOUT_BATCH']);
});

describe('the service', () => {
  test('looks for gaps by itself, and ends when it is told to', async () => {
    const watching = startWatchingGaps({ db: world.db, now: () => world.clock }, createLog('silent'));
    const isFound = async () => {
      const { nodes } = await pageOfGaps(world, { gtin: GTIN, kinds: ['UNIT_WITHOUT_BATCH'] });
      return nodes.some(({ unit }) => unit?.serial === serial);
    };

    await record(warehouse(), units('commission', [serial]));
    await sealKnowledge(world.db, world.clock);
    const patience = performance.now() + 15_000;
    while (!(await isFound()) && performance.now() < patience);
    await watching.stop();

    expect(await isFound()).toBe(true);
  });
});

test('the queue says how far the search for its gaps has come', async () => {
  const queue = async () => {
    const { gaps } = await world.graphql<{ gaps: { checkedThrough: string | null; isChecked: boolean } }>(
      world.as('QUALITY'),
      '{ gaps(first: 1) { checkedThrough isChecked } }',
    );
    return gaps;
  };
  await searchForGaps(world);
  const before = await queue();
  expect(before).toEqual({ checkedThrough: expect.any(String) as unknown, isChecked: true });

  await record(warehouse(), made());
  expect(await queue()).toEqual({ checkedThrough: before.checkedThrough, isChecked: false });
  await searchForGaps(world);
  const after = await queue();
  expect(after.isChecked).toBe(true);
  expect(Date.parse(after.checkedThrough ?? '')).toBeGreaterThan(Date.parse(before.checkedThrough ?? ''));
});
