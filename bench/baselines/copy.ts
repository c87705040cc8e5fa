import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Stage } from '../stage.js';
import type { Scan } from './store-scans.js';
import { rowsOf } from './store-scans.js';

/*
 * Ceiling of capture: COPY into the baseline's indexed ledger and links, from a file that PostgreSQL reads itself. It tells no
 * duplicate from a new scan, and keeps no state. Pinned.
 */

/** Scans a second that COPY appends, the writing of its files not counted. */
export async function copiedPerSecond(stage: Stage, next: () => Scan[], seconds: number): Promise<number> {
  let copied = 0;
  let elapsedMs = 0;
  while (elapsedMs < seconds * 1_000) {
    const rows = rowsOf(next());
    const movements = rows.map((r) => `${r.movement}\t${r.at}\t${r.place}\t{${r.unit}}\t${r.fingerprint}`);
    const links = rows.map((r) => `${r.unit}\t${r.movement}\t${r.at}\t${r.place}`);
    const files = { movement: await fileOf(stage, 'movement', movements), link: await fileOf(stage, 'link', links) };
    const started = performance.now();
    await stage.admin.query('begin');
    for (const [table, path] of Object.entries(files)) await stage.admin.query(`copy baseline.${table} from '${path}'`);
    await stage.admin.query('commit');
    elapsedMs += performance.now() - started;
    copied += rows.length;
  }
  return copied / (elapsedMs / 1_000);
}

async function fileOf({ sharedDir }: Stage, name: string, lines: readonly string[]): Promise<string> {
  const path = join(sharedDir, `${name}.tsv`);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}
