import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

/** Of these containers, those that are in themselves, through any number of others. */
export async function inThemselves(db: Queryable, containerIds: readonly string[]): Promise<Set<string>> {
  if (containerIds.length === 0) return new Set();
  const rows = await db.rows<{ containerId: string }>(
    'containers_in_themselves',
    `
    with recursive around (container_id, goods_id) as (
      select wanted.goods_id, wanted.goods_id from unnest($1::uuid[]) as wanted (goods_id)
      union
      select around.container_id, state.container_id
      from around
      join goods_state as state on state.goods_id = around.goods_id
      where state.container_id is not null
    )
    select distinct around.container_id as "containerId"
    from around
    join goods_state as state on state.goods_id = around.goods_id
    where state.container_id = around.container_id
    `,
    [plainArrayLiteral([...new Set(containerIds)])],
  );
  return new Set(rows.map(({ containerId }) => containerId));
}
