import { whereaboutsOf } from '../src/trace/index.js';
import { parseBatchNumber } from '../src/gs1/index.js';
import { batchId } from '../src/products/index.js';
import { fillBaseline } from './baselines/capture.js';
import { locateByHand } from './baselines/locate.js';
import { BATCH, GTIN } from './dataset.js';
import type { Pair } from './report.js';
import type { Stage } from './stage.js';

const ROUNDS = 21;

/** Where is every unit of a batch: Retrace's answer, and one hand-written statement's. Milliseconds. */
export async function benchLocate(stage: Stage) {
  const number = parseBatchNumber(BATCH);
  if (!('conforming' in number)) throw new Error(number.toString());
  const id = batchId(GTIN, number);
  await fillBaseline(stage);
  await stage.settle();
  const pairs: Pair[] = [];
  let units = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const retrace = await timed(async () => {
      ({ units } = await whereaboutsOf(stage.db, { batchIds: [id], unitIds: [] }, new Date()));
    });
    pairs.push({ retrace, baseline: await timed(() => locateByHand(stage, id)) });
  }
  return { units, pairs };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
