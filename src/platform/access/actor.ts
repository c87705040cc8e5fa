/** Who may do what. See the README for the matrix; `@Access` on a field is the rule itself. */
export const ROLES = ['WAREHOUSE', 'CUSTOMER_SERVICE', 'QUALITY', 'AUDITOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: the holder of an API key, or Retrace itself. */
export interface Actor {
  /** The API key's id; the nil UUID for Retrace itself. */
  readonly id: string;
  readonly role: Role;
  /** The system whose movements this actor may record; null: any. */
  readonly sourceId: string | null;
  /** The only place at which this actor may record movements; null: any. */
  readonly siteId: string | null;
}

/** Jobs, seeds and commands act as Retrace itself. */
export const RETRACE: Actor = {
  id: '00000000-0000-0000-0000-000000000000',
  role: 'ADMIN',
  sourceId: null,
  siteId: null,
};
