import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeSscc, parseBatchNumber } from '../../src/gs1/index.js';
import { correctMovement, type MovementItem, registerBatches } from '../../src/movements/index.js';
import { batchById, batchId } from '../../src/products/index.js';
import { whereaboutsOfBatch } from '../../src/trace/whereabouts/batch-whereabouts.js';
import { GTIN, PLANT, record, registerTestSource, SOURCE, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const warehouse = () => world.as('WAREHOUSE');
const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();
const some = (batch: string, quantity: string, uom = 'KGM') => ({ quantities: [{ gtin: GTIN, batch, quantity, uom }] });
const serials = (batch: string | null, ...list: string[]) => ({ serials: [{ gtin: GTIN, batch, serials: list }] });

let pallets = 0;
const newPallet = () => makeSscc(`095060000008${(pallets++).toString().padStart(5, '0')}`);

function move(
  kind: string,
  hour: number,
  goods: MovementItem['goods'],
  rest: Partial<MovementItem> = {},
): MovementItem {
  return { kind, occurredAt: at(hour), place: PLANT, goods, ...rest };
}

async function recordAll(...movements: MovementItem[]) {
  const answers = await record(warehouse(), ...movements);
  for (const { verdict, problems } of answers) if (verdict === 'REJECTED') throw new Error(JSON.stringify(problems));
  return answers;
}

async function whereaboutsOf(number: string) {
  const [row] = await batchById.find(world.db, [batchId(GTIN, parseBatchNumber(number) as never)]);
  if (!row) throw new Error(`no batch ${number}`);
  const { places, made, unaccounted } = await whereaboutsOfBatch(warehouse(), row);
  const amounts = places.map(({ placeKind, units: count, quantities }) =>
    [placeKind, ...(count > 0 ? [count] : []), ...quantities.map(({ quantity, uom }) => `${quantity} ${uom}`)].join(
      ' ',
    ),
  );
  return { places: amounts, made: made?.quantity ?? null, unaccounted };
}

async function unit(serial: string): Promise<Record<string, unknown>> {
  const { unit: found } = await world.graphql<{ unit: Record<string, unknown> }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $serial: String!) {
      unit(gtin: $gtin, serial: $serial) {
        place { placeKind location { gln } } containers { sscc } partOf { serial } parts { nodes { serial } }
      }
    }`,
    { gtin: GTIN, serial },
  );
  return found;
}

describe('a transform', () => {
  test('takes what went in out of the stock and puts what came out into it', async () => {
    await registerBatches(warehouse(), [{ gtin: GTIN, number: 'FLOUR', quantity: '100', uom: 'KGM' }]);
    await recordAll(
      move('commission', 6, some('FLOUR', '100')),
      move('transform', 7, some('FLOUR', '40'), { outputs: { ...some('BREAD', '38'), ...serials('BUNS', 'BUN-1') } }),
    );

    expect(await whereaboutsOf('FLOUR')).toEqual({
      places: ['AT_LOCATION 60 KGM', 'TRANSFORMED 40 KGM'],
      made: '100',
      unaccounted: '0',
    });
    expect((await whereaboutsOf('BREAD')).places).toEqual(['AT_LOCATION 38 KGM']);
    expect((await whereaboutsOf('BUNS')).places).toEqual(['AT_LOCATION 1']);
  });

  test('that gives serials to loose pieces of a batch counts each of them once', async () => {
    await registerBatches(warehouse(), [{ gtin: GTIN, number: 'LOOSE', quantity: '10' }]);
    await recordAll(
      move('commission', 6, some('LOOSE', '10', 'H87')),
      move('transform', 7, some('LOOSE', '3', 'H87'), { outputs: serials('LOOSE', 'L-1', 'L-2', 'L-3') }),
    );

    expect(await whereaboutsOf('LOOSE')).toEqual({ places: ['AT_LOCATION 3 7 H87'], made: '10', unaccounted: '0' });
  });

  test('that loses some of a batch on the way names the loss', async () => {
    await recordAll(
      move('commission', 6, some('RAW', '10')),
      move('transform', 7, some('RAW', '10'), { outputs: some('RAW', '9.5') }),
    );

    expect((await whereaboutsOf('RAW')).places).toEqual(['AT_LOCATION 9.5 KGM', 'TRANSFORMED 0.5 KGM']);
  });

  test('uses units up, and a unit that came out again is where it was made', async () => {
    await recordAll(
      move('commission', 6, serials(null, 'OLD', 'AGAIN')),
      move('transform', 7, serials(null, 'OLD', 'AGAIN'), { outputs: serials(null, 'NEW', 'AGAIN') }),
    );

    expect(await unit('OLD')).toMatchObject({ place: { placeKind: 'TRANSFORMED', location: null } });
    expect(await unit('NEW')).toMatchObject({ place: { placeKind: 'AT_LOCATION', location: { gln: PLANT } } });
    expect(await unit('AGAIN')).toMatchObject({ place: { placeKind: 'AT_LOCATION', location: { gln: PLANT } } });
    const [shipped] = await recordAll(units('ship', ['OLD'], { occurredAt: at(9) }));
    expect(shipped?.warnings).toContainEqual(
      expect.objectContaining({ code: 'CONTRADICTION', message: 'Was made into something else before this.' }),
    );
  });

  test('is told by the API with what went in and what came out', async () => {
    const [answer] = await recordAll(
      move('transform', 8, some('TOLD-IN', '2'), {
        outputs: { ...some('TOLD-OUT', '1.5'), ...serials('TOLD-U', 'T-1', 'T-2') },
      }),
    );

    const { movement } = await world.graphql<{ movement: unknown }>(
      world.as('QUALITY'),
      `query ($id: ID!) {
        movement(id: $id) {
          kind quantities { quantity batch { number } }
          outputs { unitCount quantities { quantity batch { number } } }
          madeUnits(first: 1) { nodes { serial } pageInfo { hasNextPage } }
        }
      }`,
      { id: answer?.movementId },
    );

    expect(movement).toEqual({
      kind: 'transform',
      quantities: [{ quantity: '2', batch: { number: 'TOLD-IN' } }],
      outputs: { unitCount: 2, quantities: [{ quantity: '1.5', batch: { number: 'TOLD-OUT' } }] },
      madeUnits: { nodes: [{ serial: 'T-1' }], pageInfo: { hasNextPage: true } },
    });
  });

  test('is undone by a correction, stock, units and all', async () => {
    await recordAll(
      move('commission', 6, { ...some('UNDONE', '5'), ...serials(null, 'U-IN') }),
      move(
        'transform',
        7,
        { ...some('UNDONE', '5'), ...serials(null, 'U-IN') },
        { id: 'undo', outputs: serials(null, 'U-OUT') },
      ),
    );

    await correctMovement(warehouse(), { source: SOURCE, id: 'undo', reason: 'DID_NOT_OCCUR' });

    expect((await whereaboutsOf('UNDONE')).places).toEqual(['AT_LOCATION 5 KGM']);
    expect(await unit('U-IN')).toMatchObject({ place: { placeKind: 'AT_LOCATION' } });
    expect(await unit('U-OUT')).toMatchObject({ place: { placeKind: 'UNKNOWN' } });
  });
});

describe('counting', () => {
  test('puts stock right, up and down, and what is missing stays unaccounted for', async () => {
    await registerBatches(warehouse(), [{ gtin: GTIN, number: 'COUNT', quantity: '100', uom: 'KGM' }]);
    await recordAll(move('commission', 6, some('COUNT', '100')), move('adjust', 7, some('COUNT', '-2.5')));

    expect(await whereaboutsOf('COUNT')).toEqual({ places: ['AT_LOCATION 97.5 KGM'], made: '100', unaccounted: '2.5' });

    await recordAll(move('adjust', 8, some('COUNT', '0.5')));
    expect(await whereaboutsOf('COUNT')).toMatchObject({ unaccounted: '2' });
  });

  test('finds that more left than came: recorded all the same, and said to be a contradiction', async () => {
    const [, first, second] = await recordAll(
      move('commission', 6, some('SHORT', '10')),
      move('ship', 7, some('SHORT', '10'), { carrier: 'C' }),
      move('ship', 8, some('SHORT', '1'), { carrier: 'C' }),
    );
    // All of a request is judged by what is on record after it.
    expect([first, second].map((answer) => answer?.warnings.some(({ code }) => code === 'CONTRADICTION'))).toEqual([
      true,
      true,
    ]);

    const [late] = await recordAll(move('commission', 5, some('SHORT', '5')));
    expect(late?.warnings.map(({ code }) => code)).not.toContain('CONTRADICTION');
    expect((await whereaboutsOf('SHORT')).places).toEqual(['AT_LOCATION 4 KGM', 'IN_TRANSIT 11 KGM']);
  });
});

describe('a declaration by a sender', () => {
  const declare = (id: string, hour: number, said: Omit<NonNullable<MovementItem['batch']>, 'gtin'>): MovementItem => ({
    id,
    kind: 'declare',
    occurredAt: at(hour),
    goods: {},
    batch: { gtin: GTIN, ...said },
  });
  const declared = async (number: string) => {
    const [row] = await batchById.find(world.db, [batchId(GTIN, parseBatchNumber(number) as never)]);
    return [row?.declaredQuantity, row?.producedOn, row?.expiresOn];
  };

  test('says what was made, and of two that differ the one that was said first stands, whichever came first', async () => {
    const [later] = await recordAll(declare('later', 9, { number: 'SAID', quantity: '90', producedOn: '2026-01-02' }));
    const [earlier] = await recordAll(declare('earlier', 8, { number: 'SAID', quantity: '80' }));
    batchById.forget(world.db, [batchId(GTIN, parseBatchNumber('SAID') as never)]);
    const [third] = await recordAll(declare('third', 10, { number: 'SAID', quantity: '70', expiresOn: '2027-01-01' }));

    expect(await declared('SAID')).toEqual(['80', '2026-01-02', '2027-01-01']);
    expect([later, earlier, third].map((answer) => answer?.warnings.length)).toEqual([0, 0, 1]);
    expect(third?.warnings).toMatchObject([
      { code: 'CONTRADICTION', message: expect.stringContaining('quantity') as unknown },
    ]);
  });

  test('leaves the field to the next that said it, once it is corrected', async () => {
    await recordAll(
      declare('first', 8, { number: 'AGAIN', quantity: '1' }),
      declare('second', 9, { number: 'AGAIN', quantity: '2' }),
    );

    await correctMovement(warehouse(), { source: SOURCE, id: 'first', reason: 'INCORRECT_DATA' });

    expect(await declared('AGAIN')).toEqual(['2', null, null]);
  });

  test('says of which batch units are, without having seen them', async () => {
    await recordAll({ kind: 'declare', occurredAt: at(8), goods: serials('MEMBERS', 'M-1') });

    expect((await whereaboutsOf('MEMBERS')).places).toEqual(['UNKNOWN 1']);
  });
});

describe('a container', () => {
  test('that is emptied lets go of everything in it, and takes none of it along', async () => {
    const sscc = newPallet();
    await recordAll(
      move('commission', 6, serials(null, 'E-1', 'E-2')),
      move('pack', 7, serials(null, 'E-1', 'E-2'), { container: sscc }),
      { kind: 'receive', occurredAt: at(8), place: WAREHOUSE, goods: { ssccs: [sscc] } },
      { kind: 'unpack', occurredAt: at(9), place: null, container: sscc, goods: {} },
      { kind: 'receive', occurredAt: at(10), place: STORE, goods: { ssccs: [sscc] } },
    );

    expect(await unit('E-1')).toMatchObject({ place: { location: { gln: WAREHOUSE } }, containers: [] });
    await recordAll(move('pack', 11, serials(null, 'E-2'), { place: STORE, container: sscc }));
    expect(await unit('E-2')).toMatchObject({ place: { location: { gln: STORE } }, containers: [{ sscc }] });
  });

  test('that was emptied holds nothing of what is packed into it late, and what is packed at once with it is found', async () => {
    const sscc = newPallet();
    await recordAll({ kind: 'unpack', occurredAt: at(9), place: WAREHOUSE, container: sscc, goods: {} });
    await recordAll(move('pack', 7, serials(null, 'LATE-1'), { container: sscc }));

    expect(await unit('LATE-1')).toMatchObject({ place: { location: { gln: WAREHOUSE } }, containers: [] });
  });

  test('packed and emptied by two at once is empty, whoever is first', async () => {
    const sscc = newPallet();
    const rival = await world.rival();
    await recordAll(move('pack', 6, serials(null, 'RACE-0'), { container: sscc }));
    await rival.query('begin');
    await rival.query(`select from logistic_unit where sscc = $1 for update`, [sscc]);

    const pack = record(warehouse(), move('pack', 7, serials(null, 'RACE-1'), { container: sscc }));
    await world.someoneWaits();
    const emptying = record(warehouse(), {
      kind: 'unpack',
      occurredAt: at(9),
      place: WAREHOUSE,
      container: sscc,
      goods: {},
    });
    await rival.query('commit');
    await Promise.all([pack, emptying]);

    expect(await unit('RACE-1')).toMatchObject({ place: { location: { gln: WAREHOUSE } }, containers: [] });
    expect(await unit('RACE-0')).toMatchObject({ containers: [] });
  });

  test('whose label says what it holds is packed with that', async () => {
    const sscc = newPallet();
    await recordAll(
      move('commission', 6, some('LABEL', '20', 'H87')),
      move('pack', 7, {}, { container: `(00)${sscc}(02)${GTIN}(37)12(10)LABEL` }),
      { kind: 'receive', occurredAt: at(8), place: WAREHOUSE, goods: { ssccs: [sscc] } },
    );

    expect((await whereaboutsOf('LABEL')).places.sort()).toEqual(['AT_LOCATION 12 H87', 'AT_LOCATION 8 H87']);
  });

  test('can be a unit, of which what is built into it is part', async () => {
    const pump = `(01)${GTIN}(21)PUMP`;
    await recordAll(
      move('commission', 6, serials(null, 'PUMP', 'MOTOR')),
      move('pack', 7, serials(null, 'MOTOR'), { container: pump }),
      units('receive', ['PUMP'], { occurredAt: at(9), place: STORE }),
    );

    expect(await unit('MOTOR')).toMatchObject({ partOf: { serial: 'PUMP' }, place: { location: { gln: STORE } } });
    expect(await unit('PUMP')).toMatchObject({ parts: { nodes: [{ serial: 'MOTOR' }] } });
    await recordAll(move('unpack', 10, serials(null, 'MOTOR'), { place: STORE, container: pump }));
    expect(await unit('MOTOR')).toMatchObject({ partOf: null });
  });

  test('can be a unit with a tote in it, of which what the tote holds is part too', async () => {
    const tote = newPallet();
    await recordAll(
      move('commission', 6, serials(null, 'PRESS', 'BOLT')),
      move('pack', 7, serials(null, 'BOLT'), { container: tote }),
      move('pack', 8, { ssccs: [tote] }, { container: `(01)${GTIN}(21)PRESS` }),
    );
    const { unit: press, logisticUnit } = await world.graphql<Record<string, unknown>>(
      world.as('QUALITY'),
      `query ($gtin: GTIN!, $tote: SSCC!) {
        unit(gtin: $gtin, serial: "PRESS") { logisticUnits { nodes { sscc units { nodes { serial } } } } }
        logisticUnit(sscc: $tote) { partOf { serial } }
      }`,
      { gtin: GTIN, tote },
    );

    expect(await unit('BOLT')).toMatchObject({ partOf: { serial: 'PRESS' }, containers: [{ sscc: tote }] });
    expect(press).toEqual({ logisticUnits: { nodes: [{ sscc: tote, units: { nodes: [{ serial: 'BOLT' }] } }] } });
    expect(logisticUnit).toEqual({ partOf: { serial: 'PRESS' } });
  });
});
