import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SayHowFarRecallsAreFollowed1795000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- That no further wave is proposed means that nobody else is reached only if somebody has looked.
      alter table recall add column followed_at timestamptz, add column followed_through timestamptz;
      comment on column recall.followed_at is 'When its launch, or what followed it, last evaluated its scope.';
      comment on column recall.followed_through is 'The last capture that this knew; null while there was none.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table recall drop column followed_at, drop column followed_through');
  }
}
