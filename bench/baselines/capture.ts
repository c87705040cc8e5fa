import { createHash } from 'node:crypto';

import pg from 'pg';

import type { Serial } from '../../src/gs1/index.js';
import { unitId } from '../../src/products/index.js';
import { GTIN } from '../dataset.js';
import type { Stage } from '../stage.js';

export interface Scan {
  readonly id: string;
  readonly serial: string;
  readonly occurredAt: string;
}

/*
 * Baseline of capture: a ledger, its links and the state, in minimal tables with the indexes that Retrace has on them, filled
 * with the same units; four named statements by `unnest` and a commit for each thousand scans. Pinned.
 */
const TABLES = `
  create schema baseline;
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

const STATEMENTS = {
  movement: `
    insert into baseline.movement
    select movement_id, occurred_at, location_id, array[unit_id], fingerprint
    from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::uuid[])
      as new (movement_id, occurred_at, location_id, unit_id, fingerprint)
    on conflict do nothing returning movement_id`,
  unit: `
    insert into baseline.unit select * from unnest($1::uuid[], $2::text[]) on conflict do nothing`,
  link: `
    insert into baseline.link select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[])
    on conflict do nothing`,
  state: `
    insert into baseline.state (goods_id, seen_at, seen_movement_id, location_id)
    select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[])
    on conflict (goods_id) do update set
      seen_at = excluded.seen_at, seen_movement_id = excluded.seen_movement_id, location_id = excluded.location_id
    where (excluded.seen_at, excluded.seen_movement_id) > (state.seen_at, state.seen_movement_id)`,
};

/** Makes the baseline's tables of what Retrace holds by now, unless they stand already. */
export async function fillBaseline({ admin }: Stage): Promise<void> {
  const { rows } = await admin.query(`select from pg_namespace where nspname = 'baseline'`);
  if (rows.length === 0) await admin.query(TABLES);
}

export async function openCaptureBaseline(stage: Stage) {
  await fillBaseline(stage);
  const pool = new pg.Pool({ connectionString: stage.appUrl, max: 2 });
  await stage.admin.query(`
    grant usage on schema baseline to public;
    grant select, insert, update on all tables in schema baseline to public;
  `);
  const place = uuid('place');

  async function store(scans: readonly Scan[]): Promise<void> {
    const rows = scans.map((scan) => ({
      movement: uuid(scan.id),
      unit: unitId(GTIN, { kind: 'serial', text: scan.serial, conforming: true } as unknown as Serial),
      serial: scan.serial,
      at: scan.occurredAt,
      fingerprint: uuid(JSON.stringify(scan)),
    }));
    rows.sort((a, b) => (a.unit < b.unit ? -1 : 1));
    const places = rows.map(() => place);
    const client = await pool.connect();
    const run = (name: keyof typeof STATEMENTS, values: unknown[]) =>
      client.query({ name, text: STATEMENTS[name], values });
    try {
      await client.query('begin');
      await run('movement', [
        rows.map((r) => r.movement),
        rows.map((r) => r.at),
        places,
        rows.map((r) => r.unit),
        rows.map((r) => r.fingerprint),
      ]);
      await run('unit', [rows.map((r) => r.unit), rows.map((r) => r.serial)]);
      await run('link', [rows.map((r) => r.unit), rows.map((r) => r.movement), rows.map((r) => r.at), places]);
      await run('state', [rows.map((r) => r.unit), rows.map((r) => r.at), rows.map((r) => r.movement), places]);
      await client.query('commit');
    } finally {
      client.release();
    }
  }

  return {
    async scansPerSecond(next: () => Scan[], clients: number, seconds: number): Promise<number> {
      const started = performance.now();
      const end = started + seconds * 1_000;
      let stored = 0;
      const client = async () => {
        while (performance.now() < end) {
          const scans = next();
          await store(scans);
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

function uuid(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
