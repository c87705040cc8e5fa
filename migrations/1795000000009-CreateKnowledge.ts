import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKnowledge1795000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What Retrace knew, in one order: each capture gets the next position once it is committed. Append-only.
      create table knowledge (
        capture_id uuid primary key,
        position bigint not null check (position > 0),
        known_at timestamptz(3) not null
      );
      create index knowledge_by_known_at on knowledge (known_at);

      -- Captures that have no position yet. Written with them, so that nobody has to search for them.
      create table knowledge_pending (
        capture_id uuid primary key
      );

      -- How far the sequence has come. Whoever extends it holds this row.
      create table knowledge_seal (
        knowledge_seal_id smallint primary key default 1 check (knowledge_seal_id = 1),
        position bigint not null,
        known_through timestamptz(3) not null
      );

      -- What was captured before there was a sequence was known when it was recorded, as far as anyone can tell.
      insert into knowledge (capture_id, position, known_at)
        select capture.capture_id, row_number() over (order by capture.recorded_at, capture.capture_id), capture.recorded_at
        from capture
        on conflict do nothing;
      insert into knowledge_seal (position, known_through)
        select count(*), coalesce(max(knowledge.known_at), 'epoch') from knowledge
        on conflict do nothing;

      -- A decision to keep what was recorded first is knowledge too.
      alter table movement_conflict add column resolution_capture_id uuid;
      create index movement_conflict_by_goods on movement_conflict using gin (goods_ids);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index movement_conflict_by_goods;
      alter table movement_conflict drop column resolution_capture_id;
      drop table knowledge_seal, knowledge_pending, knowledge;
    `);
  }
}
