import { access, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DEMO_WAREHOUSE, loadDemo } from '../../seeds/load-demo.js';
import { createDevelopmentKeys } from '../keys/index.js';
import type { Context } from '../platform/context.js';

/**
 * Gives a new embedded database the demo and a key for each role. Each step is left out when it is done, so that a first
 * start that was interrupted is completed by the next. Answers where the keys are; null when the database holds something
 * else, which keeps its own keys.
 */
export async function setUpFirstRun(
  context: Context,
  dataDir: string,
  report: (message: string) => void,
): Promise<string | null> {
  const keysFile = join(dataDir, 'keys.json');
  const { outcome } = await loadDemo(context, report);
  if (outcome === 'DatabaseInUse') return null;
  // Keys of a database that was deleted are no good for the new one.
  if (outcome === 'DemoLoaded' || !(await exists(keysFile))) await writeKeys(context, keysFile);
  return keysFile;
}

async function writeKeys(context: Context, keysFile: string): Promise<void> {
  const keys = await createDevelopmentKeys(context, DEMO_WAREHOUSE);
  const unfinished = `${keysFile}.unfinished`;
  await writeFile(unfinished, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, keysFile);
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
