import type { Context } from '../../platform/context.js';
import { type PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { logisticUnitById, type LogisticUnitRow, unitById, type UnitRow } from '../../products/index.js';
import { contentsOf } from './contents.js';

/** A page of the units that are in a logistic unit, or built into a unit. */
export function unitsIn(context: Context, containerId: string, page: PageArgs) {
  return pageOf(context, page, {
    scope: `units in ${containerId}`,
    find: async (limit, after) => {
      const ids = await contentsOf(context, 'unit', containerId, limit, idIn(after));
      const units = await Promise.all(ids.map((id) => context.load(unitById, id)));
      return units.filter((unit) => unit !== null);
    },
    keyOf: (unit: UnitRow) => [unit.id],
  });
}

/** The same of the logistic units. */
export function logisticUnitsIn(context: Context, containerId: string, page: PageArgs) {
  return pageOf(context, page, {
    scope: `logistic units in ${containerId}`,
    find: async (limit, after) => {
      const ids = await contentsOf(context, 'logistic_unit', containerId, limit, idIn(after));
      const packed = await Promise.all(ids.map((id) => context.load(logisticUnitById, id)));
      return packed.filter((logisticUnit) => logisticUnit !== null);
    },
    keyOf: (logisticUnit: LogisticUnitRow) => [logisticUnit.id],
  });
}

const idIn = (after: readonly (string | number)[] | null) => (after === null ? null : String(after[0]));
