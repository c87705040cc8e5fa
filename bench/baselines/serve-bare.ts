import { createServer } from 'node:http';

import type pg from 'pg';

/** A bare node:http handler that answers the text of a body with another, until it is told to stop. Pinned. */
export function serveBare(pool: pg.Pool, answer: (body: string) => Promise<string>): void {
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      return answer(Buffer.concat(parts).toString());
    })().then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(Number(process.env['BASELINE_PORT']), '127.0.0.1', () => {
    console.log('ready');
  });
  process.on('SIGTERM', () => {
    server.closeAllConnections();
    server.close();
    void pool.end();
  });
}
