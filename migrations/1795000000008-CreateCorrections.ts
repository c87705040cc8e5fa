import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCorrections1795000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What voids a movement. Append-only, as the ledger is; the movement stays, and may come after its correction.
      create table correction (
        movement_id uuid primary key,
        reason text not null check (reason in ('DID_NOT_OCCUR', 'INCORRECT_DATA')),
        replacement_id uuid check (replacement_id <> movement_id),
        note text check (length(note) between 1 and 2000),
        source_id uuid not null,
        capture_id uuid not null,
        actor_id uuid not null,
        recorded_at timestamptz(3) not null
      );
      comment on column correction.replacement_id is 'The movement that says what happened instead.';
      create index correction_by_replacement on correction (replacement_id) where replacement_id is not null;

      -- What voided movements had said, beside what counts: history, and what was known before.
      create table voided_goods_movement (
        goods_id uuid not null,
        movement_id uuid not null,
        occurred_at timestamptz(3) not null,
        kind movement_kind not null,
        source_sequence bigint not null,
        location_id uuid,
        destination_id uuid,
        carrier_id uuid,
        consignee_id uuid,
        container_id uuid,
        batch_id uuid,
        primary key (goods_id, movement_id)
      );
      create table voided_stock_entry (
        batch_id uuid not null,
        movement_id uuid not null,
        line integer not null,
        occurred_at timestamptz(3) not null,
        kind movement_kind not null,
        place_kind text not null check (place_kind in ('AT_LOCATION', 'IN_TRANSIT', 'DELIVERED', 'DESTROYED', 'PACKED')),
        location_id uuid,
        carrier_id uuid,
        consignee_id uuid,
        container_id uuid,
        quantity numeric not null,
        uom text not null,
        primary key (batch_id, movement_id, line)
      );

      -- When the declaration of a batch is voided, what the others said is read again.
      create index movement_by_declared_batch on movement ((declaration ->> 'batchId')) where declaration is not null;

      alter table movement_conflict
        add column resolution text check (resolution in ('KEPT', 'REPLACED', 'VOIDED')),
        add column resolution_reason text check (length(resolution_reason) between 1 and 2000),
        add column resolved_by uuid,
        add constraint movement_conflict_is_resolved_as_something check ((resolution is null) = (resolved_at is null));
      comment on column movement_conflict.resolution is
        'KEPT: what was recorded first is right. REPLACED: this is. VOIDED: neither happened.';
      create index movement_conflict_newest_first on movement_conflict (recorded_at desc, movement_id, fingerprint);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index movement_conflict_newest_first, movement_by_declared_batch;
      alter table movement_conflict
        drop constraint movement_conflict_is_resolved_as_something,
        drop column resolution, drop column resolution_reason, drop column resolved_by;
      drop table voided_stock_entry, voided_goods_movement, correction;
    `);
  }
}
