import { WebSocket } from 'ws';

import type { Actor } from '../access/actor.js';
import type { Authenticate } from '../access/authenticate.js';
import { Refusal } from '../graphql/refusal.js';
import { openSockets } from '../metrics.js';
import { bearerToken } from './bearer-token.js';

const SOCKETS_OF_ONE_ACTOR = 5;
const RECHECK_MS = 5_000;

/** The holder of a key behind an open socket. */
export interface Subscriber {
  /** Who that is now. Closes the socket when the key is no longer good. */
  actor(): Promise<Actor>;
}

export interface Subscribers {
  /** Lets a socket in by the key in its `connection_init`, or closes it and says why. */
  admit(socket: WebSocket, params: Readonly<Record<string, unknown>> | undefined): Promise<Subscriber | null>;
}

/** Keeps watch over sockets: a key is asked for at the door, again for each event, and every five seconds between. */
export function createSubscribers(authenticate: Authenticate): Subscribers {
  const socketsOf = new Map<string, number>();

  return {
    async admit(socket, params = {}) {
      const token = tokenIn(params);
      const admitted = token && (await authenticate(token));
      if (!token || !admitted) {
        socket.close(4401, 'Unauthorized');
        return null;
      }
      if (socket.readyState !== WebSocket.OPEN) return null;
      if ((socketsOf.get(admitted.id) ?? 0) >= SOCKETS_OF_ONE_ACTOR) {
        socket.close(4429, 'Too many sockets');
        return null;
      }
      count(socket, admitted);
      return watch(socket, () => authenticate(token));
    },
  };

  function count(socket: WebSocket, { id }: Actor): void {
    socketsOf.set(id, (socketsOf.get(id) ?? 0) + 1);
    openSockets.inc();
    socket.once('close', () => {
      const left = (socketsOf.get(id) ?? 1) - 1;
      if (left > 0) socketsOf.set(id, left);
      else socketsOf.delete(id);
      openSockets.dec();
    });
  }
}

function watch(socket: WebSocket, authenticate: () => Promise<Actor | null>): Subscriber {
  const actor = async () => {
    const current = await authenticate();
    if (current) return current;
    socket.close(4403, 'Forbidden');
    throw new Refusal('UNAUTHENTICATED', 'The API key is expired or revoked.');
  };
  const recheck = setInterval(() => {
    // A key that cannot be checked, because the database is away, is asked for again; no event passes meanwhile.
    actor().catch(() => undefined);
  }, RECHECK_MS);
  socket.once('close', () => {
    clearInterval(recheck);
  });
  return { actor };
}

/** Browsers cannot set headers on a WebSocket, so the key comes in the payload: as a header would say it, or bare. */
function tokenIn(params: Readonly<Record<string, unknown>>): string | null {
  const { authorization = params['Authorization'], key } = params;
  return bearerToken(authorization) ?? (typeof key === 'string' ? bearerToken(`Bearer ${key}`) : null);
}
