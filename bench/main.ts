import 'reflect-metadata';

import { benchCapture } from './capture.js';
import { forgetBaseline } from './baselines/capture.js';
import { fillTo } from './dataset.js';
import { benchForward } from './genealogy.js';
import { benchLocate } from './locate.js';
import { benchLookup } from './lookup.js';
import { benchLocatePacked } from './packed.js';
import { benchPalletMove } from './pallet-move.js';
import { benchRecall } from './recall.js';
import { benchRebuild, benchRepair, fillWithScans, type Rebuilt } from './rebuild.js';
import { describeMachine, ratioOf, Report, whole } from './report.js';
import { benchSingleScans } from './single-scans.js';
import { benchLookupsWhileCapturing } from './while-capturing.js';
import { openStage } from './stage.js';

/*
 * # npm run bench
 *
 * Figures as ratios: each measures Retrace and a pinned baseline in the same database, in turn, in one run. A baseline is
 * the least that could give the same answer: hand-written statements on minimal tables with the same indexes and the same
 * number of connections, in `baselines/`. A change to a baseline needs its reason in the commit.
 *
 * `npm run bench -- lookup locate` makes these measurements only, and `growth` is made only when it is named: it compares a
 * data set with one ten times as large (`npm run bench:large`: 10,000,000 units). `BENCH_UNITS` (1,000,000) is the size of the
 * large data set, `BENCH_SECONDS` (2) the length of each measurement.
 */
const units = Number(process.env['BENCH_UNITS'] ?? 1_000_000);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
const wanted = process.argv.slice(2);
const report = new Report();
const stage = await openStage();

const MEASUREMENTS: Readonly<Record<string, () => Promise<void>>> = {
  async lookup() {
    await fillTo(stage, units / 10);
    const small = await benchLookup(stage, units / 10, seconds);
    await fillTo(stage, units);
    const large = await benchLookup(stage, units, seconds);
    report.ratio('serial lookup, 8 connections: Retrace / bare handler', large, 'lookups/s', 0.6);
    // The bare handler's change tells what the machine did meanwhile.
    const growth = large.map(({ retrace }, i) => ({ retrace, baseline: small[i]?.retrace ?? NaN }));
    report.ratio(`serial lookup with ${whole(units)} units / with ${whole(units / 10)}`, growth, 'lookups/s', 0.8);
  },

  async capture() {
    await fillTo(stage, units);
    const { bySql, byCopy, late } = await benchCapture(stage, units, seconds);
    report.ratio('1,000 scans a request, 2 clients: Retrace / hand-written SQL', bySql, 'scans/s', 0.6);
    report.ratio('the same / COPY into ledger and links alone', byCopy, 'scans/s', 0.25);
    report.ratio('scans that come 30 days late / in order', late, 'scans/s', 0.3);
  },

  async growth() {
    await fillTo(stage, units / 10);
    const small = (await benchCapture(stage, units / 10, seconds)).bySql;
    await fillTo(stage, units);
    await forgetBaseline(stage);
    const large = (await benchCapture(stage, units, seconds)).bySql;
    report.line(
      `1,000 scans a request with ${whole(units / 10)} units, of hand-written SQL`,
      ratioOf(small).toFixed(2),
    );
    report.line(`the same with ${whole(units)} units`, ratioOf(large).toFixed(2));
    report.share('what is left of that ratio', ratioOf(large) / ratioOf(small), 0.8);
  },

  async scans() {
    await fillTo(stage, units);
    const { pairs, times, bareTimes } = await benchSingleScans(stage, units, seconds);
    report.ratio('a scan a request, 32 clients: Retrace / a transaction per request', pairs, 'scans/s', 1);
    report.longest('a scan a request, 32 clients', times, 50, 99);
    // What is left of the aim on this machine when nothing but the commits is in the way.
    report.longest('the same to the bare handler', bareTimes, 50, 99);
  },

  async locate() {
    await fillTo(stage, units);
    const locate = await benchLocate(stage);
    report.time(`locate a batch of ${whole(locate.units)} units: Retrace / hand-written SQL`, locate.pairs, 2);
  },

  async packed() {
    const { cases, pallets, now, asOf } = await benchLocatePacked(stage, units);
    const packed = `a batch of ${whole(units)} units in ${whole(cases)} cases on ${whole(pallets)} pallets`;
    report.time(`locate ${packed}: Retrace / hand-written SQL`, now, 2);
    report.longest(
      'the same as of a time before it was packed, before it was loaded, before it was shipped',
      asOf,
      10_000,
    );
  },

  async pallet() {
    const pallets = await benchPalletMove(stage, seconds);
    report.ratio('scans of a pallet of 5,000 units / of one unit', pallets, 'scans/s', 0.8);
  },

  async meanwhile() {
    await fillTo(stage, units);
    const { times, scansPerSecond } = await benchLookupsWhileCapturing(stage, units, seconds);
    report.longest(`serial lookup while ${whole(scansPerSecond)} scans/s come in, half of what could`, times, 20, 99);
  },

  async genealogy() {
    const small = await benchForward(stage, [2, 24, 24], 21);
    report.longest(
      `what was made of a batch and whom it reached, ${whole(small.batches)} batches, ${small.recipients} customers`,
      small.times,
      200,
    );
    const large = await benchForward(stage, [4, 4, 4, 4, 4, 4, 4, 5], 3);
    const heap = `heap ${large.heapMegabytes} MB`;
    report.longest(`the same with ${whole(large.batches)} batches in 8 levels, ${heap}`, large.times, 5_000);
  },

  async recall() {
    const { customers, preview, launch, proposed } = await benchRecall(stage, units);
    const recall = `of a batch of ${whole(units)} units, a tenth of them with ${whole(customers)} customers`;
    report.longest(`preview, as an inquiry, of a recall ${recall}`, [preview], 60_000);
    report.longest('its launch: held, frozen, and the notices queued', [launch], 60_000);
    report.longest(
      'a unit delivered to someone else by a scan after it, until a further wave is proposed',
      [proposed],
      60_000,
    );
  },

  async rebuild() {
    await fillTo(stage, units);
    await fillWithScans(stage, units);
    reportRebuilt('rebuild of the state', await benchRebuild(stage));
    const repaired = await benchRepair(stage, units);
    reportRebuilt('rebuild after the loss of every state, with clients', repaired);
    for (const [who, { answered, failed, longestMs }] of [
      ['lookups', repaired.lookups],
      ['captures', repaired.captures],
    ] as const) {
      report.line(`${who} meanwhile`, `${whole(answered)}, ${failed} failed, the slowest took ${whole(longestMs)} ms`);
    }
    reportRebuilt('rebuild again', await benchRebuild(stage));
  },
};

/** A movement of a thousand units counts as a thousand, since that is what it takes. */
function reportRebuilt(what: string, { outcome, movements, goods, seconds }: Rebuilt): void {
  const of = `${whole(goods)} movements of a unit, in ${whole(movements)} rows of the ledger`;
  report.rate(what, goods / seconds, `movements/s (${outcome}: ${of}, in ${seconds.toFixed(1)} s)`, 20_000);
}

try {
  report.line(describeMachine(), `${whole(units)} units, ${seconds} s a measurement`);
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (wanted.length === 0 ? name !== 'growth' : wanted.includes(name)) await measure();
  }
  report.line(`memory of the process after all of it`, `${await stage.residentMegabytes()} MB`);
} finally {
  await stage.close();
}
