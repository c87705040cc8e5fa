import { describe, expect, test } from '@jest/globals';

import { parseBatchNumber, parseSerial } from '../../src/gs1/index.js';
import { registerBatches } from '../../src/movements/index.js';
import { registerLogisticUnits } from '../../src/movements/registering/register-logistic-units.js';
import { registerUnits } from '../../src/movements/registering/register-units.js';
import { Refusal } from '../../src/platform/graphql/refusal.js';
import { batchById, batchId, unitId } from '../../src/products/index.js';
import { tracesOf } from '../../src/trace/journeys/unit-trace.js';
import { GTIN, PALLET } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');

const outcomes = ({ entries }: { entries: readonly { outcome: string; code: string | null }[] }) =>
  entries.map(({ outcome, code }) => (code === null ? outcome : `${outcome} ${code}`));

async function declared(number: string) {
  const [row] = await batchById.find(world.db, [batchId(GTIN, parseBatchNumber(number) as never)]);
  return row;
}

describe('registering batches', () => {
  const said = { gtin: GTIN, quantity: '100', producedOn: '2026-01-01', expiresOn: '2028-01-01' };

  test('is harmless again, and what was left open may be added', async () => {
    const first = { ...said, number: 'R-1', expiresOn: null };

    expect(outcomes(await registerBatches(quality(), [first]))).toEqual(['REGISTERED']);
    expect(outcomes(await registerBatches(quality(), [first]))).toEqual(['UNCHANGED']);
    expect(outcomes(await registerBatches(quality(), [{ ...first, quantity: '100.0' }]))).toEqual(['UNCHANGED']);
    expect(outcomes(await registerBatches(quality(), [{ ...said, number: 'R-1', supplierBatch: 'S-9' }]))).toEqual([
      'UPDATED',
    ]);
    expect(await declared('R-1')).toMatchObject({
      declaredQuantity: '100',
      expiresOn: '2028-01-01',
      supplierBatch: 'S-9',
    });
  });

  test('with other dates or another quantity is a conflict, and nothing is changed', async () => {
    await registerBatches(quality(), [{ ...said, number: 'R-2' }]);

    const answers = await registerBatches(quality(), [
      { ...said, number: 'R-2', expiresOn: '2029-01-01', supplierBatch: 'NEW' },
      { ...said, number: 'R-3' },
    ]);
    const quantity = await registerBatches(quality(), [{ ...said, number: 'R-2', quantity: '101' }]);
    const uom = await registerBatches(quality(), [{ ...said, number: 'R-2', uom: 'KGM' }]);

    expect(outcomes(answers)).toEqual(['CONFLICT BATCH_DIFFERS', 'REGISTERED']);
    expect(answers.entries[0]).toMatchObject({ field: 'expiresOn' });
    expect([...outcomes(quantity), ...outcomes(uom)]).toEqual(['CONFLICT BATCH_DIFFERS', 'CONFLICT BATCH_DIFFERS']);
    expect(await declared('R-2')).toMatchObject({
      declaredQuantity: '100',
      uom: 'H87',
      expiresOn: '2028-01-01',
      supplierBatch: null,
    });
  });

  test('answers each item, and a bad one does not fail the good ones', async () => {
    const answers = await registerBatches(quality(), [
      { ...said, number: 'R-4' },
      { ...said, number: 'R-5', gtin: '09506000000019' },
      { ...said, number: '' },
      { ...said, number: 'R-6', quantity: '-1' },
      { ...said, number: 'R-7', quantity: '1.5' },
      { ...said, number: 'R-8', producedOn: '2026-02-30' },
      { ...said, number: 'R-9', expiresOn: '2025-01-01' },
      { ...said, number: 'R-10', quantity: '1.5', uom: 'KGM' },
    ]);

    expect(answers.entries.map(({ outcome, field }) => [outcome, field])).toEqual([
      ['REGISTERED', null],
      ['REJECTED', 'gtin'],
      ['REJECTED', 'number'],
      ['REJECTED', 'quantity'],
      ['REJECTED', 'quantity'],
      ['REJECTED', 'producedOn'],
      ['REJECTED', 'expiresOn'],
      ['REGISTERED', null],
    ]);
  });

  test('two people who declare one batch differently at once: one is told of the other', async () => {
    const declare = (quantity: string) => registerBatches(quality(), [{ gtin: GTIN, number: 'R-11', quantity }]);
    await registerBatches(quality(), [{ gtin: GTIN, number: 'R-11' }]);
    const rival = await world.rival();
    await rival.query(`select 1 from batch where number = 'R-11' for update`);

    const both = [declare('1'), declare('2')];
    await world.someoneWaits();
    await rival.commitTransaction();
    await rival.release();

    const answers = (await Promise.all(both)).flatMap(outcomes);
    expect(answers.sort()).toEqual(['CONFLICT BATCH_DIFFERS', 'UPDATED']);
  });

  test('is an entry of the ledger for each declaration that says something new', async () => {
    await registerBatches(quality(), [{ ...said, number: 'R-12' }]);
    await registerBatches(quality(), [{ ...said, number: 'R-12' }]);

    const entries = await world.db.rows(
      'declarations_of_r12',
      `select 1 from movement where kind = 'declare' and declaration ->> 'batchId' = $1`,
      [batchId(GTIN, parseBatchNumber('R-12') as never)],
    );
    expect(entries).toHaveLength(1);
  });
});

describe('registering units', () => {
  test('by list and by range is idempotent, and says which batch they are of', async () => {
    const items = [
      { gtin: GTIN, batch: 'U-B', serials: ['U-100', 'U-101'] },
      { gtin: GTIN, batch: 'U-B', range: { from: 'V-008', to: 'V-011' } },
    ];

    expect(outcomes(await registerUnits(quality(), items))).toEqual(['REGISTERED', 'REGISTERED']);
    expect(outcomes(await registerUnits(quality(), items))).toEqual(['UNCHANGED', 'UNCHANGED']);

    const unitIds = ['U-101', 'V-010'].map((serial) => unitId(GTIN, parseSerial(serial) as never));
    const later = new Date(world.clock.getTime() + 1);
    for (const trace of await tracesOf(world.db, unitIds, later)) {
      expect(trace).toMatchObject({
        batchIds: [batchId(GTIN, parseBatchNumber('U-B') as never)],
        place: { placeKind: 'UNKNOWN' },
      });
      expect(trace.steps.map(({ evidence }) => evidence)).toEqual(['DECLARED']);
    }
  });

  test('answers each item, and a bad one does not fail the good ones', async () => {
    const answers = await registerUnits(quality(), [
      { gtin: 'nonsense', serials: ['W-1'] },
      { gtin: GTIN, serials: ['W-1', ''] },
      { gtin: GTIN, serials: [] },
      { gtin: GTIN, range: { from: 'W-9', to: 'W-1' } },
      { gtin: GTIN, range: { from: 'W-1', to: 'X-9' } },
      { gtin: GTIN, range: { from: 'W-000001', to: 'W-999999' } },
      { gtin: GTIN, serials: ['W-2'] },
    ]);

    expect(outcomes(answers)).toEqual([
      'REJECTED INVALID_GTIN',
      'REJECTED INVALID_SERIAL',
      'REJECTED NO_GOODS',
      'REJECTED INVALID_RANGE',
      'REJECTED INVALID_RANGE',
      'REJECTED INVALID_RANGE',
      'REGISTERED',
    ]);
  });

  test('of more than may be registered at once is refused as a whole', async () => {
    const range = (prefix: string) => ({ gtin: GTIN, range: { from: `${prefix}-00001`, to: `${prefix}-30000` } });

    await expect(registerUnits(quality(), [range('Y'), range('Z')])).rejects.toBeInstanceOf(Refusal);
  });
});

test('registering logistic units is idempotent, and answers each', async () => {
  const ssccs = [PALLET, '123', PALLET];

  expect(outcomes(await registerLogisticUnits(quality(), ssccs))).toEqual([
    'REGISTERED',
    expect.stringMatching(/^REJECTED /),
    'UNCHANGED',
  ]);
  expect(outcomes(await registerLogisticUnits(quality(), [PALLET]))).toEqual(['UNCHANGED']);
});
