import { beforeAll, expect, test } from '@jest/globals';

import { batchId, unitId } from '../../src/products/index.js';
import { makeGln, makeSscc, parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import { type MovementItem, recordMovements } from '../../src/movements/index.js';
import { whereaboutsOf } from '../../src/trace/index.js';
import { customerId, locationId } from '../../src/parties/index.js';
import { Refusal } from '../../src/platform/graphql/refusal.js';
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
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const warehouse = () => world.as('WAREHOUSE');

function unit(serial: string): string {
  return unitId(GTIN, parseSerial(serial) as never);
}

async function placeOf(serial: string) {
  const { places } = await whereaboutsOf(world.db, { batchIds: [], unitIds: [unit(serial)] }, world.clock);
  return places[0];
}

test('a scan is accepted once, and sent again it is a duplicate that changes nothing', async () => {
  const scan = units('receive', ['A-1'], { id: 'scan-1' });

  const [first] = await record(warehouse(), scan);
  const [again] = await record(warehouse(), scan);

  expect(first).toMatchObject({ index: 0, id: 'scan-1', verdict: 'ACCEPTED', problems: [] });
  expect(again).toMatchObject({ index: 0, id: 'scan-1', verdict: 'DUPLICATE', movementId: first?.movementId });
  expect(await placeOf('A-1')).toMatchObject({ placeKind: 'AT_LOCATION', locationId: locationId(WAREHOUSE), units: 1 });
});

test('a bad item names everything that is wrong with it, and the good ones beside it are stored', async () => {
  const answers = await record(
    warehouse(),
    units('receive', ['B-1'], { id: 'good-1' }),
    units('teleport', ['B-2'], { id: 'bad', place: '9506000200010', occurredAt: '2026-02-30T12:00:00Z' }),
    units('receive', ['B-3'], { id: 'good-2' }),
  );

  expect(answers.map(({ verdict }) => verdict)).toEqual(['ACCEPTED', 'REJECTED', 'ACCEPTED']);
  expect(answers[1]?.problems.map(({ code, field }) => [code, field])).toEqual([
    ['UNKNOWN_KIND', 'kind'],
    ['INVALID_TIME', 'occurredAt'],
    ['INVALID_GLN', 'place'],
  ]);
});

test('one bad serial rejects its movement, and all its bad serials are named', async () => {
  const [answer] = await record(warehouse(), units('receive', ['OK-1', '', 'OK-2', 'BAD\u0000'], { id: 'two-bad' }));

  expect(answer?.verdict).toBe('REJECTED');
  expect(answer?.problems.map(({ field }) => field)).toEqual([
    'goods.serials[0].serials[1]',
    'goods.serials[0].serials[3]',
  ]);
  expect(await placeOf('OK-1')).toBeUndefined();
});

test('a rejected id is still free for the mended movement', async () => {
  await record(warehouse(), units('receive', ['C-1'], { id: 'mended', place: 'nowhere' }));

  const [mended] = await record(warehouse(), units('receive', ['C-1'], { id: 'mended' }));

  expect(mended?.verdict).toBe('ACCEPTED');
});

test('another content under a known id is kept as a conflict, and the state stays', async () => {
  await record(warehouse(), units('receive', ['D-1'], { id: 'disputed' }));

  const [answer] = await record(warehouse(), units('receive', ['D-1'], { id: 'disputed', place: STORE }));

  expect(answer?.verdict).toBe('CONFLICT');
  expect(await placeOf('D-1')).toMatchObject({ locationId: locationId(WAREHOUSE) });
  const kept = await world.db.rows('kept', `select content from movement_conflict where source_ref = 'disputed'`);
  expect(kept).toHaveLength(1);
});

test('the same content written another way is the same movement', async () => {
  await record(warehouse(), units('receive', ['E-1', 'E-2'], { id: 'spelling' }));

  const [again] = await record(
    warehouse(),
    units('RECEIVE', ['E-2', 'E-1'], { id: 'spelling', occurredAt: '2026-02-01T14:00:00.000+02:00', device: 'gun 7' }),
  );

  expect(again?.verdict).toBe('DUPLICATE');
});

test('twice in one request, the second is a duplicate or a conflict of the first', async () => {
  const answers = await record(
    warehouse(),
    units('receive', ['F-1'], { id: 'twin' }),
    units('receive', ['F-1'], { id: 'twin' }),
    units('receive', ['F-2'], { id: 'twin' }),
  );

  expect(answers.map(({ verdict }) => verdict)).toEqual(['ACCEPTED', 'DUPLICATE', 'CONFLICT']);
});

test('validateOnly answers as recording would, and stores nothing', async () => {
  const movements = [units('receive', ['G-1'], { id: 'dry-1' }), units('receive', [''], { id: 'dry-2' })];

  const dry = await recordMovements(warehouse(), { source: SOURCE, movements, validateOnly: true });
  const wet = await recordMovements(warehouse(), { source: SOURCE, movements });

  expect(dry).toEqual(wet);
  expect(dry.map(({ verdict }) => verdict)).toEqual(['ACCEPTED', 'REJECTED']);
});

test('what is on a pallet goes where the pallet goes, and stays where it is taken off', async () => {
  await record(
    warehouse(),
    units('commission', ['P-1', 'P-2'], { place: PLANT, occurredAt: '2026-02-01T06:00:00Z' }),
    units('pack', ['P-1', 'P-2'], { place: PLANT, container: PALLET, occurredAt: '2026-02-01T07:00:00Z' }),
    pallet('ship', '2026-02-01T08:00:00Z', { place: PLANT, carrier: 'DHL', consignee: 'C-1' }),
  );
  expect(await placeOf('P-1')).toMatchObject({ placeKind: 'IN_TRANSIT', consigneeId: customerId('C-1') });

  await record(
    warehouse(),
    pallet('receive', '2026-02-02T08:00:00Z', { place: WAREHOUSE }),
    units('unpack', ['P-1'], { container: PALLET, occurredAt: '2026-02-02T09:00:00Z' }),
    pallet('ship', '2026-02-02T10:00:00Z', { place: WAREHOUSE }),
    pallet('deliver', '2026-02-03T10:00:00Z', { place: STORE, consignee: 'C-2' }),
  );

  expect(await placeOf('P-1')).toMatchObject({ placeKind: 'AT_LOCATION', locationId: locationId(WAREHOUSE) });
  expect(await placeOf('P-2')).toMatchObject({ placeKind: 'DELIVERED', consigneeId: customerId('C-2') });
});

test('a unit scanned by itself elsewhere has left its pallet, unseen', async () => {
  const sscc = makeSscc('09506000000000003');
  await record(
    warehouse(),
    units('pack', ['L-1', 'L-2'], { container: sscc, occurredAt: '2026-02-01T07:00:00Z' }),
    units('observe', ['L-1'], { place: STORE, occurredAt: '2026-02-01T09:00:00Z' }),
    pallet('deliver', '2026-02-01T10:00:00Z', { place: PLANT, consignee: 'C-3' }, sscc),
  );

  expect(await placeOf('L-1')).toMatchObject({ placeKind: 'AT_LOCATION', locationId: locationId(STORE) });
  expect(await placeOf('L-2')).toMatchObject({ placeKind: 'DELIVERED', consigneeId: customerId('C-3') });
});

test('quantities of a batch are booked from place to place, and the sum closes', async () => {
  const goods = { quantities: [{ gtin: GTIN, batch: 'KG-1', quantity: '100', uom: 'KGM' }] };
  const part = { quantities: [{ gtin: GTIN, batch: 'KG-1', quantity: '40.5', uom: 'KGM' }] };
  await record(
    warehouse(),
    { kind: 'commission', occurredAt: '2026-02-01T06:00:00Z', place: PLANT, goods },
    { kind: 'ship', occurredAt: '2026-02-01T07:00:00Z', place: PLANT, carrier: 'DHL', goods: part },
    { kind: 'receive', occurredAt: '2026-02-01T09:00:00Z', place: WAREHOUSE, goods: part },
  );

  const batch = batchId(GTIN, parseBatchNumber('KG-1') as never);
  const { places } = await whereaboutsOf(world.db, { batchIds: [batch], unitIds: [] }, world.clock);

  expect(places.map(({ locationId, quantities }) => [locationId, quantities])).toEqual(
    expect.arrayContaining([
      [locationId(PLANT), [{ quantity: '59.5', uom: 'KGM', gtin: GTIN }]],
      [locationId(WAREHOUSE), [{ quantity: '40.5', uom: 'KGM', gtin: GTIN }]],
    ]),
  );
  expect(places).toHaveLength(2);
});

test('goods never heard of, places nobody registered and times ahead are recorded with a warning', async () => {
  const [answer] = await record(
    warehouse(),
    units('receive', ['NEW-1'], { id: 'warned', occurredAt: '2026-03-01T20:00:00Z', place: makeGln('950600029999') }),
  );

  expect(answer?.verdict).toBe('ACCEPTED');
  expect(answer?.warnings.map(({ code }) => code).sort()).toEqual(['FUTURE', 'UNKNOWN_GOODS', 'UNKNOWN_PARTY']);
});

test('goods are new once: what an earlier movement of the request made, brought or packed is no news to a later one', async () => {
  const codes = async (...movements: MovementItem[]) =>
    (await record(warehouse(), ...movements)).map(({ warnings }) => warnings.map(({ code }) => code).filter(isOfGoods));
  const isOfGoods = (code: string) => code !== 'UNKNOWN_PARTY';
  const sscc = makeSscc('09506000000070001');
  const at = (hour: number) => `2026-02-01T${String(hour).padStart(2, '0')}:00:00Z`;

  expect(
    await codes(
      { kind: 'ship', occurredAt: at(11), place: WAREHOUSE, goods: { ssccs: [sscc] } },
      units('ship', ['ONE-1'], { occurredAt: at(9) }),
      units('commission', ['ONE-1', 'ONE-2'], { occurredAt: at(8) }),
      units('pack', ['ONE-2'], { occurredAt: at(10), container: sscc }),
    ),
  ).toEqual([[], [], [], []]);
  expect(
    await codes(
      units('return', ['ONE-1'], { id: 'back', occurredAt: at(14), place: STORE }),
      units('receive', ['ONE-3'], { id: 'came', occurredAt: at(12), place: STORE }),
      units('deliver', ['ONE-1', 'ONE-3'], { id: 'brought', occurredAt: at(13), place: STORE }),
    ),
  ).toEqual([[], ['UNKNOWN_GOODS'], []]);
});

test('a container that is packed into what is in it is recorded with a warning', async () => {
  const [a = '', b = '', c = ''] = ['71', '72', '73'].map((n) => makeSscc(`095060000000${n}000`.padEnd(17, '0')));
  const packed = async (into: string, what: string, hour: number) => {
    const goods = { ssccs: [what] };
    const [answer] = await record(warehouse(), {
      kind: 'pack',
      occurredAt: `2026-02-01T1${hour}:00:00Z`,
      place: WAREHOUSE,
      container: into,
      goods,
    });
    return answer?.warnings.filter(({ code }) => code === 'CONTRADICTION');
  };

  expect(await packed(a, b, 0)).toEqual([]);
  expect(await packed(b, c, 1)).toEqual([]);
  expect(await packed(c, a, 2)).toMatchObject([{ goods: [`(00)${c}`], message: expect.stringContaining('in itself') }]);
});

test('what contradicts the record is recorded with a warning', async () => {
  await record(
    warehouse(),
    units('commission', ['X-1'], { place: PLANT, occurredAt: '2026-02-01T06:00:00Z' }),
    units('destroy', ['X-1'], { place: PLANT, occurredAt: '2026-02-02T06:00:00Z' }),
  );

  const [answer] = await record(warehouse(), units('ship', ['X-1'], { occurredAt: '2026-02-03T06:00:00Z' }));

  expect(answer?.warnings).toContainEqual({
    code: 'CONTRADICTION',
    message: 'Was recorded as destroyed before this.',
    count: 1,
    goods: [`(01)${GTIN}(21)X-1`],
  });
});

test('a scan that says another batch of a unit than before is recorded with a warning, one that says the same without', async () => {
  const of = (batch: string | null, ...serials: string[]) => ({ goods: { serials: [{ gtin: GTIN, batch, serials }] } });
  await record(warehouse(), units('commission', [], { place: PLANT, ...of('WA1', 'W-1', 'W-2') }));
  const warningsOf = async (batch: string | null, hour: number) => {
    const occurredAt = `2026-02-02T0${hour}:00:00Z`;
    const [answer] = await record(
      warehouse(),
      units('observe', [], { place: PLANT, occurredAt, ...of(batch, 'W-1', 'W-2') }),
    );
    return answer?.warnings.filter(({ code }) => code === 'CONTRADICTION');
  };

  expect([await warningsOf('WA1', 1), await warningsOf(null, 2)]).toEqual([[], []]);
  expect(await warningsOf('WA2', 3)).toEqual([
    {
      code: 'CONTRADICTION',
      message: 'Was said to be of another batch before; until one of the two is corrected, it is cleared of no recall.',
      count: 2,
      goods: [`(01)${GTIN}(21)W-1`, `(01)${GTIN}(21)W-2`],
    },
  ]);
});

test('a key bound to a site records what happens there and nowhere else', async () => {
  const bound = world.as('WAREHOUSE', { siteId: locationId(WAREHOUSE) });

  const answers = await record(bound, units('receive', ['S-1']), units('receive', ['S-2'], { place: STORE }));

  expect(answers.map(({ verdict, problems }) => [verdict, problems[0]?.code])).toEqual([
    ['ACCEPTED', undefined],
    ['REJECTED', 'OTHER_SITE'],
  ]);
});

test('an unknown source, or more than a request may hold, is refused as a whole', async () => {
  await expect(recordMovements(warehouse(), { source: 'nobody', movements: [] })).rejects.toBeInstanceOf(Refusal);
  const movements = Array.from({ length: 5_001 }, () => units('receive', ['Z']));
  await expect(recordMovements(warehouse(), { source: SOURCE, movements })).rejects.toThrow('At most 5000');
});

function pallet(kind: string, occurredAt: string, rest: object, sscc: string = PALLET) {
  return { kind, occurredAt, goods: { ssccs: [sscc] }, ...rest };
}
