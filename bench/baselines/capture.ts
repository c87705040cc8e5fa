import pg from 'pg';

import type { Stage } from '../stage.js';
import { type Scan, storeScans } from './store-scans.js';

/*
 * Baseline of capture: a ledger, its links and the state, in minimal tables with the indexes that Retrace has on them, filled
 * with the same units; four named statements by `unnest` and a commit for each thousand scans. Pinned.
 */
const TABLES = `
  create schema if not exists baseline;
  create table baseline.movement (
    movement_id uuid primary key, occurred_at timestamptz not null, location_id uuid not null, unit_ids uuid[] not null,
    fingerprint uuid not null
  );
  create table baseline.link (
    goods_id uuid, movement_id uuid, occurred_at timestamptz not null, location_id uuid,
    primary key (goods_id, movement_id)
  );
  create table baseline.state (
    goods_id uuid primary key, seen_at timestamptz not null, seen_movement_id uuid not null, location_id uuid,
    batch_id uuid
  );
  create table baseline.unit (unit_id uuid primary key, serial text not null);
  insert into baseline.movement
    select movement_id, occurred_at, location_id, unit_ids, fingerprint from movement where kind is not null;
  insert into baseline.link select goods_id, movement_id, occurred_at, location_id from goods_movement;
  insert into baseline.state select goods_id, seen_at, seen_movement_id, location_id, batch_id from goods_state;
  insert into baseline.unit select unit_id, serial from unit;
  create index on baseline.state (batch_id, goods_id);
  create index on baseline.unit (upper(serial));
`;

/** Makes the baseline's tables of what Retrace holds by now, unless they stand already. */
export async function fillBaseline({ admin }: Stage): Promise<void> {
  const { rows } = await admin.query(`select from pg_tables where schemaname = 'baseline' and tablename = 'movement'`);
  if (rows.length > 0) return;
  await admin.query(TABLES);
  await admin.query(`
    grant usage on schema baseline to public;
    grant select, insert, update on all tables in schema baseline to public;
  `);
}

/** So that the next use makes them of what Retrace holds then. */
export async function forgetBaseline({ admin }: Stage): Promise<void> {
  await admin.query('drop schema baseline cascade');
}

export async function openCaptureBaseline(stage: Stage) {
  await fillBaseline(stage);
  const pool = new pg.Pool({ connectionString: stage.appUrl, max: 2 });
  return {
    async scansPerSecond(next: () => Scan[], clients: number, seconds: number): Promise<number> {
      const started = performance.now();
      const end = started + seconds * 1_000;
      let stored = 0;
      const client = async () => {
        while (performance.now() < end) {
          const scans = next();
          await storeScans(pool, scans);
          stored += scans.length;
        }
      };
      await Promise.all(Array.from({ length: clients }, client));
      return stored / ((performance.now() - started) / 1_000);
    },
    async close(): Promise<void> {
      await pool.end();
    },
  };
}
