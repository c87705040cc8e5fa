import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccessAndAudit1795000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_key (
        api_key_id uuid primary key,
        prefix text not null,
        secret_hash bytea not null,
        name text not null check (length(name) between 1 and 100),
        role text not null check (role in ('WAREHOUSE', 'CUSTOMER_SERVICE', 'QUALITY', 'AUDITOR', 'ADMIN')),
        source_id uuid,
        site_id uuid,
        created_at timestamptz(3) not null,
        created_by uuid not null,
        expires_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        revoked_by uuid,
        constraint api_key_prefix_is_unique unique (prefix),
        constraint api_key_expires_within_a_year check (expires_at <= created_at + interval '366 days')
      );

      -- Who did what, to what, when and why. Append-only: the application may insert and select.
      create table audit_entry (
        stream_id smallint not null,
        entry_id bigint generated always as identity,
        recorded_at timestamptz(3) not null,
        actor_id uuid not null,
        action text not null,
        object_kind text not null,
        object_id text not null,
        reason text,
        request_id text not null,
        detail jsonb not null,
        primary key (stream_id, entry_id)
      );
      create index audit_entry_by_object on audit_entry (object_kind, object_id);
      create index audit_entry_newest_first on audit_entry (recorded_at, entry_id);
      create index audit_entry_of_actor on audit_entry (actor_id, recorded_at, entry_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table audit_entry, api_key`);
  }
}
