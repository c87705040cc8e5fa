import { DataSource } from 'typeorm';

import { migrations } from './migrations/index.js';
import { reachDatabase } from './src/commands/reach-database.js';
import { readConfig } from './src/config.js';

/*
 * The TypeORM CLI's door: the database as its owner. The embedded one is used as it runs, or runs as long as the CLI does.
 */
const { ownerUrl, release } = await reachDatabase(readConfig(process.env));

class CliDataSource extends DataSource {
  override async destroy(): Promise<void> {
    await super.destroy();
    await release();
  }
}

export default new CliDataSource({
  type: 'postgres',
  url: ownerUrl,
  migrations,
  migrationsTransactionMode: 'each',
});
