import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLedger1795000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The order is the rank that decides between movements of one instant.
      create type movement_kind as enum (
        'declare', 'commission', 'receive', 'unpack', 'transform', 'pack',
        'ship', 'deliver', 'return', 'destroy', 'observe', 'adjust'
      );

      -- One request that brought movements: who, from which system, when.
      create table capture (
        capture_id uuid primary key,
        source_id uuid not null,
        actor_id uuid not null,
        recorded_at timestamptz(3) not null
      );

      -- The ledger. Append-only: the application may insert and select. The primary key is the dedupe key and never expires.
      -- Part 0 is the movement, or the mark that a correction left because it came first; then part 1 is the movement.
      create table movement (
        movement_id uuid not null,
        part smallint not null default 0 check (part in (0, 1)),
        kind movement_kind,
        source_id uuid not null,
        source_ref text,
        source_sequence bigint not null default 0,
        occurred_at timestamptz(3),
        occurred_offset smallint,
        recorded_at timestamptz(3) not null,
        capture_id uuid not null,
        location_id uuid,
        destination_id uuid,
        carrier_id uuid,
        consignee_id uuid,
        container_id uuid,
        order_ref text,
        shipment_ref text,
        device text,
        unit_ids uuid[],
        unit_batch_ids uuid[],
        logistic_unit_ids uuid[],
        quantities jsonb,
        declaration jsonb,
        fingerprint uuid,
        fingerprint_version smallint,
        primary key (movement_id, part)
      );
      comment on column movement.unit_batch_ids is
        'The batch that the sender said each unit is of: null for none said, one element for all units, or one for each.';
      create index movement_by_order on movement (upper(order_ref)) where order_ref is not null;
      create index movement_by_shipment on movement (upper(shipment_ref)) where shipment_ref is not null;

      -- Another content under an id that the ledger already has. Kept until QUALITY decides.
      create table movement_conflict (
        movement_id uuid not null,
        fingerprint uuid not null,
        source_id uuid not null,
        source_ref text,
        capture_id uuid not null,
        recorded_at timestamptz(3) not null,
        content jsonb not null,
        goods_ids uuid[] not null,
        resolved_at timestamptz(3),
        primary key (movement_id, fingerprint)
      );
      comment on column movement_conflict.goods_ids is 'Units, logistic units and batches of either version.';
      create index movement_conflict_open_by_goods on movement_conflict using gin (goods_ids) where resolved_at is null;

      -- What a movement did to one unit or logistic unit: everything that its fold needs, beside it.
      create table goods_movement (
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

      -- The fold of a unit's or logistic unit's movements, as of now: of each aspect, what was said last.
      create table goods_state (
        goods_id uuid primary key,
        seen_at timestamptz(3) not null,
        seen_kind movement_kind not null,
        seen_sequence bigint not null,
        seen_movement_id uuid not null,
        placed_at timestamptz(3),
        placed_kind movement_kind,
        location_id uuid,
        carrier_id uuid,
        consignee_id uuid,
        left_container_id uuid,
        packed_at timestamptz(3),
        container_id uuid,
        placed_after_packed boolean not null,
        batch_id uuid,
        other_batch_ids uuid[]
      );
      comment on column goods_state.left_container_id is 'Left without a place: its place is where that container was then.';
      create index goods_state_by_batch on goods_state (batch_id, goods_id) where batch_id is not null;
      create index goods_state_by_other_batches on goods_state using gin (other_batch_ids) where other_batch_ids is not null;
      create index goods_state_by_container on goods_state (container_id) where container_id is not null;

      -- From when to when goods were in a container, kept for both directions.
      create table packing_by_child (
        child_id uuid not null,
        parent_id uuid not null,
        packed_at timestamptz(3) not null,
        packed_sequence bigint not null,
        pack_movement_id uuid not null,
        unpacked_at timestamptz(3),
        unpacked_kind movement_kind,
        unpacked_sequence bigint,
        unpack_movement_id uuid,
        primary key (child_id, pack_movement_id)
      );
      create table packing_by_parent (
        parent_id uuid not null,
        child_id uuid not null,
        packed_at timestamptz(3) not null,
        packed_sequence bigint not null,
        pack_movement_id uuid not null,
        unpacked_at timestamptz(3),
        unpacked_kind movement_kind,
        unpacked_sequence bigint,
        unpack_movement_id uuid,
        primary key (parent_id, child_id, pack_movement_id)
      );

      -- Goods counted by quantity: signed entries, whose sum by place is the stock.
      create table stock_entry (
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
      create index stock_entry_by_container on stock_entry (container_id) where container_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table stock_entry, packing_by_parent, packing_by_child, goods_state, goods_movement, movement_conflict,
        movement, capture;
      drop type movement_kind;
    `);
  }
}
