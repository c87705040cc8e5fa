import pg from 'pg';

/** Drops what this run made; the embedded server goes as a whole. */
export default async function stopServer(): Promise<void> {
  const server = globalThis.retraceTestServer;
  if (server) {
    await server.stop();
    return;
  }
  const admin = new pg.Client({ connectionString: process.env['RETRACE_TEST_ADMIN_URL'] });
  await admin.connect();
  await admin.query(`drop database if exists ${process.env['RETRACE_TEST_TEMPLATE'] ?? ''}`);
  await admin.end();
}
