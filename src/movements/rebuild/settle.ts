import { setTimeout as sleep } from 'node:timers/promises';

import type { Database, Transaction } from '../../platform/database/database.js';
import { batchesDeclaredOtherwise, projectDeclarations } from '../batch-declaration.query.js';
import type { AtOnce } from './build-shadow.js';
import { catchUp, catchUpFinally } from './catch-up.js';
import type { DerivedTable } from './derived-tables.js';
import {
  type Difference,
  differenceOf,
  MOST_EXAMPLES,
  replaceSuspects,
  suspectedTables,
  suspectsAfter,
} from './difference.query.js';
import type { Watch } from './progress.js';
import { FIRST_KEY, type Position } from './shadow.query.js';

export interface Settle {
  readonly now: () => Date;
  /** Whether rows that differ are replaced, or only told. */
  readonly swap: boolean;
  readonly atOnce: AtOnce;
  readonly watch: Watch;
}

interface Settled {
  readonly position: Position;
  readonly differences: readonly Difference[];
}

/**
 * Tells what really differs of the suspects, and replaces it if that is wanted: of some goods and batches at a time, all
 * rows of each together, in a transaction that holds captures. Between two of them captures have as much time as one took.
 */
export async function settleSuspects(db: Database, from: Position, settle: Settle): Promise<Settled> {
  const differences: Difference[] = [];
  let position = from;
  const tables = await suspectedTables(db);
  let ownerIds = await suspectsAfter(db, FIRST_KEY, settle.atOnce.replaced);
  while (ownerIds.length > 0) {
    const owners = ownerIds;
    const step = await whileCapturesAreHeld(db, position, settle, (tx) =>
      settleOwners(tx, tables, owners, settle.swap),
    );
    differences.push(...step.differences);
    position = step.position;
    ownerIds = await suspectsAfter(db, owners.at(-1) ?? '', settle.atOnce.replaced);
  }
  return { position, differences };
}

/** The same of what is declared of batches. */
export async function settleDeclarations(db: Database, from: Position, settle: Settle): Promise<Settled> {
  const differences: Difference[] = [];
  let position = from;
  const suspects = await batchesDeclaredOtherwise(db);
  for (let i = 0; i < suspects.length; i += settle.atOnce.replaced) {
    const batchIds = suspects.slice(i, i + settle.atOnce.replaced);
    const step = await whileCapturesAreHeld(db, position, settle, (tx) => settleBatches(tx, batchIds, settle.swap));
    differences.push(...step.differences);
    position = step.position;
  }
  return { position, differences };
}

async function whileCapturesAreHeld(
  db: Database,
  from: Position,
  { now, atOnce, watch }: Settle,
  work: (tx: Transaction) => Promise<Difference[]>,
): Promise<Settled> {
  const almost = await catchUp(db, from, now, atOnce, watch);
  const began = performance.now();
  const settled = await db.transaction(async (tx) => {
    await holdCaptures(tx);
    await watch.moved('holding captures');
    const position = await catchUpFinally(db, tx, almost, now, atOnce);
    return { position, differences: await work(tx) };
  });
  await sleep(performance.now() - began);
  return settled;
}

/** Captures that are under way end first; those that begin wait. Reading goes on. */
async function holdCaptures(tx: Transaction): Promise<void> {
  await tx.rows('hold_captures', 'lock table public.capture in share mode');
}

async function settleOwners(
  tx: Transaction,
  tables: readonly DerivedTable[],
  ownerIds: readonly string[],
  swap: boolean,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const table of tables) {
    const difference = await differenceOf(tx, table, ownerIds);
    differences.push(difference);
    if (swap && difference.examples.length > 0) await replaceSuspects(tx, table, ownerIds);
  }
  return differences;
}

async function settleBatches(tx: Transaction, suspects: readonly string[], swap: boolean): Promise<Difference[]> {
  const batchIds = await batchesDeclaredOtherwise(tx, suspects);
  if (swap) await projectDeclarations(tx, batchIds);
  const examples = batchIds.slice(0, MOST_EXAMPLES);
  return [{ table: 'batch', missing: 0, extra: 0, changed: batchIds.length, examples }];
}
