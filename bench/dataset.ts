import { makeGln, makeGtin } from '../src/gs1/index.js';
import { recordMovements } from '../src/movements/index.js';
import { SOURCE, type Stage } from './stage.js';

export const GTIN = makeGtin('0950600077777');
export const PLANT = makeGln('950600010777');
export const WAREHOUSE = makeGln('950600020777');
export const BATCH = 'BENCH-1';

/** Units that one movement names. */
const RUN = 10_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const FIRST_DAY = Date.parse('2026-01-01T00:00:00Z');

const filled = new WeakMap<Stage, number>();

export function serial(n: number): string {
  return `S${n.toString().padStart(8, '0')}`;
}

/** Units of one batch, each with three movements: commissioned, shipped, received. Through the capture code, as any sender's. */
export async function fillTo(stage: Stage, units: number): Promise<void> {
  const start = filled.get(stage) ?? 0;
  for (let first = start; first < units; first += RUN) {
    const serials = Array.from({ length: Math.min(RUN, units - first) }, (_, i) => serial(first + i));
    const goods = { serials: [{ gtin: GTIN, batch: BATCH, serials }] };
    const at = (hour: number) => new Date(FIRST_DAY + first + hour * HOUR_MS).toISOString();
    const id = (kind: string) => `fill-${kind}-${first}`;
    for (const movement of [
      { id: id('commission'), kind: 'commission', occurredAt: at(1), place: PLANT, goods },
      { id: id('ship'), kind: 'ship', occurredAt: at(2), place: PLANT, destination: WAREHOUSE, goods },
      { id: id('receive'), kind: 'receive', occurredAt: at(3), place: WAREHOUSE, goods },
    ]) {
      const [entry] = await recordMovements(stage.context(), { source: SOURCE, movements: [movement] });
      if (entry?.verdict !== 'ACCEPTED') throw new Error(JSON.stringify(entry));
    }
  }
  filled.set(stage, units);
  await stage.settle();
}

/** A generator with a seed, so that two runs ask the same. Numbers from 0 to 1. Mulberry32. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
