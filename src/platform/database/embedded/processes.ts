import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LINUX = process.platform === 'linux';

/**
 * When a process began, in whatever form its system tells it; null when it is not running. A pid is used again after a
 * while, a pid and its beginning are not. A zombie has ended: only its parent has not noticed.
 */
export async function beginningOf(pid: number): Promise<string | null> {
  if (!LINUX)
    return ps(pid, 'stat=,lstart=').then((line) => (line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '') || null));
  // The second field is the program's name in brackets, and may itself contain brackets and blanks.
  const fields = (await readProc(pid, 'stat')).replace(/^.*\) /s, '').split(' ');
  const [state, beginning] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? null : (beginning ?? null);
}

/** The words a process was started with, separated by single blanks; empty when it has ended. */
export async function commandLineOf(pid: number): Promise<string> {
  return LINUX ? (await readProc(pid, 'cmdline')).replaceAll('\0', ' ').trim() : ps(pid, 'command=');
}

/** Every process working in `folder`. Only Linux can say; elsewhere nobody is found. */
export async function processesIn(folder: string): Promise<number[]> {
  if (!LINUX) return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => folders[index] === folder).map(Number);
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

const ps = (pid: number, columns: string) =>
  run('ps', ['-o', columns, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
