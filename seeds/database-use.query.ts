import type { Queryable } from '../src/platform/database/database.js';

export interface DatabaseUse {
  /** The source is registered that this demo records for. */
  readonly demo: boolean;
  /** There is master data or a movement, of the demo or of anyone. */
  readonly used: boolean;
}

/** What a database holds already. */
export async function databaseUse(db: Queryable, demoSource: string): Promise<DatabaseUse> {
  const [use] = await db.rows<DatabaseUse>(
    'database_use',
    `
    select
      exists (select from source where source.code = $1) as demo,
      exists (select from source)
        or exists (select from product)
        or exists (select from location)
        or exists (select from carrier)
        or exists (select from customer)
        or exists (select from contact)
        or exists (select from capture) as used
    `,
    [demoSource],
  );
  if (!use) throw new Error('The database did not say what it holds.');
  return use;
}
