import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SayByHowMuchQuantitiesDiffer1795000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Above zero there is too much, below zero too little, in the base unit of its dimension. What someone has explained is no more
      -- than that.
      alter table gap add column difference numeric;

      -- As the sentence says that they have read. Of what is told in another unit, grams for one, the search finds the difference,
      -- and asks again about what was explained.
      update gap
      set difference = told.numbers[2]::numeric - told.numbers[1]::numeric
      from (
        select
          gap.goods_id, gap.gap_id,
          coalesce(
            regexp_match(gap.explanation, ': ([0-9.]+) (?:KGM|LTR|H87) shipped.*, ([0-9.]+) (?:KGM|LTR|H87) arrived[.]$'),
            regexp_match(gap.explanation, ': ([0-9.]+) [^ ]+ of [0-9]+ in, ([0-9.]+) [^ ]+ out[.]$'),
            regexp_match(gap.explanation, ': ([0-9.]+) [^ ]+ declared, ([0-9.]+) [^ ]+ on record[.]$')
          ) as numbers
        from gap
        where gap.kind = 'QUANTITY_IN_NOT_OUT'
      ) as told
      where gap.goods_id = told.goods_id
        and gap.gap_id = told.gap_id
        and told.numbers is not null;

      -- More may be missing by now than was explained. The watch goes through everything once more, behind those who record.
      update gap_watch set position = 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table gap drop column difference');
  }
}
