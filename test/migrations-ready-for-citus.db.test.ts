import { beforeAll, describe, expect, test } from '@jest/globals';

import {
  type ColumnRow,
  columns,
  constraints,
  type ConstraintRow,
  indexes,
  unusualObjects,
} from '../src/platform/database/contract/catalog.query.js';
import { setUpWorld } from './support/world.js';

/**
 * How each table would lie in a distributed database: a copy on every node, or split by a column. What the catalog can show
 * of the rules that come with it is held here, so that `distribute.sql` will be all it takes.
 */
const EVERYWHERE = 'everywhere';
const DISTRIBUTION: Readonly<Record<string, string>> = {
  api_key: EVERYWHERE,
  audit_entry: 'stream_id',
  batch: EVERYWHERE,
  capture: 'capture_id',
  carrier: EVERYWHERE,
  contact: EVERYWHERE,
  correction: 'movement_id',
  customer: EVERYWHERE,
  gap: 'goods_id',
  gap_watch: EVERYWHERE,
  genealogy_entry: 'goods_id',
  goods_movement: 'goods_id',
  goods_state: 'goods_id',
  hold: 'goods_id',
  hold_attempt: 'recall_id',
  inquiry: 'inquiry_id',
  inquiry_part: 'inquiry_id',
  knowledge: 'capture_id',
  knowledge_pending: 'capture_id',
  knowledge_seal: EVERYWHERE,
  location: EVERYWHERE,
  logistic_unit: 'logistic_unit_id',
  mail_outage: EVERYWHERE,
  movement: 'movement_id',
  movement_conflict: 'movement_id',
  notification: 'lane',
  notification_attempt: 'lane',
  notification_wave: 'recall_id',
  packaging_level: EVERYWHERE,
  packing_by_child: 'child_id',
  packing_by_parent: 'parent_id',
  product: EVERYWHERE,
  recall: 'recall_id',
  recall_answer: 'recall_id',
  recall_goods: 'recall_id',
  recall_product: 'recall_id',
  recall_recipient: 'recall_id',
  recall_scope_snapshot: 'recall_id',
  recall_step: 'recall_id',
  recall_wave: 'recall_id',
  sending_pause: 'recall_id',
  source: EVERYWHERE,
  stock_entry: 'batch_id',
  unit: 'unit_id',
  voided_goods_movement: 'goods_id',
  voided_stock_entry: 'batch_id',
  wave_proposal: 'recall_id',
  wave_proposal_goods: 'recall_id',
  wave_proposal_recipient: 'recall_id',
};

const world = setUpWorld();

let allColumns: readonly ColumnRow[];
let allConstraints: readonly ConstraintRow[];

beforeAll(async () => {
  allColumns = await columns(world.db);
  allConstraints = await constraints(world.db);
});

describe('the database is ready to be distributed:', () => {
  test('of each table it is said how', () => {
    const tables = [...new Set(allColumns.map(({ table }) => table))];

    expect(tables).toEqual(Object.keys(DISTRIBUTION));
  });

  test('each table has a primary key', () => {
    const keyed = allConstraints.filter(({ kind }) => kind === 'PRIMARY_KEY').map(({ table }) => table);

    expect(keyed).toEqual(Object.keys(DISTRIBUTION));
  });

  test('what is unique is unique within its part', async () => {
    const unique = [
      ...allConstraints.filter(({ kind }) => kind === 'PRIMARY_KEY' || kind === 'UNIQUE'),
      ...(await indexes(world.db)).filter(({ isUnique }) => isUnique),
    ];

    const acrossParts = unique.filter(({ table, columns: key }) => isSplit(table) && !key.includes(splitBy(table)));
    expect(acrossParts.map(({ name }) => name)).toEqual([]);
  });

  test('a column that splits a table is plain: required, not made by the database, of a base type', () => {
    const splitting = allColumns.filter(({ table, name }) => splitBy(table) === name);

    expect(splitting).toHaveLength(Object.keys(DISTRIBUTION).filter(isSplit).length);
    for (const column of splitting) {
      expect(column).toMatchObject({ isRequired: true, isIdentity: false, isGenerated: false, default: null });
      expect(['uuid', 'smallint', 'bigint', 'text']).toContain(column.type);
    }
  });

  test('tables refer to each other only where both are everywhere, or split by the same column', () => {
    const apart = allConstraints.filter(({ table, referencedTable, columns: key }) => {
      if (referencedTable === null) return false;
      if (splitBy(table) !== splitBy(referencedTable)) return true;
      return isSplit(table) && !key.includes(splitBy(table));
    });

    expect(apart.map(({ name }) => name)).toEqual([]);
  });

  test('nothing waits for the end of a transaction, and nothing excludes but by equality', () => {
    const unfit = allConstraints.filter(
      ({ kind, isDeferrable }) => isDeferrable || kind === 'EXCLUSION' || kind === 'TRIGGER',
    );

    expect(unfit.map(({ name }) => name)).toEqual([]);
  });

  test('numbers that the database gives are bigint', () => {
    const narrow = allColumns.filter(({ isIdentity, type }) => isIdentity && type !== 'bigint');

    expect(narrow).toEqual([]);
  });

  test('there are no triggers, rules, policies, functions, views or domains', async () => {
    expect(await unusualObjects(world.db)).toEqual([]);
  });
});

const splitBy = (table: string) => DISTRIBUTION[table] ?? EVERYWHERE;
const isSplit = (table: string) => splitBy(table) !== EVERYWHERE;
