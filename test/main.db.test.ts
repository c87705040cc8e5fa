import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { createApiKey } from '../src/keys/index.js';
import { registerTestSource, SOURCE, units } from './support/supply-chain.js';
import { setUpWorld } from './support/world.js';

const world = setUpWorld();
let dataDir: string;
let token: string;
let retrace: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'retrace-main-'));
  await promiseDurability();
  world.clock = new Date();
  await registerTestSource(world);
  const key = await createApiKey(world.retrace(), { role: 'QUALITY', name: 'Scanner' });
  if (key.outcome === 'ApiKeyCreated') token = key.token;
});
afterAll(async () => {
  retrace?.kill('SIGKILL');
  await rm(dataDir, { recursive: true });
});

test('told to stop, Retrace answers what it has begun, takes nothing new, loses nothing and ends', async () => {
  const { process: main, url, says } = await start();
  const auditTrail = await world.ownerHolds('lock table audit_entry in exclusive mode');
  const answer = record(url, 'BEGUN');
  await world.someoneWaits();

  const exited = once(main, 'exit');
  main.kill('SIGTERM');
  await says('stopping');
  await expect(record(url, 'NEW')).rejects.toThrow();
  await auditTrail.letGo();

  expect(await (await answer).json()).toMatchObject({
    data: { recordMovements: { movements: [{ verdict: 'ACCEPTED' }] } },
  });
  const letGo = performance.now();
  expect(await exited).toEqual([0, null]);
  expect(performance.now() - letGo).toBeLessThan(25_000);
  expect(await recorded()).toEqual([{ sourceRef: 'BEGUN' }]);
});

test('killed amid a request, Retrace has recorded all of it or nothing, and once when it is sent again', async () => {
  const killed = await start();
  const auditTrail = await world.ownerHolds('lock table audit_entry in exclusive mode');
  const lost = record(killed.url, 'AGAIN').catch(() => 'no answer');
  await world.someoneWaits();
  killed.process.kill('SIGKILL');
  expect(await lost).toBe('no answer');
  await auditTrail.letGo();

  const next = await start();
  const answer = await record(next.url, 'AGAIN');

  // PostgreSQL may have had the commit of the killed process already, and then finds nobody to tell of it.
  expect(await answer.json()).toMatchObject({
    data: { recordMovements: { movements: [{ verdict: expect.stringMatching(/^(ACCEPTED|DUPLICATE)$/) }] } },
  });
  const resent = await record(next.url, 'AGAIN');
  expect(await resent.json()).toMatchObject({ data: { recordMovements: { movements: [{ verdict: 'DUPLICATE' }] } } });
  expect(await recorded()).toEqual([{ sourceRef: 'AGAIN' }, { sourceRef: 'BEGUN' }]);
  expect(await stepsRecorded()).toBe(2);
});

/** Production refuses a database that may forget what it acknowledged, as those of tests may. */
async function promiseDurability() {
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query(
    `do $$ begin execute format('alter database %I reset synchronous_commit', current_database()); end $$`,
  );
  await owner.end();
}

/** Retrace as it runs in production, on the database of this file. */
async function start() {
  const { appUrl, ownerUrl } = world.database;
  const child = spawn(process.execPath, ['--import', './test/support/import-typescript.js', 'src/main.ts'], {
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: appUrl,
      MIGRATION_DATABASE_URL: ownerUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  retrace = child;
  const lines: Record<string, unknown>[] = [];
  const output = createInterface(child.stdout);
  output.on('line', (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  const says = async (msg: string) => {
    for (;;) {
      const said = lines.find((line) => line['msg'] === msg);
      if (said) return said;
      await once(output, 'line');
    }
  };
  return { process: child, url: String((await says('ready'))['url']), says };
}

function record(url: string, id: string): Promise<Response> {
  const query = `mutation ($input: RecordMovementsInput!) { recordMovements(input: $input) { movements { verdict } } }`;
  const input = { source: SOURCE, movements: [{ ...units('observe', [id]), id }] };
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
}

function recorded(): Promise<unknown[]> {
  return world.db.rows('recorded', 'select movement.source_ref as "sourceRef" from movement order by source_ref');
}

async function stepsRecorded(): Promise<number> {
  const rows = await world.db.rows<{ count: number }>('steps', 'select count(*)::int as count from goods_movement');
  return rows[0]?.count ?? 0;
}
