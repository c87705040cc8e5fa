import { restore } from '../platform/database/embedded/index.js';
import { runEmbeddedCommand } from './embedded-command.js';

const MANUAL = {
  usage: 'npm run restore -- <file.tar.gz> [--data-dir <directory>] [--replace]',
  instead: 'what fits your backup: pg_restore, psql, or the files of a pg_basebackup',
};

await runEmbeddedCommand(MANUAL, async ({ file, dataDir, replace }) => {
  const { createdAt } = await restore({ file, dataDir, replace, report: console.log });
  console.log(
    `${dataDir} holds the database as of ${createdAt}, or a little later. The next start of Retrace opens it.`,
  );
});
