import pg from 'pg';

import { serveBare } from './serve-bare.js';
import { type Scan, storeScans } from './store-scans.js';

/*
 * Baseline of scans that come one a request: node:http, one pool, a transaction of four named statements a request. Pinned.
 */
const pool = new pg.Pool({ connectionString: process.env['BASELINE_DATABASE_URL'], max: 12 });

serveBare(pool, async (body) => {
  await storeScans(pool, [JSON.parse(body) as Scan]);
  return JSON.stringify({ accepted: 1 });
});
