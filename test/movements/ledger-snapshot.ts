import pg from 'pg';

import { recipientsOf, whereaboutsOf } from '../../src/trace/index.js';
import { tracesOf } from '../../src/trace/journeys/unit-trace.js';
import type { World } from '../support/world.js';
import { REALM_IDS, type RealmIds } from './plain-ledger.js';

const STATE = {
  states: 'select * from goods_state order by goods_id',
  packings: 'select * from packing_by_child order by child_id, pack_movement_id',
  mirror: 'select * from packing_by_parent order by child_id, pack_movement_id',
  stock: 'select * from stock_entry order by batch_id, movement_id, line',
  links: 'select * from goods_movement order by goods_id, movement_id',
  voidedLinks: 'select * from voided_goods_movement order by goods_id, movement_id',
  voidedStock: 'select * from voided_stock_entry order by batch_id, movement_id, line',
};

export type Row = Readonly<Record<string, unknown>>;
export type Snapshot = Readonly<Record<keyof typeof STATE, Row[]>>;

/** Everything that is derived from the ledger, as it is stored. */
export async function storedState({ db }: World): Promise<Snapshot> {
  const rows = Object.entries(STATE).map(async ([name, sql]) => [name, await db.rows<Row>(`snapshot_${name}`, sql)]);
  return Object.fromEntries(await Promise.all(rows)) as Snapshot;
}

/** States and packings of some units and logistic units. */
export async function stateOf(
  { db }: World,
  goodsIds: readonly string[],
): Promise<Pick<Snapshot, 'states' | 'packings'>> {
  const [states, packings] = await Promise.all([
    db.rows<Row>('states_of', 'select * from goods_state where goods_id = any($1::uuid[])', [goodsIds]),
    db.rows<Row>('packings_of', 'select * from packing_by_child where child_id = any($1::uuid[])', [goodsIds]),
  ]);
  return { states, packings };
}

/** Everything that is answered about the goods, as of a time. */
export async function answersAsOf({ db }: World, now: Date, ids: RealmIds = REALM_IDS) {
  const { unitIds, containerIds, batchIds } = ids;
  return {
    batches: await Promise.all(batchIds.map((id) => whereaboutsOf(db, { batchIds: [id], unitIds: [] }, now))),
    units: await whereaboutsOf(db, { batchIds: [], unitIds }, now),
    traces: await tracesOf(db, [...unitIds, ...containerIds], now),
    recipients: await recipientsOf(db, { batchIds, unitIds }, now),
  };
}

const LEDGER = [
  'movement, movement_conflict, capture, goods_movement, goods_state, packing_by_child, packing_by_parent, stock_entry',
  'unit, logistic_unit, audit_entry, knowledge, knowledge_pending, correction, voided_goods_movement, voided_stock_entry',
  'genealogy_entry, gap',
].join(', ');

/** Forgets what was recorded, which only the database's owner can, and keeps places, products and parties. */
export class Eraser {
  private readonly owner: pg.Client;

  constructor(world: World) {
    this.owner = new pg.Client({ connectionString: world.database.ownerUrl });
  }

  async connect(): Promise<void> {
    await this.owner.connect();
  }

  async erase(): Promise<void> {
    await this.owner.query(`truncate ${LEDGER}`);
  }

  async close(): Promise<void> {
    await this.owner.end();
  }
}
