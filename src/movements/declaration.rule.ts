import { inBaseUnit } from '../gs1/index.js';
import type { Declaration } from './movement.js';

const DECLARED_FIELDS = ['quantity', 'uom', 'producedOn', 'expiresOn', 'supplierBatch'] as const;
export type DeclaredField = (typeof DECLARED_FIELDS)[number];

/** What a declaration says otherwise than what stands. The same in another unit of measure is not otherwise. */
export function differencesOf(stands: Declaration | undefined, declaration: Declaration): DeclaredField[] {
  const before = inBaseUnitOf(stands);
  const said = inBaseUnitOf(declaration);
  return DECLARED_FIELDS.filter((field) => {
    const was = before?.[field] ?? null;
    const is = said?.[field] ?? null;
    return was !== null && is !== null && was !== is;
  });
}

function inBaseUnitOf(declaration: Declaration | undefined): Declaration | undefined {
  if (declaration?.quantity == null || declaration.uom === null) return declaration;
  return { ...declaration, ...inBaseUnit({ quantity: declaration.quantity, uom: declaration.uom }) };
}

/** What a declaration adds to what stands. */
export function additions(stands: Declaration | undefined, declaration: Declaration): DeclaredField[] {
  return DECLARED_FIELDS.filter((field) => declaration[field] !== null && (stands?.[field] ?? null) === null);
}
