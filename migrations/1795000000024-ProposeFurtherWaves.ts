import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProposeFurtherWaves1795000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a further wave of an open recall would be about, by what became known since the last one. Nobody of the customers
      -- and carriers is told, and nothing leaves the scope, before a second person has launched it.
      create table wave_proposal (
        recall_id uuid not null,
        wave smallint not null check (wave > 1),
        state text not null check (state in ('PROPOSED', 'LAUNCHED', 'DECLINED', 'WITHDRAWN')),
        proposed_at timestamptz(3) not null,
        evaluated_at timestamptz(3) not null,
        known_through timestamptz(3),
        units integer not null check (units >= 0),
        proposal_hash text not null,
        decided_at timestamptz(3),
        decided_by uuid,
        reason text check (length(reason) <= 2000),
        constraint wave_proposal_is_decided_when_it_is_not_open check (
          (state = 'PROPOSED') = (decided_at is null) and (decided_at is null) = (decided_by is null)
        ),
        primary key (recall_id, wave)
      );
      comment on column wave_proposal.wave is 'Numbers count on: that of a proposal that came to nothing is not given again.';
      create unique index wave_proposal_open on wave_proposal (recall_id) where state = 'PROPOSED';

      create table wave_proposal_recipient (
        recall_id uuid not null,
        wave smallint not null,
        party_kind text not null check (party_kind in ('CUSTOMER', 'CARRIER')),
        party_id uuid not null,
        change text not null check (change in ('ADDED', 'MORE', 'REMOVED')),
        basis text check (basis in ('DELIVERED', 'SHIPPED', 'ONWARD')),
        certainty text check (certainty in ('EXACT', 'MAY_HAVE')),
        reason text,
        units integer not null check (units >= 0),
        units_by_product jsonb,
        quantities jsonb not null,
        primary key (recall_id, wave, party_kind, party_id)
      );

      create table wave_proposal_goods (
        recall_id uuid not null,
        wave smallint not null,
        goods_id uuid not null,
        kind text not null check (kind in ('BATCH', 'UNIT')),
        change text not null check (change in ('ADDED', 'CERTAIN', 'REMOVED')),
        primary key (recall_id, wave, goods_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table wave_proposal_goods, wave_proposal_recipient, wave_proposal`);
  }
}
