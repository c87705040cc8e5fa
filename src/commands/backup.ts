import { backUp } from '../platform/database/embedded/index.js';
import { runEmbeddedCommand } from './embedded-command.js';

const MANUAL = {
  usage: 'npm run backup -- <file.tar.gz> [--data-dir <directory>]',
  instead: 'pg_basebackup or pg_dump',
};

await runEmbeddedCommand(MANUAL, async ({ file, dataDir }) => {
  const { createdAt, files } = await backUp({ dataDir, file, report: console.log });
  console.log(`${file} holds everything committed by ${createdAt} (${files.length} files, read back and compared).`);
  console.log('Keep it as safe as the database itself: it holds personal data and keys.');
});
