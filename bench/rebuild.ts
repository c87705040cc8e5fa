import { recordMovements, rebuildState } from '../src/movements/index.js';
import { movementsOf, scanner } from './capture.js';
import { GTIN, random, serial } from './dataset.js';
import { startPosting } from './posting.js';
import { SOURCE, type Stage } from './stage.js';

/** Of the units, the part that is scanned once more, each by a movement of its own: the ledger's other extreme. */
const SCANNED = 0.2;
/** A scanner posts no more than this, so that what it meets is the rebuild and not itself. */
const SCANS_A_SECOND = 200;
const LOOKUP = `query ($gtin: GTIN!, $serial: String!) { unit(gtin: $gtin, serial: $serial) { serial verdict { verdict } } }`;
const RECORD = 'mutation ($input: RecordMovementsInput!) { recordMovements(input: $input) { rejected } }';

export interface Rebuilt {
  readonly outcome: string;
  readonly movements: number;
  /** What movements did to one unit each. */
  readonly goods: number;
  readonly seconds: number;
}

/** Units that were scanned one by one, beside those that came as pallets. */
export async function fillWithScans(stage: Stage, units: number): Promise<void> {
  const scans = scanner(units);
  for (let done = 0; done < units * SCANNED; done += 1_000) {
    await recordMovements(stage.context(), { source: SOURCE, movements: movementsOf(scans()) });
  }
  await stage.settle();
}

/** The whole state, with nobody else there. */
export async function benchRebuild(stage: Stage): Promise<Rebuilt> {
  return timed(stage, false);
}

/** Every state is lost, and put back while clients look up and scan (A11). */
export async function benchRepair(stage: Stage, units: number) {
  const pick = random(units);
  const scans = scanner(units, 'meanwhile');
  await stage.admin.query('truncate goods_state');
  const lookups = startPosting(`${stage.url}/graphql`, stage.keys.service, () => ({
    query: LOOKUP,
    variables: { gtin: GTIN, serial: serial(Math.floor(pick() * units)) },
  }));
  const captures = startPosting(
    `${stage.url}/graphql`,
    stage.keys.warehouse,
    () => {
      const movements = movementsOf(scans()).slice(0, SCANS_A_SECOND / 4);
      return { query: RECORD, variables: { input: { source: SOURCE, movements } } };
    },
    250,
  );
  const rebuilt = await timed(stage, true);
  return { ...rebuilt, lookups: await lookups.stop(), captures: await captures.stop() };
}

async function timed(stage: Stage, swap: boolean): Promise<Rebuilt> {
  const started = performance.now();
  const done = await rebuildState({ ownerUrl: stage.ownerUrl, now: () => new Date(), swap });
  const seconds = (performance.now() - started) / 1_000;
  if (done.outcome === 'RebuildUnderWay') throw new Error(done.outcome);
  return { outcome: done.outcome, movements: done.movements, goods: done.links, seconds };
}
