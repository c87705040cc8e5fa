import { parseSscc, type Sscc } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { readItem } from '../../platform/registration/field-reader.js';
import { register } from '../../platform/registration/register.js';
import type { Registration, Rejection } from '../../platform/registration/registration.js';
import { logisticUnitId } from '../../products/index.js';
import { insertLogisticUnits } from '../capture/goods.query.js';

interface LogisticUnitItem {
  readonly id: string;
  readonly sscc: Sscc;
}

/** Makes pallets, cases and totes known by their SSCC before anything is packed into them. */
export function registerLogisticUnits(context: Context, ssccs: readonly string[]): Promise<Registration> {
  return register(context, ssccs, {
    action: 'registerLogisticUnits',
    objectKind: 'logisticUnit',
    read: readLogisticUnit,
    caches: [],
    async write(tx, items) {
      const fresh = await insertLogisticUnits(
        tx,
        items.map(({ id, sscc }) => ({ logisticUnitId: id, sscc })),
      );
      return new Map(
        items.map(({ id }) => [id, { outcome: fresh.has(id) ? 'REGISTERED' : 'UNCHANGED', changed: [] } as const]),
      );
    },
  });
}

function readLogisticUnit(text: string): LogisticUnitItem | Rejection {
  return readItem((fields) => {
    const sscc = fields.required('sscc', text, parseSscc);
    return fields.rejection ? ({ id: '' } as LogisticUnitItem) : { id: logisticUnitId(sscc), sscc };
  });
}
