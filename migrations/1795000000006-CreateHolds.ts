import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHolds1795000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Goods that a recall forbids to ship or deliver, whether or not they were ever seen. Found by goods on the hot path
      -- of capture, so goods_id leads the key and is what the table would be distributed by.
      create table hold (
        goods_id uuid not null,
        recall_id uuid not null,
        kind text not null check (kind in ('BATCH', 'UNIT')),
        placed_at timestamptz(3) not null,
        placed_by uuid not null,
        released_at timestamptz(3),
        released_by uuid,
        primary key (goods_id, recall_id),
        constraint hold_is_released_by_someone check ((released_at is null) = (released_by is null))
      );
      create index hold_open_by_goods on hold (goods_id) where released_at is null;
      create index hold_by_recall on hold (recall_id);

      -- A ship or deliver of held goods: it happened, so the ledger has it, and here it is called what it was.
      create table hold_attempt (
        recall_id uuid not null,
        movement_id uuid not null,
        goods_id uuid not null,
        recorded_at timestamptz(3) not null,
        primary key (recall_id, movement_id, goods_id)
      );
      comment on column hold_attempt.goods_id is 'The unit, or the batch of a quantity, that was moved; a unit may be held by its batch.';
      create index hold_attempt_newest_first on hold_attempt (recall_id, recorded_at desc, movement_id, goods_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table hold_attempt, hold`);
  }
}
