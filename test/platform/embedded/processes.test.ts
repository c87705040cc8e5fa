import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import {
  beginningOf,
  commandLineOf,
  findProcesses,
  signal,
} from '../../../src/platform/database/embedded/processes.js';
import { eventually } from './embedded-world.js';

let child: ReturnType<typeof spawn>;
let pid: number;
beforeEach(async () => {
  child = spawn('sleep', ['61.25']);
  await once(child, 'spawn');
  pid = Number(child.pid);
});
afterEach(() => {
  child.kill('SIGKILL');
});

test('a process is told apart from a later one with its number by when it began', async () => {
  const beginning = await beginningOf(pid);

  expect(beginning).not.toBeNull();
  expect(await beginningOf(pid)).toBe(beginning);
  expect(await beginningOf(process.pid)).not.toBe(beginning);
});

test('a process that has ended has no beginning and no command line, and needs no signal', async () => {
  signal(pid, 'SIGKILL');
  await once(child, 'exit');

  expect(await beginningOf(pid)).toBeNull();
  expect(await commandLineOf(pid)).toBe('');
  signal(pid, 'SIGTERM');
});

test('a process that has ended, but whose parent has not noticed, has ended', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 62.5'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const zombie = Number(line.toString());

  await eventually(async () => {
    expect(await beginningOf(zombie)).toBeNull();
  });

  process.kill(zombie, 0); // It is still there, and throws nothing.
  parent.kill('SIGKILL');
});

test('processes are found by the words they were started with', async () => {
  expect(await findProcesses((commandLine) => commandLine === 'sleep 61.25')).toContain(pid);
});
