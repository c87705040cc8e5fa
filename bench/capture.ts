import type { MovementItem } from '../src/movements/index.js';
import { openCaptureBaseline } from './baselines/capture.js';
import type { Scan } from './baselines/store-scans.js';
import { copiedPerSecond } from './baselines/copy.js';
import { DAY_MS, FIRST_DAY, GTIN, random, serial, WAREHOUSE } from './dataset.js';
import { requestsPerSecond, type Target } from './http-load.js';
import type { Pair } from './report.js';
import { SOURCE, type Stage } from './stage.js';

const SCANS = 1_000;
const CLIENTS = 2;
const ROUNDS = 15;
/** Of the scans, the part that come from a pallet: neighbouring serials. */
const PALLET_LIKE = 0.3;
const PALLET = 50;

const RECORD = `mutation ($input: RecordMovementsInput!) {
  recordMovements(input: $input) { accepted duplicates conflicts rejected }
}`;

/**
 * Scans of single units, a thousand a request, durable: through HTTP and GraphQL, as hand-written statements, and by COPY;
 * and such as come thirty days late, so that what was recorded since is folded anew.
 */
export async function benchCapture(stage: Stage, units: number, seconds: number) {
  const baseline = await openCaptureBaseline(stage);
  await stage.settle();
  const scans = scanner(units);
  const late = scanner(units, 'late', FIRST_DAY - 30 * DAY_MS);
  const retraceTakes = async (next: () => Scan[]) => {
    await stage.admin.query('checkpoint');
    return (
      (await requestsPerSecond(
        recording(stage, () => movementsOf(next())),
        CLIENTS,
        seconds,
      )) * SCANS
    );
  };
  const pairs = { bySql: [] as Pair[], byCopy: [] as Pair[], late: [] as Pair[] };
  try {
    await retraceTakes(scans);
    for (let round = 0; round < ROUNDS; round++) {
      const retrace = await retraceTakes(scans);
      await stage.admin.query('checkpoint');
      pairs.bySql.push({ retrace, baseline: await baseline.scansPerSecond(scans, CLIENTS, seconds) });
      await stage.admin.query('checkpoint');
      pairs.byCopy.push({ retrace, baseline: await copiedPerSecond(stage, scans, seconds / 2) });
      pairs.late.push({ retrace: await retraceTakes(late), baseline: retrace });
    }
  } finally {
    await baseline.close();
  }
  return pairs;
}

/** Requests that record what `next` gives. */
export function recording(stage: Stage, next: () => readonly MovementItem[]): Target {
  return {
    url: `${stage.url}/graphql`,
    headers: { authorization: `Bearer ${stage.keys.warehouse}` },
    body: () => JSON.stringify({ query: RECORD, variables: { input: { source: SOURCE, movements: next() } } }),
  };
}

/** A thousand scans at a time: most of any unit, some of a pallet's worth of neighbours. Time goes on. */
export function scanner(units: number, name = 'scan', from = FIRST_DAY + 60 * DAY_MS): () => Scan[] {
  const pick = random(units);
  let at = from;
  let counted = 0;
  return () => {
    const serials = new Set<number>();
    while (serials.size < SCANS * PALLET_LIKE) {
      const first = Math.floor(pick() * (units - PALLET));
      for (let i = 0; i < PALLET; i++) serials.add(first + i);
    }
    while (serials.size < SCANS) serials.add(Math.floor(pick() * units));
    at += 1_000;
    return [...serials].map((n) => ({
      id: `${name}-${counted++}`,
      gtin: GTIN,
      serial: serial(n),
      occurredAt: new Date(at).toISOString(),
    }));
  };
}

export function movementsOf(scans: readonly Scan[]): MovementItem[] {
  return scans.map(({ id, gtin, serial: scanned, occurredAt }) => ({
    id,
    kind: 'observe',
    occurredAt,
    place: WAREHOUSE,
    goods: { serials: [{ gtin, serials: [scanned] }] },
  }));
}
