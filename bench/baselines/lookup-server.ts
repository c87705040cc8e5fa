import pg from 'pg';

import { unitId } from '../../src/products/goods-id.js';
import type { Gtin, Serial } from '../../src/gs1/index.js';
import { serveBare } from './serve-bare.js';

/*
 * Baseline of the serial lookup: node:http, one pool, one named statement, the same answer. Pinned.
 */
const pool = new pg.Pool({ connectionString: process.env['BASELINE_DATABASE_URL'], max: 8 });

const STATEMENT = {
  name: 'lookup',
  text: `
    select
      unit.serial, product.name as product, batch.number as batch, batch.expires_on as "expiresOn",
      state.placed_kind as "placedKind", state.placed_at as since, location.gln, location.name as location,
      state.batch_id = any(select hold.goods_id from hold where hold.released_at is null) as held,
      (
        select json_agg(step)
        from (
          select link.kind, link.occurred_at as "occurredAt", place.gln, place.name
          from goods_movement as link
          left join location as place on place.location_id = link.location_id
          where link.goods_id = unit.unit_id
          order by link.occurred_at desc, link.kind desc
          limit 10
        ) as step
      ) as journey
    from unit
    join product on product.product_id = unit.product_id
    join goods_state as state on state.goods_id = unit.unit_id
    left join batch on batch.batch_id = state.batch_id
    left join location on location.location_id = state.location_id
    where unit.unit_id = $1
  `,
};

serveBare(pool, async (body) => {
  const { gtin, serial } = JSON.parse(body) as { gtin: Gtin; serial: string };
  const id = unitId(gtin, { kind: 'serial', text: serial, conforming: true } as unknown as Serial);
  const { rows } = await pool.query<object>({ ...STATEMENT, values: [id] });
  return JSON.stringify(rows[0] ?? null);
});
