/**
 * # Registering master data in bulk
 *
 * A registration has items; each names one thing by its natural key. Every item gets an entry, in order, and a bad item
 * never fails the good ones. Registering again is harmless: what is said again is UNCHANGED, what is said differently is
 * taken over and UPDATED; a field that is left out stays as it is, a field that is null is cleared. The identity of a thing
 * never changes, since its id is made from it.
 */
export const REGISTRATION_OUTCOME = {
  REGISTERED: 'REGISTERED',
  UPDATED: 'UPDATED',
  UNCHANGED: 'UNCHANGED',
  CONFLICT: 'CONFLICT',
  REJECTED: 'REJECTED',
} as const;
export type RegistrationOutcome = keyof typeof REGISTRATION_OUTCOME;

/** What is wrong with an item: a stable code for programs, the field, and a sentence. */
export class Rejection {
  constructor(
    readonly code: string,
    readonly field: string,
    readonly message: string,
    /** CONFLICT when the item is well formed, and contradicts what is kept. */
    readonly outcome: 'REJECTED' | 'CONFLICT' = 'REJECTED',
  ) {}
}

/** What became of an item in the database, and which of its fields changed. */
export interface Written {
  readonly outcome: 'REGISTERED' | 'UPDATED' | 'UNCHANGED';
  readonly changed: readonly string[];
}

export interface RegistrationEntry {
  readonly index: number;
  readonly id: string | null;
  readonly outcome: RegistrationOutcome;
  readonly code: string | null;
  readonly field: string | null;
  readonly message: string | null;
}

export interface Registration {
  readonly entries: readonly RegistrationEntry[];
  readonly registered: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly rejected: number;
}

export function asRegistration(entries: readonly RegistrationEntry[]): Registration {
  const count = (outcome: RegistrationOutcome) => entries.filter((entry) => entry.outcome === outcome).length;
  return {
    entries,
    registered: count('REGISTERED'),
    updated: count('UPDATED'),
    unchanged: count('UNCHANGED'),
    conflicts: count('CONFLICT'),
    rejected: count('REJECTED'),
  };
}
