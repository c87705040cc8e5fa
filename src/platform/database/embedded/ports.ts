import { createServer } from 'node:net';

import { EmbeddedServerError } from './embedded-server-error.js';

/**
 * Below the ports that systems give to outgoing connections. Among those, a client that looks for a stopped server can be
 * given the server's own port, connect to itself, and keep the server from coming back.
 */
const FIRST = 15432;
const LAST = 16431;

/** The preferred port if it is free, else one that is. */
export async function findPort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;

  const count = LAST - FIRST + 1;
  const start = Math.floor(Math.random() * count);
  for (let step = 0; step < count; step++) {
    const port = FIRST + ((start + step) % count);
    if (await isFree(port)) return port;
  }
  throw new EmbeddedServerError(
    `The embedded PostgreSQL found no free port between ${FIRST} and ${LAST} on 127.0.0.1. Free one, or set DATABASE_URL.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
