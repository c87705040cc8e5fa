import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { errorBody } from './answer.js';
import { pathOf } from './path-of.js';

/** What is served once the service is up. */
export interface Site {
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends what would otherwise stay open for ever: subscriptions. */
  leave(): void;
}

export interface HttpServer {
  readonly url: string;
  /** Until this is called the service is starting: `/livez` is answered, everything else is told to come back. */
  serve(site: Site): void;
  /** Takes no more requests, lets those that run finish, and cuts off what is left after `DRAIN_MS`. */
  close(): Promise<void>;
}

const DRAIN_MS = 20_000;

/** Opens the port. A port that cannot be had is a `PortError`, whose message is for the person who started Retrace. */
export async function startHttp({ host, port }: { host?: string | undefined; port: number }): Promise<HttpServer> {
  const server = createServer({
    // Who sends slowly holds a socket and nothing else, and not for long.
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 2_000,
    // Longer than the minute for which load balancers keep connections, so that none is closed under a request.
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16_384,
  });
  const running = new Set<ServerResponse>();
  let site: Site | null = null;
  let closing = false;

  server.on('request', (request, response) => {
    running.add(response);
    response.once('close', () => running.delete(response));
    if (closing) response.shouldKeepAlive = false;

    const path = pathOf(request);
    if (path === '/livez') answerText(response, 200, 'alive');
    else if (closing && path === '/readyz') answerText(response, 503, 'Retrace is stopping.');
    else if (site) site.request(request, response);
    else answerStarting(response);
  });
  server.on('upgrade', (request, socket, head) => {
    if (site && !closing) site.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\nconnection: close\r\n\r\n');
  });

  await listen(server, port, host);
  return {
    url: `http://${hostName(host)}:${(server.address() as AddressInfo).port}`,
    serve(next) {
      site = next;
    },
    async close() {
      closing = true;
      for (const response of running) response.shouldKeepAlive = false;
      const closed = new Promise((resolve) => server.close(resolve));
      const cutOff = setTimeout(() => {
        server.closeAllConnections();
      }, DRAIN_MS);
      site?.leave();
      await closed;
      clearTimeout(cutOff);
    },
  };
}

export class PortError extends Error {
  override readonly name = 'PortError';
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new PortError(`${problemOf(error, port)} Set PORT to another one.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function problemOf({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program, perhaps another Retrace.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user.`;
  return `Port ${port} cannot be opened (${message}).`;
}

/** A host on which everyone is listened to has no name of its own. */
function hostName(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${text}\n`);
}

function answerStarting(response: ServerResponse): void {
  const body = errorBody('Retrace is starting; try again shortly.', { code: 'UNAVAILABLE' });
  response.writeHead(503, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '2' }).end(body);
}
