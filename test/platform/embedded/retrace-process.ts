import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

import { transformFile } from '@swc/core';

import type { EmbeddedServer } from '../../../src/platform/database/embedded/index.js';

const SOURCE = join('src', 'platform', 'database', 'embedded');

/** Where a compiled file still finds the packages. */
const COMPILED = join(process.cwd(), 'node_modules', '.cache', `retrace-process-${process.pid}`);

/** A process of its own with an embedded database in it, to be killed in ways that no process can be asked to die. */
export interface RetraceProcess {
  readonly pid: number;
  /** What it reported so far. */
  readonly reports: readonly string[];
  readonly started: Promise<EmbeddedServer>;
  readonly kill: () => Promise<void>;
}

const running: RetraceProcess[] = [];

export function retraceProcess(dataDir: string): RetraceProcess {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(pathToFileURL(join(COMPILED, 'index.js')).href)});
    const report = (message) => console.log(JSON.stringify({ message }));
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, report });
    console.log(JSON.stringify({ server }));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const reports: string[] = [];
  const started = new Promise<EmbeddedServer>((resolve, reject) => {
    void exited.then(() => {
      reject(new Error('it ended before it had started'));
    });
    createInterface(child.stdout).on('line', (line) => {
      const { message, server } = JSON.parse(line) as { message?: string; server?: EmbeddedServer };
      if (message) reports.push(message);
      if (server) resolve(server);
    });
  });
  started.catch(() => undefined);
  const retrace: RetraceProcess = {
    pid: Number(child.pid),
    reports,
    started,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
  running.push(retrace);
  return retrace;
}

export async function killRetraceProcesses(): Promise<void> {
  await Promise.all(running.splice(0).map((retrace) => retrace.kill()));
}

export async function compileEmbedded(): Promise<void> {
  await mkdir(COMPILED, { recursive: true });
  await writeFile(join(COMPILED, 'package.json'), '{ "type": "module" }');
  for (const name of await readdir(SOURCE)) {
    const { code } = await transformFile(join(SOURCE, name));
    await writeFile(join(COMPILED, name.replace(/\.ts$/, '.js')), code);
  }
}

export const removeCompiled = () => rm(COMPILED, { recursive: true, force: true });
