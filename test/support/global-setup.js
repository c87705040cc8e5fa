import { importTypeScript } from './import-typescript.js';

export default async function globalSetup() {
  const startServer = await importTypeScript('./start-server.ts');
  await startServer();
}
