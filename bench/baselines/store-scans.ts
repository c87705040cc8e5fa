import { createHash } from 'node:crypto';

import type pg from 'pg';

import type { Gtin, Serial } from '../../src/gs1/index.js';
import { unitId } from '../../src/products/goods-id.js';

export interface Scan {
  readonly id: string;
  readonly gtin: Gtin;
  readonly serial: string;
  readonly occurredAt: string;
}

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

const PLACE = uuid('place');

/** The rows that scans make, in the order of their units. */
export function rowsOf(scans: readonly Scan[]) {
  const rows = scans.map((scan) => ({
    movement: uuid(scan.id),
    unit: unitId(scan.gtin, { kind: 'serial', text: scan.serial, conforming: true } as unknown as Serial),
    serial: scan.serial,
    at: scan.occurredAt,
    place: PLACE,
    fingerprint: uuid(JSON.stringify(scan)),
  }));
  return rows.sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/** Stores scans in one transaction, as `capture.ts` has made the tables. Pinned with them. */
export async function storeScans(pool: pg.Pool, scans: readonly Scan[]): Promise<void> {
  const rows = rowsOf(scans);
  const places = rows.map((r) => r.place);
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

function uuid(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
