import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindGapsByTheirEvidence1795000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Where the movement that proved an explanation is corrected, the gap is there again. The search of the migration before
      -- this one finds those of which that has happened already.
      create index gap_of_evidence on gap (evidence_movement_id) where evidence_movement_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index gap_of_evidence');
  }
}
