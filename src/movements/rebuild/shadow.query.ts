import type { Database, Queryable, Transaction } from '../../platform/database/database.js';
import { derivedId } from '../../platform/database/derived-id.js';
import { DERIVED_TABLES, type DerivedTable, SHADOW, WRITTEN_FIRST } from './derived-tables.js';

/** DERIVE: movements are read. FOLD: goods are folded. CURRENT: all of it stands, and is brought up to date. */
export type Stage = 'DERIVE' | 'FOLD' | 'CURRENT';

/** How far a rebuild has come. */
export interface Position {
  readonly stage: Stage;
  /** The key after which the stage goes on. */
  readonly after: string;
  /** Everything that was known by then is in it, or will be when its stages are over. */
  readonly knownThrough: Date;
}

export const FIRST_KEY = '00000000-0000-0000-0000-000000000000';

/**
 * Makes the tables empty, with a position. They are not logged: PostgreSQL empties them after a crash of its own, and the
 * position with them, so that they are made again.
 */
export async function createShadow(db: Database, knownThrough: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await run(tx, `drop schema if exists ${SHADOW} cascade; create schema ${SHADOW}`);
    for (const table of DERIVED_TABLES) {
      await run(tx, `create unlogged table ${SHADOW}.${table.name} (like public.${table.name} including defaults)`);
      if (!WRITTEN_FIRST.includes(table)) await addKey(tx, table);
    }
    await run(
      tx,
      `
      create unlogged table ${SHADOW}.late_movement (movement_id uuid primary key);
      create unlogged table ${SHADOW}.suspect (table_name text, id uuid, primary key (table_name, id));
      create unlogged table ${SHADOW}.position (stage text, after uuid, known_through timestamptz(3), migration text);
      `,
    );
    await tx.rows(
      'insert_rebuild_position',
      `insert into ${SHADOW}.position select 'DERIVE', $1, $2, max(migrations.name) from public.migrations`,
      [FIRST_KEY, knownThrough],
    );
  });
}

/** Gives what was written in no order its keys. */
export async function indexEntries(tx: Transaction): Promise<void> {
  for (const table of WRITTEN_FIRST) {
    await addKey(tx, table);
    await run(tx, `analyze ${SHADOW}.${table.name}`);
  }
  await run(tx, `create index on ${SHADOW}.goods_movement (goods_id) where container_id = goods_id`);
}

export async function analyzeStates(tx: Transaction): Promise<void> {
  await run(tx, `analyze ${SHADOW}.goods_state, ${SHADOW}.packing_by_child, ${SHADOW}.packing_by_parent`);
}

export async function dropShadow(db: Database): Promise<void> {
  await db.transaction((tx) => run(tx, `drop schema if exists ${SHADOW} cascade`));
}

/** Where a rebuild that did not come to its end stands; null when there is none that the present tables could go on with. */
export async function readPosition(db: Database): Promise<Position | null> {
  const [shadow] = await db.rows<{ exists: boolean }>(
    'rebuild_exists',
    `select to_regclass('${SHADOW}.position') is not null as exists`,
  );
  if (!shadow?.exists) return null;
  const [position] = await db.rows<Position>(
    'read_rebuild_position',
    `
    select position.stage, position.after, position.known_through as "knownThrough"
    from ${SHADOW}.position
    where position.migration = (select max(migrations.name) from public.migrations)
    `,
  );
  return position ?? null;
}

export async function movePosition(tx: Transaction, { stage, after, knownThrough }: Position): Promise<void> {
  await tx.rows('move_rebuild_position', `update ${SHADOW}.position set stage = $1, after = $2, known_through = $3`, [
    stage,
    after,
    knownThrough,
  ]);
}

function addKey(tx: Transaction, { name, key }: DerivedTable): Promise<void> {
  return run(tx, `alter table ${SHADOW}.${name} add primary key (${key.join(', ')})`);
}

/** Of what defines tables: each named by its text. */
async function run(db: Queryable, sql: string): Promise<void> {
  for (const statement of sql.split(';').map((one) => one.trim())) {
    if (statement !== '') await db.rows(`rebuild ${derivedId(statement)}`, statement);
  }
}
