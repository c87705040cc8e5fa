import { movementsOf, recording, scanner } from './capture.js';
import { requestsPerSecond, timedRequests } from './http-load.js';
import { lookingUp } from './lookup.js';
import type { Stage } from './stage.js';

const CLIENTS = 2;
const SCANS = 1_000;
const LOOKUPS_A_SECOND = 50;

/** How long lookups take while scans come in at half the rate at which they could: milliseconds, and scans a second. */
export async function benchLookupsWhileCapturing(stage: Stage, units: number, seconds: number) {
  await stage.settle();
  const scans = scanner(units, 'meanwhile');
  const captures = recording(stage, () => movementsOf(scans()));
  const lookups = lookingUp(stage, units);
  await requestsPerSecond(lookups, 1, seconds);
  const fullRate = await requestsPerSecond(captures, CLIENTS, seconds);

  const until = performance.now() + 10 * seconds * 1_000;
  const [captured, times] = await Promise.all([
    timedRequests(captures, fullRate / 2, until),
    timedRequests(lookups, LOOKUPS_A_SECOND, until),
  ]);
  return { times, scansPerSecond: (captured.length * SCANS) / (10 * seconds) };
}
