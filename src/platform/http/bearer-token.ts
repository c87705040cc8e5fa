const BEARER = /^Bearer +([\w.~+/=-]{1,200})$/i;

/** The token of an `Authorization` header, or null when there is none that could be one. */
export function bearerToken(header: unknown): string | null {
  return typeof header === 'string' ? (BEARER.exec(header)?.[1] ?? null) : null;
}
