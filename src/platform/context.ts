import type { Actor } from './access/actor.js';
import type { Database } from './database/database.js';
import { createLoad, type Load } from './load.js';
import type { MailChannel } from './mail.js';
import type { Events } from './pubsub.js';
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
  /** Tells who listens, here and in other processes, that something happened. */
  readonly events: Events;
  /** Sends a mail at once, without a record of it: for tests. Notices go through notifications. */
  readonly mail: MailChannel;
  /** What the installation is called and where it is reached, for texts that leave it. */
  readonly installation: Installation;
}

/** What all contexts of a process share. */
export type Service = Pick<Context, 'db' | 'now' | 'secrets' | 'events' | 'mail' | 'installation'>;

/** A context of its own for each request, each event of a subscription and each run of a job: loaders remember. */
export function contextFor(service: Service, actor: Actor, requestId: string): Context {
  const { db, now, secrets, events, mail, installation } = service;
  return { db, now, secrets, events, mail, installation, actor, requestId, load: createLoad(db) };
}

export interface Installation {
  readonly companyName: string;
  readonly publicUrl: string;
}
