import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';

import { captureMovements } from '../../src/movements/capture/capture-movements.js';
import { voidMovement } from '../../src/movements/capture/void-movement.js';
import { type MovementItem, registerBatches } from '../../src/movements/index.js';
import { movementId } from '../../src/movements/movement-id.js';
import { readMovement } from '../../src/movements/reading/read-movement.js';
import { locationId, sourceId } from '../../src/parties/index.js';
import type { Context } from '../../src/platform/context.js';
import type { Transaction } from '../../src/platform/database/database.js';
import { transactionOf } from '../support/rival-transaction.js';
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
import { personId, setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const warehouse = () => world.as('WAREHOUSE');

const CORRECT = `mutation ($input: CorrectMovementInput!) {
  correctMovement(input: $input) {
    __typename
    ... on MovementCorrected {
      alreadyCorrected
      movement { sourceRef correction { reason note replacement { sourceRef } } }
      replacement { sourceRef replaces { sourceRef } correction { reason } }
      warnings { code }
    }
    ... on CorrectionInvalid { problems { code field } }
    ... on CorrectionStands { correction { reason } }
    ... on CorrectionAwaitsDecision { movementId conflictIds }
    ... on UserError { message }
  }
}`;

async function correct(input: Record<string, unknown>, context: Context = warehouse()) {
  const whole = { source: SOURCE, reason: 'INCORRECT_DATA', ...input };
  const { correctMovement } = await world.graphql<{ correctMovement: unknown }>(context, CORRECT, { input: whole });
  return correctMovement;
}

const UNIT = `query ($gtin: GTIN!, $serial: String!) {
  unit(gtin: $gtin, serial: $serial) {
    known
    place { placeKind location { gln } }
    journey { nodes { kind } }
    voidedMovements { nodes { sourceRef correction { reason } } }
  }
}`;

async function unitOf(serial: string) {
  const { unit } = await world.graphql<{ unit: unknown }>(world.as('QUALITY'), UNIT, { gtin: GTIN, serial });
  return unit;
}

describe('a movement that did not happen as recorded', () => {
  test('is voided, and the goods are where they were before', async () => {
    await record(
      warehouse(),
      units('receive', ['V1'], { id: 'v1-received', occurredAt: '2026-02-01T10:00:00Z' }),
      units('ship', ['V1'], { id: 'v1-shipped', occurredAt: '2026-02-01T11:00:00Z', destination: STORE }),
    );

    const answer = await correct({ id: 'v1-shipped', reason: 'DID_NOT_OCCUR', note: 'The lorry never came.' });

    expect(answer).toEqual({
      __typename: 'MovementCorrected',
      alreadyCorrected: false,
      movement: {
        sourceRef: 'v1-shipped',
        correction: { reason: 'DID_NOT_OCCUR', note: 'The lorry never came.', replacement: null },
      },
      replacement: null,
      warnings: [],
    });
    expect(await unitOf('V1')).toEqual({
      known: true,
      place: { placeKind: 'AT_LOCATION', location: { gln: WAREHOUSE } },
      journey: { nodes: [{ kind: 'receive' }] },
      voidedMovements: { nodes: [{ sourceRef: 'v1-shipped', correction: { reason: 'DID_NOT_OCCUR' } }] },
    });
  });

  test('is replaced by what happened instead, in one step', async () => {
    await record(warehouse(), units('receive', ['V2'], { id: 'v2-wrong', place: PLANT }));

    const answer = await correct({ id: 'v2-wrong', replacement: units('receive', ['V2'], { id: 'v2-right' }) });

    expect(answer).toMatchObject({
      movement: { correction: { replacement: { sourceRef: 'v2-right' } } },
      replacement: { sourceRef: 'v2-right', replaces: { sourceRef: 'v2-wrong' }, correction: null },
    });
    expect(await unitOf('V2')).toMatchObject({ place: { location: { gln: WAREHOUSE } } });
  });

  test('leaves nothing known of goods that nothing else names', async () => {
    await record(warehouse(), units('observe', ['V3'], { id: 'v3' }));

    await correct({ id: 'v3', reason: 'DID_NOT_OCCUR' });

    expect(await unitOf('V3')).toMatchObject({ known: false, place: { placeKind: 'UNKNOWN' }, journey: { nodes: [] } });
  });

  test('takes goods out of the pallet that they were never put on', async () => {
    const pack = { id: 'v4-packed', container: PALLET, occurredAt: '2026-02-01T10:00:00Z' };
    await record(warehouse(), units('pack', ['V4'], pack));
    await record(warehouse(), {
      kind: 'ship',
      occurredAt: '2026-02-01T12:00:00Z',
      place: WAREHOUSE,
      destination: STORE,
      goods: { ssccs: [PALLET] },
    });

    await correct({ id: 'v4-packed', replacement: units('observe', ['V4'], { id: 'v4-seen' }) });

    expect(await unitOf('V4')).toMatchObject({ place: { placeKind: 'AT_LOCATION', location: { gln: WAREHOUSE } } });
    const rows = await world.db.rows(
      'packings_of_v4',
      'select 1 from packing_by_parent where packing_by_parent.pack_movement_id = $1',
      [movementId(sourceId(SOURCE), 'v4-packed')],
    );
    expect(rows).toEqual([]);
  });

  test('takes its quantities back', async () => {
    const goods = { quantities: [{ gtin: GTIN, batch: 'VQ', quantity: '12', uom: 'KGM' }] };
    await record(
      warehouse(),
      { id: 'vq-made', kind: 'commission', occurredAt: '2026-02-01T08:00:00Z', place: PLANT, goods },
      { id: 'vq-gone', kind: 'destroy', occurredAt: '2026-02-01T09:00:00Z', place: PLANT, goods },
    );

    await correct({ id: 'vq-gone', reason: 'DID_NOT_OCCUR' });

    expect(await placesOf('VQ')).toEqual([{ placeKind: 'AT_LOCATION', quantities: [{ quantity: '12', uom: 'KGM' }] }]);
  });
});

async function placesOf(number: string) {
  const { batch } = await world.graphql<{ batch: { whereabouts: { places: unknown } } }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $number: String!) {
      batch(gtin: $gtin, number: $number) { whereabouts { places { placeKind quantities { quantity uom } } } }
    }`,
    { gtin: GTIN, number },
  );
  return batch.whereabouts.places;
}

describe('a correction', () => {
  test('that is sent again does nothing, and another one is told what stands', async () => {
    await record(warehouse(), units('observe', ['W1'], { id: 'w1' }));
    const replacement = units('observe', ['W1'], { id: 'w1-right', place: STORE });
    await correct({ id: 'w1', replacement });

    expect(await correct({ id: 'w1', replacement })).toMatchObject({ alreadyCorrected: true });
    expect(await correct({ id: 'w1', reason: 'DID_NOT_OCCUR' })).toMatchObject({
      __typename: 'CorrectionStands',
      correction: { reason: 'INCORRECT_DATA' },
    });
    expect(await correct({ id: 'w1', replacement: { ...replacement, id: 'w1-other' } })).toMatchObject({
      __typename: 'CorrectionStands',
    });
    expect(await statusOf('w1-other')).toBe('UNKNOWN');
    const audited = await world.db.rows(
      'audited_w1',
      `select 1 from audit_entry where action = 'correctMovement' and object_id = $1`,
      [movementId(sourceId(SOURCE), 'w1')],
    );
    expect(audited).toHaveLength(1);
  });

  test('of an id that nobody has recorded says so, since it may be mistyped, until that is recorded', async () => {
    const said = { id: 'vm-mistyped', reason: 'DID_NOT_OCCUR' };
    const warning = { warnings: [{ code: 'UNKNOWN_MOVEMENT' }] };

    expect(await correct(said)).toMatchObject({ alreadyCorrected: false, movement: null, ...warning });
    expect(await correct(said)).toMatchObject({ alreadyCorrected: true, movement: null, ...warning });

    await record(
      warehouse(),
      units('receive', ['VM'], { id: 'vm-mistyped' }),
      units('receive', ['VM'], { id: 'vm-meant' }),
    );

    expect(await correct(said)).toMatchObject({ alreadyCorrected: true, warnings: [] });
    expect(await correct({ ...said, id: 'vm-meant' })).toMatchObject({ alreadyCorrected: false, warnings: [] });
  });

  test('may come before what it corrects, which then has no effect', async () => {
    expect(await correct({ id: 'w2', reason: 'DID_NOT_OCCUR' })).toMatchObject({ movement: null });
    expect(await statusOf('w2')).toBe('CORRECTED');

    const [first] = await record(warehouse(), units('observe', ['W2'], { id: 'w2' }));
    const [again] = await record(warehouse(), units('observe', ['W2'], { id: 'w2' }));

    expect(first?.verdict).toBe('ACCEPTED');
    expect(first?.warnings).toContainEqual(expect.objectContaining({ code: 'CORRECTED' }));
    expect(again).toMatchObject({ verdict: 'DUPLICATE' });
    expect(await statusOf('w2')).toBe('CORRECTED');
    expect(await unitOf('W2')).toMatchObject({ known: false, voidedMovements: { nodes: [{ sourceRef: 'w2' }] } });
  });

  test('that names a movement twice is told so once', async () => {
    expect(await correct({ id: 'x', movementId: randomUUID() })).toMatchObject({
      message: 'Both `id` and `movementId` name what is corrected; give one of them.',
    });
  });

  test.each([
    ['names nothing', {}, [{ code: 'MISSING_FIELD', field: 'id' }]],
    [
      'names a movement twice',
      { id: 'x', movementId: randomUUID() },
      [
        { code: 'GIVEN_TWICE', field: 'id' },
        { code: 'GIVEN_TWICE', field: 'movementId' },
      ],
    ],
    ['names what is not there', { movementId: randomUUID() }, [{ code: 'UNKNOWN_MOVEMENT', field: 'movementId' }]],
    ['has a line break in its id', { id: 'a\nb' }, [{ code: 'INVALID_TEXT', field: 'id' }]],
    ['has a note that is too long', { id: 'x', note: 'x'.repeat(2_001) }, [{ code: 'INVALID_TEXT', field: 'note' }]],
    [
      'replaces a movement by itself',
      { id: 'x', replacement: units('observe', ['X'], { id: 'x' }) },
      [{ code: 'SAME_ID', field: 'replacement.id' }],
    ],
    [
      'has a replacement that is wrong',
      { id: 'x', replacement: units('observe', ['X', ''], { id: 'y', place: 'nowhere' }) },
      [
        { code: 'INVALID_GLN', field: 'replacement.place' },
        { code: 'INVALID_SERIAL', field: 'replacement.goods.serials[0].serials[1]' },
      ],
    ],
  ])('that %s is refused and changes nothing', async (_name, input, problems) => {
    expect(await correct(input)).toMatchObject({ __typename: 'CorrectionInvalid', problems });
    expect(await statusOf('x')).toBe('UNKNOWN');
  });

  test('whose replacement contradicts a movement on record is refused and changes nothing', async () => {
    await record(warehouse(), units('observe', ['W3'], { id: 'w3' }), units('observe', ['W3'], { id: 'w3-taken' }));

    const answer = await correct({ id: 'w3', replacement: units('observe', ['W3'], { id: 'w3-taken', place: STORE }) });

    expect(answer).toMatchObject({ __typename: 'CorrectionInvalid' });
    expect([await statusOf('w3'), await statusOf('w3-taken')]).toEqual(['RECORDED', 'RECORDED']);
  });

  test('of a movement of which two contents contradict each other is for QUALITY', async () => {
    const scan = { id: 'w5', place: WAREHOUSE };
    await record(warehouse(), units('receive', ['W5'], scan));
    await record(warehouse(), units('receive', ['W5'], { ...scan, place: STORE }));
    const said = { id: 'w5', reason: 'DID_NOT_OCCUR', replacement: units('observe', ['W5'], { id: 'w5-right' }) };
    const { movementConflicts } = await world.graphql<{ movementConflicts: { nodes: { id: string }[] } }>(
      world.as('QUALITY'),
      '{ movementConflicts { nodes { id } } }',
    );

    expect(await correct(said)).toMatchObject({
      __typename: 'CorrectionAwaitsDecision',
      movementId: movementId(sourceId(SOURCE), 'w5'),
      conflictIds: movementConflicts.nodes.map(({ id }) => id),
    });
    expect([await statusOf('w5'), await statusOf('w5-right')]).toEqual(['CONFLICT', 'UNKNOWN']);

    expect(await correct(said, world.as('QUALITY'))).toMatchObject({ alreadyCorrected: false });
    expect(await correct(said)).toMatchObject({ alreadyCorrected: true });
    expect([await statusOf('w5'), await statusOf('w5-right')]).toEqual(['CORRECTED', 'RECORDED']);
  });

  test('by a key of one site is for what happened there', async () => {
    await record(warehouse(), units('observe', ['W4'], { id: 'w4', place: STORE }));
    const atWarehouse = world.as('WAREHOUSE', { siteId: locationId(WAREHOUSE) });

    const refused = await world.answer(atWarehouse, CORRECT, {
      input: { source: SOURCE, id: 'w4', reason: 'DID_NOT_OCCUR' },
    });

    expect(refused.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(await statusOf('w4')).toBe('RECORDED');
  });

  test('of a batch’s declaration forgets what it said, and the same can be declared again', async () => {
    const declare = () => registerBatches(world.as('QUALITY'), [{ gtin: GTIN, number: 'VD', quantity: '10' }]);
    const added = { gtin: GTIN, number: 'VD', supplierBatch: 'S-7' };
    await declare();
    await registerBatches(world.as('QUALITY'), [added]);
    const { declarations } = await batchOf('VD');
    expect(declarations.map(({ declaration }) => declaration)).toEqual([
      { quantity: '10', supplierBatch: null },
      { quantity: null, supplierBatch: 'S-7' },
    ]);

    await correct({ source: null, movementId: declarations[0]?.id }, world.as('QUALITY'));
    expect(await batchOf('VD')).toMatchObject({ declaredQuantity: null, supplierBatch: 'S-7' });

    expect(await declare()).toMatchObject({ entries: [{ outcome: 'UPDATED' }] });
    expect(await batchOf('VD')).toMatchObject({ declaredQuantity: '10', supplierBatch: 'S-7' });
  });
});

async function batchOf(number: string) {
  const { batch } = await world.graphql<{ batch: { declarations: { id: string; declaration: unknown }[] } }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $number: String!) {
      batch(gtin: $gtin, number: $number) {
        declaredQuantity supplierBatch
        declarations { id declaration { quantity supplierBatch } }
      }
    }`,
    { gtin: GTIN, number },
  );
  return batch;
}

async function statusOf(id: string) {
  const { movementStatus } = await world.graphql<{ movementStatus: { status: string }[] }>(
    warehouse(),
    'query ($source: String, $ids: [String!]!) { movementStatus(source: $source, ids: $ids) { status } }',
    { source: SOURCE, ids: [id] },
  );
  return movementStatus[0]?.status;
}

describe('a movement and its correction at the same time', () => {
  test('when the movement commits first, the correction has waited for it and voids it', async () => {
    const rival = await rivalDoes((tx) =>
      captureMovements(tx, origin(), [movementOf(units('observe', ['R1'], { id: 'r1' }))]),
    );
    const mine = correct({ id: 'r1', reason: 'DID_NOT_OCCUR' });
    await world.someoneWaits();
    await end(rival, 'commit');

    expect(await mine).toMatchObject({ movement: { sourceRef: 'r1' } });
    expect(await unitOf('R1')).toMatchObject({ known: false, voidedMovements: { nodes: [{ sourceRef: 'r1' }] } });
  });

  test('when the correction commits first, the movement has waited for it and has no effect', async () => {
    const rival = await rivalDoes((tx) => voids(tx, 'r2'));
    const mine = record(warehouse(), units('observe', ['R2'], { id: 'r2' }));
    await world.someoneWaits();
    await end(rival, 'commit');

    const [recorded] = await mine;
    expect(recorded?.verdict).toBe('ACCEPTED');
    expect(recorded?.warnings).toContainEqual(expect.objectContaining({ code: 'CORRECTED' }));
    expect(await unitOf('R2')).toMatchObject({ known: false, voidedMovements: { nodes: [{ sourceRef: 'r2' }] } });
  });

  test('when the correction is undone after all, the movement counts', async () => {
    const rival = await rivalDoes((tx) => voids(tx, 'r3'));
    const mine = record(warehouse(), units('observe', ['R3'], { id: 'r3' }));
    await world.someoneWaits();
    await end(rival, 'rollback');

    expect(await mine).toMatchObject([{ verdict: 'ACCEPTED' }]);
    expect(await unitOf('R3')).toMatchObject({ known: true, voidedMovements: { nodes: [] } });
  });

  test('a scan of the same goods that waits for the correction builds on what is left', async () => {
    await record(
      warehouse(),
      units('pack', ['R4'], { id: 'r4-packed', container: PALLET, occurredAt: '2026-02-01T08:00:00Z' }),
    );
    const rival = await rivalDoes((tx) => voids(tx, 'r4-packed'));
    const mine = record(warehouse(), units('deliver', ['R4'], { occurredAt: '2026-02-01T09:00:00Z', place: STORE }));
    await world.someoneWaits();
    await end(rival, 'commit');
    await mine;

    const [state] = await world.db.rows(
      'state_of_r4',
      `select state.container_id, state.placed_kind from goods_state as state
        join unit on unit.unit_id = state.goods_id where unit.serial = 'R4'`,
    );
    expect(state).toEqual({ container_id: null, placed_kind: 'deliver' });
  });
});

const origin = () => ({
  captureId: randomUUID(),
  sourceId: sourceId(SOURCE),
  actorId: personId('WAREHOUSE', 2),
  recordedAt: world.clock,
});

function voids(tx: Transaction, sourceRef: string) {
  return voidMovement(tx, origin(), {
    movementId: movementId(sourceId(SOURCE), sourceRef),
    sourceRef,
    reason: 'DID_NOT_OCCUR',
    replacementId: null,
    note: null,
  });
}

async function rivalDoes(work: (tx: Transaction) => Promise<unknown>): Promise<QueryRunner> {
  const rival = await world.rival();
  await work(transactionOf(rival));
  return rival;
}

async function end(rival: QueryRunner, how: 'commit' | 'rollback'): Promise<void> {
  if (how === 'commit') await rival.commitTransaction();
  else await rival.rollbackTransaction();
  await rival.release();
}

function movementOf(item: MovementItem) {
  const { movement } = readMovement(item, sourceId(SOURCE), world.clock);
  if (!movement) throw new Error('not a movement');
  return movement;
}
