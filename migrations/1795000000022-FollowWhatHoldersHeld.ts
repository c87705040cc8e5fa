import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FollowWhatHoldersHeld1795000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A logistic unit that was built into a unit is no part itself: what it held is. Nearly always there is none.
      alter table genealogy_entry drop constraint genealogy_entry_role_check;
      update genealogy_entry as entry
      set role = 'HOLDER'
      from logistic_unit
      where entry.role = 'COMPONENT' and logistic_unit.logistic_unit_id = entry.goods_id;
      alter table genealogy_entry add constraint genealogy_entry_role_check
        check (role in ('INPUT', 'OUTPUT', 'COMPONENT', 'HOLDER', 'ASSEMBLY'));
      create index genealogy_entry_of_holder on genealogy_entry (goods_id) where role = 'HOLDER';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index genealogy_entry_of_holder;
      alter table genealogy_entry drop constraint genealogy_entry_role_check;
      update genealogy_entry set role = 'COMPONENT' where role = 'HOLDER';
      alter table genealogy_entry add constraint genealogy_entry_role_check
        check (role in ('INPUT', 'OUTPUT', 'COMPONENT', 'ASSEMBLY'));
    `);
  }
}
