import type { Actor } from './access/actor.js';
import type { Database } from './database/database.js';
import type { Load } from './load.js';
import type { Secrets } from './secrets.js';

/** What one request, or one run of a job, may use. */
export interface Context {
  readonly db: Database;
  readonly actor: Actor;
  /** The service's clock; tests set it. */
  readonly now: () => Date;
  readonly load: Load;
  readonly secrets: Secrets;
  readonly requestId: string;
  /** What the installation is called and where it is reached, for texts that leave it. */
  readonly installation: Installation;
}

export interface Installation {
  readonly companyName: string;
  readonly publicUrl: string;
}
