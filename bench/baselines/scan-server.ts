import { createServer, type IncomingMessage } from 'node:http';

import pg from 'pg';

import { type Scan, storeScans } from './store-scans.js';

/*
 * Baseline of scans that come one a request: node:http, one pool, a transaction of four named statements a request. Pinned.
 */
const pool = new pg.Pool({ connectionString: process.env['BASELINE_DATABASE_URL'], max: 12 });

const server = createServer((request, response) => {
  void answer(request).then(
    (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

async function answer(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  await storeScans(pool, [JSON.parse(Buffer.concat(parts).toString()) as Scan]);
  return JSON.stringify({ accepted: 1 });
}

server.listen(Number(process.env['BASELINE_PORT']), '127.0.0.1', () => {
  console.log('ready');
});
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  void pool.end();
});
