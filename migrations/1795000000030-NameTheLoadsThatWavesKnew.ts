import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameTheLoadsThatWavesKnew1795000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- By when each was recorded it cannot be told: what is recorded earlier may be committed later, when the wave is decided.
      alter table recall_wave add column loads uuid[] not null default '{}';
      alter table wave_proposal add column loads uuid[] not null default '{}';
      comment on column recall_wave.loads is 'The movements on record then that gave held goods to a carrier.';
      comment on column wave_proposal.loads is 'The movements on record then that gave held goods to a carrier.';
    `);
    for (const table of ['recall_wave', 'wave_proposal']) {
      await runner.query(`
        update ${table} as known
        set loads = array(
          select distinct attempt.movement_id
          from hold_attempt as attempt
          where attempt.recall_id = known.recall_id and attempt.recorded_at <= known.known_through
        )
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table recall_wave drop column loads');
    await runner.query('alter table wave_proposal drop column loads');
  }
}
