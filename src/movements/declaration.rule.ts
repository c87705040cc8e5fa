import type { StoredDeclaration } from './batch-declaration.query.js';
import type { Declaration } from './movement.js';

const DECLARED_FIELDS = ['quantity', 'uom', 'producedOn', 'expiresOn', 'supplierBatch'] as const;
export type DeclaredField = (typeof DECLARED_FIELDS)[number];

/** What a declaration says otherwise than what stands. */
export function differences(stands: StoredDeclaration | undefined, declaration: Declaration): DeclaredField[] {
  return DECLARED_FIELDS.filter((field) => {
    const before = stands?.[field] ?? null;
    return before !== null && declaration[field] !== null && before !== declaration[field];
  });
}

/** What a declaration adds to what stands. */
export function additions(stands: StoredDeclaration | undefined, declaration: Declaration): DeclaredField[] {
  return DECLARED_FIELDS.filter((field) => declaration[field] !== null && (stands?.[field] ?? null) === null);
}
