import { fillBaseline } from './baselines/capture.js';
import { startBareHandler } from './baselines/start-server.js';
import type { Scan } from './baselines/store-scans.js';
import { movementsOf, recording, scanner } from './capture.js';
import { load } from './http-load.js';
import type { Pair } from './report.js';
import type { Stage } from './stage.js';

const CLIENTS = 32;
const ROUNDS = 11;

/** Scanners that post each scan as it is made: through HTTP and GraphQL, and to a bare handler with a transaction a scan. */
export async function benchSingleScans(stage: Stage, units: number, seconds: number) {
  await fillBaseline(stage);
  const bareHandler = await startBareHandler(stage, '#scan-server');
  await stage.settle();
  const next = oneByOne(scanner(units, 'single'));
  const retrace = recording(stage, () => movementsOf([next()]));
  const bare = { url: bareHandler.url, headers: {}, body: () => JSON.stringify(next()) };
  const pairs: Pair[] = [];
  const times: number[] = [];
  const bareTimes: number[] = [];
  try {
    await load(retrace, CLIENTS, seconds);
    await load(bare, CLIENTS, seconds);
    for (let round = 0; round < ROUNDS; round++) {
      await stage.admin.query('checkpoint');
      const ours = await load(retrace, CLIENTS, seconds);
      await stage.admin.query('checkpoint');
      const theirs = await load(bare, CLIENTS, seconds);
      pairs.push({ retrace: ours.perSecond, baseline: theirs.perSecond });
      times.push(...ours.times);
      bareTimes.push(...theirs.times);
    }
  } finally {
    await bareHandler.close();
  }
  return { pairs, times, bareTimes };
}

function oneByOne(scans: () => Scan[]): () => Scan {
  let left: Scan[] = [];
  return () => {
    for (;;) {
      const scan = left.pop();
      if (scan) return scan;
      left = scans();
    }
  };
}
