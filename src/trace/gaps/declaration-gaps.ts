import type { FoundGap } from '../../gaps/index.js';
import { type Declaration, differencesOf } from '../../movements/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { groupsOf } from '../../platform/groups-of.js';
import { type DeclarationRow, declarationsThatCount } from './declarations-on-record.query.js';

/**
 * Declarations of these batches that contradict what was declared before them, by the ledger's order. What was said first
 * stands; each that says otherwise is a gap of its own, so that the correction of one that was wrong closes it.
 */
export async function declarationGaps(db: Queryable, batchIds: readonly string[]): Promise<FoundGap[]> {
  const byBatch = groupsOf(await declarationsThatCount(db, batchIds), ({ declaration }) => declaration.batchId);
  return [...byBatch.values()].flatMap(gapsOfBatch);
}

function gapsOfBatch(declarations: readonly DeclarationRow[]): FoundGap[] {
  let stands: Declaration | undefined;
  return declarations.flatMap((row) => {
    const differing = differencesOf(stands, row.declaration);
    const before = stands;
    stands = addTo(stands, row.declaration);
    return before && differing.length > 0 ? [gapOf(row, before, differing)] : [];
  });
}

/** Of each field what was said first; a quantity and its unit of measure are said together. */
function addTo(stands: Declaration | undefined, said: Declaration): Declaration {
  if (!stands) return said;
  const { quantity, uom } = stands.quantity === null ? said : stands;
  return {
    ...stands,
    quantity,
    uom,
    producedOn: stands.producedOn ?? said.producedOn,
    expiresOn: stands.expiresOn ?? said.expiresOn,
    supplierBatch: stands.supplierBatch ?? said.supplierBatch,
  };
}

type Field = ReturnType<typeof differencesOf>[number];

/** How much was made is one thing that differs, in whichever of its two fields. */
const TOLD: Readonly<Record<Field, readonly [name: string, of: (declaration: Declaration) => string]>> = {
  quantity: ['quantity', quantityOf],
  uom: ['quantity', quantityOf],
  producedOn: ['production date', ({ producedOn }) => producedOn ?? ''],
  expiresOn: ['expiry date', ({ expiresOn }) => expiresOn ?? ''],
  supplierBatch: ["supplier's batch number", ({ supplierBatch }) => supplierBatch ?? ''],
};

function quantityOf({ quantity, uom }: Declaration): string {
  return `${quantity ?? ''} ${uom ?? ''}`;
}

function gapOf(
  { movementId, occurredAt, declaration }: DeclarationRow,
  before: Declaration,
  differing: readonly Field[],
): FoundGap {
  const told = new Map(
    differing.map((field) => {
      const [name, of] = TOLD[field];
      return [name, `${name} ${of(declaration)}, ${of(before)} before`];
    }),
  );
  return {
    ...{ kind: 'BATCH_DECLARED_DIFFERENTLY', goodsId: declaration.batchId, goodsKind: 'BATCH' },
    ...{ mark: movementId, movementId, locationId: null, carrierId: null },
    since: occurredAt,
    explanation: `Declared again and otherwise; what was said first stands: ${[...told.values()].join('; ')}.`,
  };
}
