import { makeGtin, makeSscc } from '../src/gs1/index.js';
import { type MovementItem, recordMovements } from '../src/movements/index.js';
import { recording } from './capture.js';
import { FIRST_DAY, HOUR_MS, PLANT, serial, WAREHOUSE } from './dataset.js';
import { requestsPerSecond } from './http-load.js';
import type { Pair } from './report.js';
import { SOURCE, type Stage } from './stage.js';

const GTIN = makeGtin('0950600055555');
const PALLET = makeSscc('09506000300000000');
const UNITS = 5_000;
const ROUNDS = 11;

/** Scans of a pallet with 5,000 units on it, and scans of one unit, each a request of its own: so many a second. */
export async function benchPalletMove(stage: Stage, seconds: number): Promise<Pair[]> {
  const serials = Array.from({ length: UNITS }, (_, i) => serial(i));
  const packed = { ...scan('packed', 'pack', 1, { serials: [{ gtin: GTIN, serials }] }), container: PALLET };
  const [entry] = await recordMovements(stage.context(), { source: SOURCE, movements: [{ ...packed, place: PLANT }] });
  if (entry?.verdict !== 'ACCEPTED') throw new Error(JSON.stringify(entry));
  await stage.settle();

  let sent = 0;
  const moving = (goods: MovementItem['goods']) =>
    recording(stage, () => [scan(`${sent}`, 'observe', 2 + sent++ / 1_000_000, goods)]);
  const pallet = moving({ ssccs: [PALLET] });
  const unit = moving({ serials: [{ gtin: GTIN, serials: ['ALONE'] }] });
  await requestsPerSecond(pallet, 1, seconds);
  const pairs: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    pairs.push({
      retrace: await requestsPerSecond(pallet, 1, seconds),
      baseline: await requestsPerSecond(unit, 1, seconds),
    });
  }
  return pairs;
}

function scan(id: string, kind: string, hour: number, goods: MovementItem['goods']): MovementItem {
  const occurredAt = new Date(FIRST_DAY + hour * HOUR_MS).toISOString();
  return { id: `pallet-${id}`, kind, occurredAt, place: WAREHOUSE, goods };
}
