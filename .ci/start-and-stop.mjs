// The README's start command on an empty data directory: it gets ready with the demo, answers a query, records the README's
// scans, and stops when it is told to, with its PostgreSQL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 300_000;

const dataDir = await mkdtemp(join(tmpdir(), 'retrace-ci-'));
const url = `http://localhost:${await freePort()}`;
const { port } = new URL(url);
const service = spawn('npm', ['start'], { env: { ...process.env, PORT: port, DATA_DIR: dataDir }, stdio: 'inherit' });
const ended = once(service, 'exit');
try {
  await ready();
  const { nodes } = (await ask('{ products(first: 5) { nodes { gtin name } } }')).products;
  console.log(nodes);
  if (nodes.length !== 5) throw new Error('The demo is not there.');
  const { recordMovements } = await ask(await readmeScans(), 'WAREHOUSE');
  console.log(JSON.stringify(recordMovements));
  if (recordMovements.accepted !== 2) throw new Error('The scans in README were not recorded.');
  service.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`It ended with ${code}.`);
  if (existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) throw new Error('Its PostgreSQL still runs.');
} finally {
  service.kill('SIGTERM');
  await ended;
  await rm(dataDir, { recursive: true });
}

async function ready() {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS; await sleep(500)) {
    if (service.exitCode !== null) throw new Error('It ended before it was ready.');
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error('It did not get ready in time.');
}

async function readmeScans() {
  const readme = await readFile('README.md', 'utf8');
  return /```graphql\n(mutation {\s+recordMovements.*?)```/s.exec(readme)[1];
}

async function ask(query, role = 'QUALITY') {
  const keys = JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8'));
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${keys[role][0]}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}
