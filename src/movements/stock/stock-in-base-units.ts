import { UNITS_TO_CONVERT } from '../../gs1/index.js';

/*
 * # Adding up entries of several units of measure in SQL
 *
 * Entries keep the unit in which they were sent. Where a statement itself adds some up, to see whether less than nothing is
 * left, it joins them with their units and groups them by the base unit of their dimension. A sum is told in the unit in which
 * all of it was sent, or else in the base unit.
 */

const VALUES = UNITS_TO_CONVERT.map(({ uom, base, factor }) => `('${uom}', '${base}', ${factor})`).join(', ');

/** Joins entries with what their units are in base units; those that are base units themselves have no row. */
export const joinUnit = (entry: string) =>
  `left join (values ${VALUES}) as unit (uom, base, factor) on unit.uom = ${entry}.uom`;

/** With `joinUnit`: the base unit of an entry. */
export const baseUnit = (entry: string) => `coalesce(unit.base, ${entry}.uom)`;

/** With `joinUnit`: how much an entry is in its base unit. */
export const inBaseUnits = (entry: string) => `${entry}.quantity * coalesce(unit.factor, 1)`;

/** With `joinUnit`, of a group of entries of one base unit: the unit in which all of them were sent, or else the base unit. */
export const toldUnit = (entry: string) =>
  `case when min(${entry}.uom) = max(${entry}.uom) then min(${entry}.uom) else min(${baseUnit(entry)}) end`;

/** How much that group is in that unit; in its one spelling, since a sum has as many decimals as what was added up. */
export const toldQuantity = (entry: string) =>
  `trim_scale(
    case when min(${entry}.uom) = max(${entry}.uom) then sum(${entry}.quantity) else sum(${inBaseUnits(entry)}) end
  )`;
