import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';

import type { Stage } from '../stage.js';

const PORT = 4_871;

/** Starts a bare handler as a process of its own, as Retrace is. */
export async function startBareHandler(
  stage: Stage,
  module: '#lookup-server' | '#scan-server',
): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, [createRequire(import.meta.url).resolve(module)], {
    env: { ...process.env, BASELINE_DATABASE_URL: stage.appUrl, BASELINE_PORT: String(PORT) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    url: `http://127.0.0.1:${PORT}/`,
    async close() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
