import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Transaction } from '../../platform/database/database.js';
import type { LedgerMovement } from '../ledger-movement.js';
import { linksOfMovement } from '../links-of-movement.rule.js';
import { stockEntriesOf } from '../stock/stock-entries.rule.js';
import { SHADOW } from './derived-tables.js';

/** Notes the movements that became known in a span of time, or were voided in it. */
export async function noteLate(tx: Transaction, after: Date, through: Date): Promise<void> {
  await tx.rows(
    'note_late_movements',
    `
    with late as materialized (
      select capture.capture_id, capture.recorded_at
      from knowledge
      join capture on capture.capture_id = knowledge.capture_id
      where knowledge.known_at > $1
        and knowledge.known_at <= $2
    )
    insert into ${SHADOW}.late_movement (movement_id)
    select movement.movement_id
    from movement
    where movement.recorded_at >= (select min(late.recorded_at) from late)
      and movement.recorded_at <= (select max(late.recorded_at) from late)
      and movement.capture_id in (select late.capture_id from late)
    union
    select correction.movement_id
    from correction
    where correction.capture_id in (select late.capture_id from late)
    on conflict do nothing
    `,
    [after, through],
  );
}

/** Forgets notes up to a movement, or all. */
export async function forgetLate(tx: Transaction, through: string | null): Promise<void> {
  await tx.rows(
    'forget_late_movements',
    `delete from ${SHADOW}.late_movement as late where $1::uuid is null or late.movement_id <= $1`,
    [through],
  );
}

/** Takes out of what was built whatever these movements left there. */
export async function forgetEntries(tx: Transaction, movements: readonly LedgerMovement[]): Promise<void> {
  if (movements.length === 0) return;
  const links = movements.flatMap(linksOfMovement);
  const stock = movements.flatMap(stockEntriesOf);
  await forget(tx, 'goods_id', ['goods_movement', 'voided_goods_movement'], links);
  await forget(
    tx,
    'batch_id',
    ['stock_entry', 'voided_stock_entry'],
    stock.map(({ batchId, movement: { movementId } }) => ({ goodsId: batchId, movementId })),
  );
}

async function forget(
  tx: Transaction,
  key: string,
  tables: readonly string[],
  entries: readonly { readonly goodsId: string; readonly movementId: string }[],
): Promise<void> {
  if (entries.length === 0) return;
  for (const table of tables) {
    await tx.rows(
      `forget_rebuilt_${table}`,
      `
      delete from ${SHADOW}.${table} as entry
      using unnest($1::uuid[], $2::uuid[]) as gone (id, movement_id)
      where entry.${key} = gone.id
        and entry.movement_id = gone.movement_id
      `,
      [
        plainArrayLiteral(entries.map(({ goodsId }) => goodsId)),
        plainArrayLiteral(entries.map(({ movementId }) => movementId)),
      ],
    );
  }
}
