import { startBareHandler } from './baselines/start-server.js';
import { GTIN, random, serial } from './dataset.js';
import { requestsPerSecond, type Target } from './http-load.js';
import type { Pair } from './report.js';
import type { Stage } from './stage.js';

const CONNECTIONS = 8;
/** Many short pairs rather than few long ones: the machine changes its speed meanwhile. */
const ROUNDS = 15;

const LOOKUP = `query ($gtin: GTIN!, $serial: String!) {
  unit(gtin: $gtin, serial: $serial) {
    serial
    batch { number expiresOn }
    product { name }
    place { placeKind since location { gln name } }
    verdict { verdict }
    journey(first: 10, newestFirst: true) { nodes { kind occurredAt place { gln name } } }
  }
}`;

/** What customer service asks with a customer on the telephone: product, batch, place, verdict, the last ten movements. */
export async function benchLookup(stage: Stage, units: number, seconds: number) {
  const baseline = await startBareHandler(stage, '#lookup-server');
  const retrace = lookingUp(stage, units);
  const variables = anyUnit(units);
  const bare = { url: baseline.url, headers: {}, body: () => JSON.stringify(variables()) };
  const pairs: Pair[] = [];
  try {
    await requestsPerSecond(retrace, CONNECTIONS, seconds);
    for (let round = 0; round < ROUNDS; round++) {
      pairs.push({
        retrace: await requestsPerSecond(retrace, CONNECTIONS, seconds),
        baseline: await requestsPerSecond(bare, CONNECTIONS, seconds),
      });
    }
  } finally {
    await baseline.close();
  }
  return pairs;
}

/** Requests that look up one unit after the other, anywhere among so many. */
export function lookingUp(stage: Stage, units: number): Target {
  const variables = anyUnit(units);
  return {
    url: `${stage.url}/graphql`,
    headers: { authorization: `Bearer ${stage.keys.service}` },
    body: () => JSON.stringify({ query: LOOKUP, variables: variables() }),
  };
}

function anyUnit(units: number) {
  const pick = random(units);
  return () => ({ gtin: GTIN, serial: serial(Math.floor(pick() * units)) });
}
