import { openCaptureBaseline } from './baselines/capture.js';
import type { Scan } from './baselines/store-scans.js';
import { GTIN, random, serial, WAREHOUSE } from './dataset.js';
import { requestsPerSecond } from './http-load.js';
import type { Pair } from './report.js';
import { SOURCE, type Stage } from './stage.js';

const SCANS = 1_000;
const CLIENTS = 2;
const ROUNDS = 15;
/** Of the scans, the part that come from a pallet: neighbouring serials. */
const PALLET_LIKE = 0.3;
const PALLET = 50;

export const RECORD = `mutation ($input: RecordMovementsInput!) {
  recordMovements(input: $input) { accepted duplicates conflicts rejected }
}`;

/** Scans of single units, a thousand a request, durable: through HTTP and GraphQL, and as hand-written statements. */
export async function benchCapture(stage: Stage, units: number, seconds: number) {
  const baseline = await openCaptureBaseline(stage);
  await stage.settle();
  const scans = scanner(units);
  const target = {
    url: `${stage.url}/graphql`,
    headers: { authorization: `Bearer ${stage.keys.warehouse}` },
    body: () => JSON.stringify({ query: RECORD, variables: { input: asInput(scans()) } }),
  };
  const pairs: Pair[] = [];
  try {
    await requestsPerSecond(target, CLIENTS, seconds);
    for (let round = 0; round < ROUNDS; round++) {
      await stage.admin.query('checkpoint');
      const retrace = (await requestsPerSecond(target, CLIENTS, seconds)) * SCANS;
      await stage.admin.query('checkpoint');
      pairs.push({ retrace, baseline: await baseline.scansPerSecond(scans, CLIENTS, seconds) });
    }
  } finally {
    await baseline.close();
  }
  return pairs;
}

/** A thousand scans at a time: most of any unit, some of a pallet's worth of neighbours. Time goes on. */
export function scanner(units: number, name = 'scan'): () => Scan[] {
  const pick = random(units);
  let at = Date.parse('2026-03-01T00:00:00Z');
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

export function asInput(scans: readonly Scan[]) {
  return {
    source: SOURCE,
    movements: scans.map(({ id, gtin, serial: scanned, occurredAt }) => ({
      id,
      kind: 'observe',
      occurredAt,
      place: WAREHOUSE,
      goods: { serials: [{ gtin, serials: [scanned] }] },
    })),
  };
}
