import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGaps1795000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Holes and contradictions in the record. Found again, one is the same row; no row is ever deleted.
      create table gap (
        goods_id uuid not null,
        gap_id uuid not null,
        kind text not null,
        goods_kind text not null check (goods_kind in ('UNIT', 'LOGISTIC_UNIT', 'BATCH')),
        product_id uuid,
        movement_id uuid,
        location_id uuid,
        carrier_id uuid,
        since timestamptz(3) not null,
        explanation text not null,
        state text not null check (state in ('OPEN', 'CLOSED', 'RESOLVED')),
        found_at timestamptz(3) not null,
        closed_at timestamptz(3),
        owner_id uuid,
        resolved_at timestamptz(3),
        resolved_by uuid,
        resolution_reason text check (length(resolution_reason) between 1 and 2000),
        evidence_movement_id uuid,
        primary key (goods_id, gap_id),
        constraint gap_is_closed_at_a_time check ((state = 'CLOSED') = (closed_at is not null)),
        constraint gap_is_resolved_by_someone_for_a_reason check (
          (state = 'RESOLVED') = (resolved_at is not null)
          and (resolved_at is null) = (resolved_by is null)
          and (resolved_at is null) = (resolution_reason is null)
        )
      );
      comment on column gap.movement_id is 'The movement that shows it, where one does.';
      comment on column gap.since is 'When it came about, by the clocks of the senders.';
      create index gap_by_id on gap (gap_id);
      create index gap_open_in_order on gap (since, gap_id) where state = 'OPEN';
      create index gap_of_owner on gap (owner_id, since, gap_id) where owner_id is not null;
      create index gap_of_product on gap (product_id, since, gap_id) where product_id is not null;

      -- How far what is known was searched for gaps. Whoever searches holds this row.
      create table gap_watch (
        gap_watch_id smallint primary key default 1 check (gap_watch_id = 1),
        position bigint not null,
        overdue_through timestamptz(3) not null
      );
      comment on column gap_watch.position is 'Of knowledge: everything up to it was looked at.';
      comment on column gap_watch.overdue_through is 'Goods that were shipped by then and have not arrived are overdue.';
      insert into gap_watch (position, overdue_through) values (0, 'epoch') on conflict do nothing;

      -- What a capture brought, by when it was recorded. Movements lie in that order, so a summary of their pages will do,
      -- and costs capture next to nothing.
      create index knowledge_by_position on knowledge (position);
      create index movement_by_recorded_at on movement using brin (recorded_at) with (autosummarize = on);
      create index correction_by_recorded_at on correction (recorded_at);
      -- Goods that were taken out of a container are where that was, when nothing says where.
      create index goods_movement_unpacked_somewhere on goods_movement (container_id)
        where kind = 'unpack' and location_id is null;
      create index movement_conflict_by_resolution on movement_conflict (resolution_capture_id)
        where resolution_capture_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index goods_movement_unpacked_somewhere, movement_conflict_by_resolution, correction_by_recorded_at, movement_by_recorded_at,
        knowledge_by_position;
      drop table gap_watch, gap;
    `);
  }
}
