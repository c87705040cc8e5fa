import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DoubtContainersOfConflicts1795000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a container holds is in doubt too where neither version says where it was.
      update movement_conflict as conflict
      set goods_ids = array(
        select distinct goods.goods_id
        from unnest(conflict.goods_ids || array[
          (conflict.content -> 'container' ->> 'logisticUnitId')::uuid,
          (conflict.content -> 'assembly' ->> 'unitId')::uuid,
          stored.container_id
        ]) as goods (goods_id)
        where goods.goods_id is not null
      )
      from movement as stored
      where stored.movement_id = conflict.movement_id
        and stored.kind is not null
        and conflict.resolved_at is null;
    `);
  }

  async down(): Promise<void> {
    // To doubt more than before does no harm.
  }
}
