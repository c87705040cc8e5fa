import type { Stage } from '../stage.js';

/** Baseline of locating a batch: one statement on the minimal state table of `capture.ts`. Pinned. */
export function locateByHand({ admin }: Stage, batchId: string): Promise<unknown> {
  return admin.query({
    name: 'locate_by_hand',
    text: `select location_id, count(*) from baseline.state where batch_id = $1 group by location_id`,
    values: [batchId],
  });
}

/** Units, their cases and pallets in one minimal table, each with its container and its own place. */
export async function fillPackedBaseline({ admin }: Stage): Promise<void> {
  await admin.query(`
    create schema if not exists baseline;
    create table baseline.packed (goods_id uuid primary key, batch_id uuid, container_id uuid, location_id uuid);
    insert into baseline.packed select goods_id, batch_id, container_id, location_id from goods_state;
    create index on baseline.packed (batch_id, goods_id);
    analyze baseline.packed;
  `);
}

/** Baseline of locating a batch in cases on pallets: units counted by case, each case placed by its pallet. Pinned. */
export function locatePackedByHand({ admin }: Stage, batchId: string): Promise<unknown> {
  return admin.query({
    name: 'locate_packed_by_hand',
    text: `
      select pallet.location_id, sum(packed.units)
      from (
        select container_id, count(*) as units from baseline.packed where batch_id = $1 group by container_id
      ) as packed
      join baseline.packed as box on box.goods_id = packed.container_id
      join baseline.packed as pallet on pallet.goods_id = box.container_id
      group by pallet.location_id`,
    values: [batchId],
  });
}
