import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LINUX = process.platform === 'linux';

/**
 * When a process began, in whatever form its system tells it; null when it is not running. A pid is used again after a
 * while, a pid and its beginning are not. A zombie has ended: only its parent has not noticed.
 */
export async function beginningOf(pid: number): Promise<string | null> {
  if (!LINUX) {
    const [state, ...beginning] = (await ps('-o', 'stat=', '-o', 'lstart=', '-p', String(pid))).split(/\s+/);
    return state?.startsWith('Z') ? null : beginning.join(' ') || null;
  }
  // The second field is the program's name in brackets, and may itself contain brackets and blanks.
  const fields = (await readProc(pid, 'stat')).replace(/^.*\) /s, '').split(' ');
  const [state, beginning] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? null : (beginning ?? null);
}

/** The words a process was started with, or calls itself by, separated by blanks; empty when it has ended. */
export async function commandLineOf(pid: number): Promise<string> {
  return LINUX
    ? (await readProc(pid, 'cmdline')).replaceAll('\0', ' ').trim()
    : ps('-ww', '-o', 'command=', '-p', String(pid));
}

/** Every process whose command line is as wanted. Anyone may read those; who works in which folder, not even every root. */
export async function findProcesses(isWanted: (commandLine: string) => boolean): Promise<number[]> {
  const processes = LINUX ? await listProc() : await listByPs();
  return processes.filter(({ commandLine }) => isWanted(commandLine)).map(({ pid }) => pid);
}

async function listProc() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return Promise.all(pids.map(async (pid) => ({ pid, commandLine: await commandLineOf(pid) })));
}

async function listByPs() {
  const lines = (await ps('-axww', '-o', 'pid=', '-o', 'command=')).split('\n');
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), commandLine: line.replace(/^\s*\d+\s+/, '') }));
}

/** Sends a signal; a process that has ended in the meantime needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const readProc = (pid: number, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');

const ps = (...options: string[]) =>
  run('ps', options).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
