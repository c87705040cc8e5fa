import { rm } from 'node:fs/promises';

import pg from 'pg';

/** Drops what this run made; the embedded server goes as a whole. */
export default async function stopServer(): Promise<void> {
  if (globalThis.retraceTestServer) {
    const { server, dataDir } = globalThis.retraceTestServer;
    await server.stop();
    await rm(dataDir, { recursive: true });
    return;
  }
  const admin = new pg.Client({ connectionString: process.env['RETRACE_TEST_ADMIN_URL'] });
  await admin.connect();
  await admin.query(`drop database if exists ${process.env['RETRACE_TEST_TEMPLATE'] ?? ''}`);
  await admin.end();
}
