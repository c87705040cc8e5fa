/** Queries to try on the demo. */
export interface Example {
  readonly title: string;
  /** Whose key it takes. */
  readonly role: string;
  readonly query: string;
}

export const EXAMPLES: readonly Example[] = [];
