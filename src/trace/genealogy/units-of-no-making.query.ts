import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

/** Units of a batch of which nobody recorded what they were made of, or from. */
export interface UnitsOfNoMaking {
  readonly batchId: string;
  readonly units: number;
}

/** Of each of these batches that has any, in key order. */
export function unitsOfNoMaking(db: Queryable, batchIds: readonly string[]): Promise<UnitsOfNoMaking[]> {
  return db.rows<UnitsOfNoMaking>(
    'units_of_no_making',
    `
    select state.batch_id as "batchId", count(*)::integer as units
    from goods_state as state
    where state.batch_id = any($1::uuid[])
      and not exists (
        select from genealogy_entry as entry
        where entry.goods_id = state.goods_id
          and entry.role in ('OUTPUT', 'ASSEMBLY')
          and not exists (select from correction where correction.movement_id = entry.movement_id)
      )
    group by state.batch_id
    order by state.batch_id
    `,
    [plainArrayLiteral(batchIds)],
  );
}
