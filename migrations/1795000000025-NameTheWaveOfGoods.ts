import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameTheWaveOfGoods1795000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table recall_goods add column wave smallint not null default 1 check (wave > 0);
      comment on column recall_goods.wave is 'The wave with which they came into the scope; no notice of an earlier one names them.';

      update recall_goods set wave = added.wave
      from (
        select goods.recall_id, goods.goods_id, max(goods.wave) as wave
        from wave_proposal
        join wave_proposal_goods as goods on goods.recall_id = wave_proposal.recall_id and goods.wave = wave_proposal.wave
        where wave_proposal.state = 'LAUNCHED' and goods.change = 'ADDED'
        group by goods.recall_id, goods.goods_id
      ) as added
      where recall_goods.recall_id = added.recall_id and recall_goods.goods_id = added.goods_id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table recall_goods drop column wave`);
  }
}
