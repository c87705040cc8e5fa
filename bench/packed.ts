import { makeGtin, makeSscc, parseBatchNumber } from '../src/gs1/index.js';
import { type MovementItem, recordMovements } from '../src/movements/index.js';
import { batchId } from '../src/products/index.js';
import { whereaboutsOf } from '../src/trace/index.js';
import { fillPackedBaseline, locatePackedByHand } from './baselines/locate.js';
import { FIRST_DAY, HOUR_MS, PLANT, serial, WAREHOUSE } from './dataset.js';
import type { Pair } from './report.js';
import { SOURCE, type Stage } from './stage.js';

const GTIN = makeGtin('0950600066666');
const BATCH = 'BENCH-PACKED';
const UNITS_A_CASE = 10;
const CASES_A_PALLET = 40;
/** Movements, and goods, that one request brings. */
const AT_A_TIME = 1_000;
const RUN = 10_000;
const ROUNDS = 11;

const at = (hour: number) => new Date(FIRST_DAY + hour * HOUR_MS).toISOString();

/** Where is a batch that is packed in cases on pallets, now and at a time before it was packed. Milliseconds. */
export async function benchLocatePacked(stage: Stage, units: number) {
  await fillPacked(stage, units);
  await fillPackedBaseline(stage);
  await stage.settle();
  const number = parseBatchNumber(BATCH);
  if (!('conforming' in number)) throw new Error(number.toString());
  const scope = { batchIds: [batchId(GTIN, number)], unitIds: [] };

  const now: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    now.push({
      retrace: await timed(async () => {
        expectUnits(units, await whereaboutsOf(stage.db, scope, new Date()));
      }),
      baseline: await timed(() => locatePackedByHand(stage, scope.batchIds[0] ?? '')),
    });
  }
  const asOf: number[] = [];
  for (const hour of [1.5, 2.5, 3.5]) {
    const then = new Date(at(hour));
    asOf.push(
      await timed(async () => {
        expectUnits(units, await whereaboutsOf(stage.db, scope, then));
      }),
    );
  }
  return { cases: units / UNITS_A_CASE, pallets: units / UNITS_A_CASE / CASES_A_PALLET, now, asOf };
}

/** Commissioned, packed into cases and these onto pallets, shipped and received: as the capture code takes it from any sender. */
async function fillPacked(stage: Stage, units: number): Promise<void> {
  const runs = Array.from({ length: units / RUN }, (_, i) => serialsFrom(i * RUN, RUN));
  await send(
    stage,
    1,
    runs.map((serials, i) => movement(`made-${i}`, 'commission', 1, { serials: goodsOf(serials) })),
  );
  const cases = Array.from({ length: units / UNITS_A_CASE }, (_, i) => i);
  await send(
    stage,
    AT_A_TIME,
    cases.map((i) => ({
      ...movement(`case-${i}`, 'pack', 2, { serials: goodsOf(serialsFrom(i * UNITS_A_CASE, UNITS_A_CASE)) }),
      container: caseAt(i),
    })),
  );
  const pallets = Array.from({ length: units / UNITS_A_CASE / CASES_A_PALLET }, (_, i) => i);
  const casesOn = (pallet: number) =>
    Array.from({ length: CASES_A_PALLET }, (_, k) => caseAt(pallet * CASES_A_PALLET + k));
  await send(
    stage,
    AT_A_TIME,
    pallets.map((i) => ({ ...movement(`load-${i}`, 'pack', 3, { ssccs: casesOn(i) }), container: palletAt(i) })),
  );
  await send(stage, AT_A_TIME, [
    ...pallets.map((i) => movement(`ship-${i}`, 'ship', 4, { ssccs: [palletAt(i)] })),
    ...pallets.map((i) => ({ ...movement(`receive-${i}`, 'receive', 5, { ssccs: [palletAt(i)] }), place: WAREHOUSE })),
  ]);
}

const caseAt = (n: number) => makeSscc(`095060001${n.toString().padStart(8, '0')}`);
const palletAt = (n: number) => makeSscc(`095060002${n.toString().padStart(8, '0')}`);

function serialsFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => serial(first + i));
}

function goodsOf(serials: readonly string[]) {
  return [{ gtin: GTIN, batch: BATCH, serials }];
}

function movement(id: string, kind: string, hour: number, goods: MovementItem['goods']): MovementItem {
  return { id: `packed-${id}`, kind, occurredAt: at(hour), place: PLANT, goods };
}

/** Through the capture code, so many movements a request. */
async function send(stage: Stage, together: number, movements: readonly MovementItem[]): Promise<void> {
  for (let first = 0; first < movements.length; first += together) {
    const entries = await recordMovements(stage.context(), {
      source: SOURCE,
      movements: movements.slice(first, first + together),
    });
    const wrong = entries.find(({ verdict }) => verdict !== 'ACCEPTED');
    if (wrong) throw new Error(JSON.stringify(wrong));
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function expectUnits(wanted: number, { units }: { readonly units: number }): void {
  if (units !== wanted) throw new Error(`${units} units were found of ${wanted}.`);
}
