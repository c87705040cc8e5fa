import type { Declaration } from '../../movements/index.js';
import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';

export interface DeclarationRow {
  readonly movementId: string;
  readonly occurredAt: Date;
  readonly declaration: Declaration;
}

/** What was declared of these batches and no correction has voided, of each the first first. */
export function declarationsThatCount(db: Queryable, batchIds: readonly string[]): Promise<DeclarationRow[]> {
  return db.rows<DeclarationRow>(
    'declarations_that_count',
    `
    select movement.movement_id as "movementId", movement.occurred_at as "occurredAt", movement.declaration
    from movement
    where movement.declaration ->> 'batchId' = any($1::text[])
      and movement.kind is not null
      and not exists (select from correction where correction.movement_id = movement.movement_id)
    order by movement.occurred_at, movement.movement_id
    `,
    [plainArrayLiteral(batchIds)],
  );
}
