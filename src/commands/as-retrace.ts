import { randomBytes } from 'node:crypto';

import { readConfig } from '../config.js';
import { keptChannel } from '../notifications/index.js';
import { RETRACE } from '../platform/access/actor.js';
import { contextFor, type Context } from '../platform/context.js';
import { openDatabase } from '../platform/database/database.js';
import { createEvents } from '../platform/pubsub.js';
import { deriveSecrets } from '../platform/secrets.js';
import { reachDatabase } from './reach-database.js';

/** What a person at the terminal has to do first. */
export class NotPrepared extends Error {
  constructor() {
    super('The database is not prepared yet. Start Retrace once: npm start');
  }
}

/** Does a command's work as Retrace itself on the configured database, beside a running Retrace or without one. */
export async function asRetrace<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env);
  const { appUrl, release } = await reachDatabase(config);
  try {
    const db = await openDatabase({ url: appUrl });
    const service = {
      db,
      now: () => new Date(),
      // A command signs nothing that outlives it.
      secrets: deriveSecrets(randomBytes(32)),
      events: createEvents(),
      mail: keptChannel(),
      installation: { companyName: config.companyName, publicUrl: config.publicUrl },
    };
    return await work(contextFor(service, RETRACE, 'terminal')).finally(() => db.close());
  } catch (error) {
    throw isUnprepared(error) ? new NotPrepared() : error;
  } finally {
    await release();
  }
}

/** No table yet, or nobody has let the application use it. */
export function isUnprepared(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '42P01' || code === '42501';
}
