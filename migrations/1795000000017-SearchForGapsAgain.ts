import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units of measure by the base unit of their dimension, as they were when this was written. */
const UNITS_BY_BASE: Readonly<Record<string, string>> = {
  H87: 'EA C62 NAR PCE DZN DPC SCO CEN HC GRO GGR MIL T3 MIO',
  KGM: 'GRM MGM MC HGM DJ DG CGM TNE 2U KTN DTN 58 HKM M86 CTM LBR PN ONZ OZ GRN DRI STI QTR CWA CNT CWI STN NT LTN APZ LBT DWT DRA SCR',
  LTR: 'MLT CLT DLT A44 HLT K6 D40 MAL 4G Q34 Q33 Q32 MMQ CMQ DMQ MTQ G26 DMA H19 H20 FF R9 HMQ INQ FTQ YDQ HH FC GLI PTI QTI OZI GII L43 BUI B4 J57 GLL WG T6 PTL PT QTL QT OZA GIA G21 G24 G25 BLL GLD PTD L61 QTD L62 G23 BUA BLD BFT BP MBF M68 WCD WSD L84 L86 M70',
  MTR: 'LM DMT CMT MMT 4H C45 A11 A45 HMT JPS KMT KTM MAM INH M7 77 FOT LF HL YRD LY AK F49 X1 LK M50 SMI NMI',
  MTK: 'DMK CMK MMK H30 56 ARE H16 DAA HAR H18 KMK INK TI FTK SQR YDK MIK BB',
  PR: 'NPR TPR DPR',
  SET: 'TST',
  NMP: 'DZP CNP',
  NIU: 'HIU MIU',
  LPA: 'HPA',
  STK: 'E12',
  BQL: '2Q 4N GBQ',
};
const UNITS = Object.entries(UNITS_BY_BASE)
  .flatMap(([base, units]) => units.split(' ').map((uom) => `('${uom}', '${base}')`))
  .join(', ');

/** As `gapIdOf` makes it. */
const gapId = (mark: string) => `(
  left(encode(sha256(convert_to(gap.goods_id::text, 'UTF8')), 'hex'), 16)
  || left(encode(sha256(convert_to('id gap ' || gap.kind || ' ' || gap.goods_id::text || ' ' || ${mark}, 'UTF8')), 'hex'), 16)
)::uuid`;

export class SearchForGapsAgain1795000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A gap of quantities is named by the base unit of its unit of measure now, so that it is the same one when somebody
      -- counts the same goods in another. Those that were named by what was sent get their new name, and keep owner, state and
      -- explanation. Of several that are one now, the open one does; one that has that name already stays as it is.
      with unit (uom, base) as (values ${UNITS}),
      mark as (
        select distinct entry.batch_id, place.name || entry.uom || place.reference as before, place.name || unit.base || place.reference as after
        from stock_entry as entry
        join unit on unit.uom = entry.uom
        join movement on movement.movement_id = entry.movement_id and movement.kind is not null
        cross join lateral (
          values
            ('', ' ' || upper(coalesce(movement.shipment_ref, movement.order_ref, ''))),
            ('', ' '),
            (coalesce(entry.container_id, entry.location_id)::text || ' ', ''),
            (' ', '')
        ) as place (name, reference)
        where entry.batch_id in (select gap.goods_id from gap where gap.goods_kind = 'BATCH')
          and place.name is not null
      ),
      renamed as (
        select distinct on (gap.goods_id, ${gapId('mark.after')})
          gap.goods_id, gap.gap_id as before, ${gapId('mark.after')} as after
        from gap
        join mark on mark.batch_id = gap.goods_id
        where gap.gap_id = ${gapId('mark.before')}
        order by
          gap.goods_id, ${gapId('mark.after')}, gap.state = 'OPEN' desc, gap.state = 'RESOLVED' desc, gap.owner_id is null,
          gap.found_at, gap.gap_id
      )
      update gap
      set gap_id = renamed.after
      from renamed
      where gap.goods_id = renamed.goods_id
        and gap.gap_id = renamed.before
        and not exists (
          select from gap as other where other.goods_id = renamed.goods_id and other.gap_id = renamed.after
        );

      -- Quantities in several units of measure are one sum now, and transforms and declarations are held against what is on
      -- record. The watch goes through everything once more, behind those who record: what was no gap closes.
      update gap_watch set position = 0;
    `);
  }

  async down(): Promise<void> {
    // What was searched needs no forgetting.
  }
}
