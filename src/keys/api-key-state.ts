export const API_KEY_STATE = { ACTIVE: 'ACTIVE', EXPIRED: 'EXPIRED', REVOKED: 'REVOKED' } as const;
export type ApiKeyState = keyof typeof API_KEY_STATE;

export interface Lifetime {
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** Of two ends, the earlier one counts: an expired key stays so when it is revoked as well. */
export function stateOfApiKey({ expiresAt, revokedAt }: Lifetime, now: Date): ApiKeyState {
  if (revokedAt && revokedAt < expiresAt) return 'REVOKED';
  return expiresAt <= now ? 'EXPIRED' : 'ACTIVE';
}
