import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRecalls1795000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The case. What is approved is one version of its content, named by the hash of what was submitted.
      create table recall (
        recall_id uuid primary key,
        revision integer not null check (revision > 0),
        version integer not null check (version > 0),
        status text not null
          check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'LAUNCHED', 'PAUSED', 'CLOSED', 'CANCELLED')),
        kind text not null check (kind in ('RECALL', 'CORRECTION', 'MARKET_WITHDRAWAL', 'STOCK_RECOVERY', 'MOCK')),
        class text not null check (class in ('I', 'II', 'III', 'UNCLASSIFIED')),
        title text not null check (length(title) between 1 and 200),
        texts jsonb not null,
        contact_phone text,
        contact_email text,
        answer_within_days smallint not null check (answer_within_days between 1 and 90),
        scope jsonb not null,
        editor_ids uuid[] not null check (cardinality(editor_ids) > 0),
        created_at timestamptz(3) not null,
        submitted_by uuid,
        submitted_hash text,
        approved_by uuid,
        approved_hash text,
        launched_at timestamptz(3),
        closed_at timestamptz(3),
        constraint recall_is_approved_by_someone_who_neither_edited_nor_submitted_it check (
          approved_by is null
          or (submitted_by is not null and approved_by <> submitted_by and approved_by <> all (editor_ids))
        ),
        constraint recall_approval_is_of_what_was_submitted check (
          (approved_by is null) = (approved_hash is null)
          and (approved_hash is null or (submitted_hash is not null and approved_hash = submitted_hash))
        ),
        constraint recall_goes_ahead_only_when_approved check (
          status not in ('APPROVED', 'LAUNCHED', 'PAUSED', 'CLOSED') or approved_by is not null
        ),
        constraint recall_draft_is_neither_submitted_nor_approved check (
          status <> 'DRAFT' or (submitted_by is null and approved_by is null)
        )
      );
      comment on column recall.revision is 'Counts every move, so that each is made on what its maker saw; version counts contents.';
      comment on column recall.contact_phone is 'Of the company, printed in every notice; not a person''s.';
      comment on column recall.editor_ids is 'Everyone who wrote any part of the content as it stands.';
      create index recall_newest_first on recall (created_at desc, recall_id);
      create index recall_open on recall (recall_id) where status in ('LAUNCHED', 'PAUSED');

      -- Every move of the case: who, when, why.
      create table recall_step (
        recall_id uuid not null,
        step_no integer not null,
        move text not null,
        version integer not null,
        actor_id uuid not null,
        at timestamptz(3) not null,
        reason text,
        primary key (recall_id, step_no)
      );

      -- What the rule covered when it was evaluated for approval: with which the launch is compared.
      create table recall_scope_snapshot (
        recall_id uuid not null,
        version integer not null,
        known_through timestamptz(3),
        units integer not null,
        customer_ids uuid[] not null,
        primary key (recall_id, version)
      );

      -- What the rule covered when it was launched: the frozen scope that verdicts are given on.
      create table recall_goods (
        recall_id uuid not null,
        goods_id uuid not null,
        kind text not null check (kind in ('BATCH', 'UNIT')),
        primary key (recall_id, goods_id)
      );
      create table recall_product (
        recall_id uuid not null,
        product_id uuid not null,
        primary key (recall_id, product_id)
      );
      comment on table recall_product is 'Products with a batch in the scope, of every packaging level.';

      create table recall_wave (
        recall_id uuid not null,
        wave smallint not null check (wave > 0),
        launched_at timestamptz(3) not null,
        launched_by uuid not null,
        known_through timestamptz(3),
        units integer not null,
        recipients integer not null,
        recipients_hash text not null,
        products jsonb not null,
        units_approved integer not null,
        customers_added uuid[] not null,
        customers_removed uuid[] not null,
        primary key (recall_id, wave)
      );
      comment on column recall_wave.products is 'What the notices call the goods, so that a notice sent later says the same.';
      comment on column recall_wave.customers_added is 'Not among the recipients when the recall was submitted for approval.';

      -- Who was found to have the goods when a wave was launched: what their notice says is written from here. No address.
      create table recall_recipient (
        recall_id uuid not null,
        wave smallint not null,
        party_kind text not null check (party_kind in ('CUSTOMER', 'CARRIER', 'INTERNAL')),
        party_id uuid not null,
        basis text check (basis in ('DELIVERED', 'SHIPPED')),
        certainty text check (certainty in ('EXACT', 'MAY_HAVE')),
        reason text,
        units integer not null,
        quantities jsonb not null,
        primary key (recall_id, wave, party_kind, party_id)
      );
      comment on column recall_recipient.basis is 'Null for those who are told without having received anything.';

      -- What a recipient answered; a later answer stands in for an earlier one, and both are kept.
      create table recall_answer (
        recall_id uuid not null,
        answer_id uuid not null,
        notification_id uuid not null,
        party_kind text not null check (party_kind in ('CUSTOMER', 'CARRIER', 'INTERNAL')),
        party_id uuid not null,
        answered_at timestamptz(3) not null,
        on_hand numeric check (on_hand >= 0),
        sold_on numeric check (sold_on >= 0),
        returned numeric check (returned >= 0),
        destroyed numeric check (destroyed >= 0),
        comment text check (length(comment) <= 2000),
        primary key (recall_id, answer_id)
      );
      create index recall_answer_by_notification on recall_answer (notification_id, answered_at desc);
      create index recall_answer_newest_first on recall_answer (recall_id, answered_at desc, answer_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table recall_answer, recall_recipient, recall_wave, recall_product, recall_goods, recall_scope_snapshot, recall_step, recall
    `);
  }
}
