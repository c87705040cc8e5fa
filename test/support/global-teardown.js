import { importTypeScript } from './import-typescript.js';

export default async function globalTeardown() {
  const stopServer = await importTypeScript('./stop-server.ts');
  await stopServer();
}
