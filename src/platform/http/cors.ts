import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

export interface Cors {
  /** What a browser must be told so that a page of an allowed origin may read the answer. */
  headersFor(request: IncomingMessage): OutgoingHttpHeaders;
  /** Whether a page of this origin may open a WebSocket: our own pages, allowed origins, and programs that are no page. */
  mayConnect(request: IncomingMessage): boolean;
}

const NONE: OutgoingHttpHeaders = {};

export function allowOrigins(origins: readonly string[]): Cors {
  const allowed = new Set(origins);
  return {
    headersFor({ headers: { origin } }) {
      if (origin === undefined) return NONE;
      if (!allowed.has(origin)) return { vary: 'Origin' };
      return {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'x-request-id, retry-after',
        vary: 'Origin',
      };
    },
    mayConnect({ headers: { origin, host } }) {
      if (origin === undefined || allowed.has(origin)) return true;
      return URL.canParse(origin) && new URL(origin).host === host;
    },
  };
}

/** The answer to a browser that asks before it sends. */
export const PREFLIGHT: OutgoingHttpHeaders = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type, x-request-id',
  'access-control-max-age': '600',
};
