import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

import { createApiKey } from '../../src/keys/index.js';
import { type Database, openDatabase } from '../../src/platform/database/database.js';
import { reachEmbedded, type ReachedServer } from '../../src/platform/database/embedded/index.js';
import { databaseProcesses, EmbeddedWorld } from '../platform/embedded/embedded-world.js';
import { registerTestSource } from '../support/supply-chain.js';
import { World } from '../support/world.js';

/** As `npm start` starts it. */
const OPTIONS = ['--enable-source-maps'];

/** Retrace as a process of its own, with its PostgreSQL, in a directory that goes with it. */
export class Installation {
  readonly #directories = new EmbeddedWorld();
  #dataDir = '';
  #program = '';
  #child: ChildProcess | null = null;
  #output: Interface | null = null;
  #url = '';
  #db: Database | null = null;
  /** With the test's connection to the database, beside those of the process. */
  readonly world = new World();
  /** A key that may record movements. */
  token = '';

  static async make(): Promise<Installation> {
    const installation = new Installation();
    try {
      installation.#dataDir = await installation.#directories.dataDir();
      installation.#program = await copyOfProgram();
      await installation.start();
      await installation.#prepare();
      return installation;
    } catch (error) {
      await installation.clear();
      throw error;
    }
  }

  get url(): string {
    return this.#url;
  }

  get isAlive(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it, and answers how many milliseconds it took to be ready. */
  async start(): Promise<number> {
    const started = performance.now();
    this.#child = spawn(process.execPath, [...OPTIONS, join(this.#program, 'dist/src/main.js')], {
      env: {
        NODE_ENV: 'production',
        EMBEDDED_DATABASE: 'yes',
        HOST: '127.0.0.1',
        PORT: '0',
        DATA_DIR: this.#dataDir,
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!this.#child.stdout) throw new Error('nothing can be read from the process');
    this.#output = createInterface(this.#child.stdout);
    this.#url = String((await this.says('ready'))['url']);
    return performance.now() - started;
  }

  /** The next line of the log with this message. */
  says(message: string): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      this.#output?.on('line', (line) => {
        const said = JSON.parse(line) as Record<string, unknown>;
        if (said['msg'] === message) resolve(said);
      });
      this.#child?.once('exit', () => {
        reject(new Error(`Retrace ended before it said "${message}".`));
      });
    });
  }

  /** Kills the process, and nothing else: its PostgreSQL runs on. */
  async kill(): Promise<void> {
    if (!this.#child || !this.isAlive) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  /** Tells it to stop, and answers how it ended. */
  async stop(): Promise<{ exitCode: unknown; milliseconds: number }> {
    if (!this.#child) throw new Error('there is nothing to stop');
    const told = performance.now();
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const [exitCode] = (await exited) as unknown[];
    return { exitCode, milliseconds: performance.now() - told };
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.#url}/readyz`)).ok;
  }

  /** Every process of its PostgreSQL, the main one first. */
  databaseProcesses(): Promise<number[]> {
    return databaseProcesses(this.#dataDir);
  }

  /** Where its PostgreSQL is, while it runs. */
  database(): Promise<ReachedServer> {
    return reachEmbedded(this.#dataDir, () => undefined);
  }

  async clear(): Promise<void> {
    await this.kill();
    await this.#db?.close();
    await this.#directories.clear();
    await rm(this.#program, { recursive: true, force: true });
  }

  async #prepare(): Promise<void> {
    const { appUrl, ownerUrl } = await this.database();
    // What breaks under it is opened again when it is next needed.
    const db = await openDatabase({ url: appUrl, poolSize: 2, onIdleError: () => undefined });
    this.#db = db;
    this.world.database = { db, appUrl, ownerUrl, drop: () => db.close() };
    this.world.clock = new Date();
    await registerTestSource(this.world);
    const key = await createApiKey(this.world.retrace(), { role: 'QUALITY', name: 'Scanner' });
    if (key.outcome === 'ApiKeyCreated') this.token = key.token;
  }
}

/** What was built, which someone may build anew meanwhile. */
async function copyOfProgram(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'retrace-program-'));
  await cp('dist', join(copy, 'dist'), { recursive: true });
  await cp('package.json', join(copy, 'package.json'));
  for (const beside of ['node_modules', 'seeds']) await symlink(join(process.cwd(), beside), join(copy, beside));
  return copy;
}
