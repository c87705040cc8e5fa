import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll } from '@jest/globals';
import { type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';
import pg from 'pg';
import type { QueryRunner } from 'typeorm';

import { keptChannel } from '../../src/notifications/index.js';
import { type Actor, RETRACE, type Role } from '../../src/platform/access/actor.js';
import { type Context, contextFor } from '../../src/platform/context.js';
import type { Database } from '../../src/platform/database/database.js';
import type { MailChannel } from '../../src/platform/mail.js';
import { createEvents } from '../../src/platform/pubsub.js';
import { deriveSecrets } from '../../src/platform/secrets.js';
import { createExecute, type Execute } from '../../src/platform/graphql/compiled-execution.js';
import { createSchema } from '../../src/schema.js';
import { createTestDatabase, type TestDatabase } from './database.js';

const SECRETS = deriveSecrets('the secret of every test');

/** A database of this file's own, and short words for putting a supply chain into it. */
export class World {
  database!: TestDatabase;
  schema!: GraphQLSchema;
  execute!: Execute;
  clock = new Date('2026-03-01T08:00:00Z');
  readonly events = createEvents();
  /** Where test notices go; a test may put its own channel here. */
  mail: MailChannel = keptChannel();

  get db(): Database {
    return this.database.db;
  }

  /** Someone with this role; `id` tells two people of one role apart. */
  as(role: Role, { id = personId(role), sourceId = null, siteId = null }: Partial<Actor> = {}): Context {
    return this.context({ id, role, sourceId, siteId });
  }

  /** Retrace itself, as jobs and seeds act. */
  retrace(): Context {
    return this.context(RETRACE);
  }

  /** Someone else's transaction, open until the test commits it. */
  async rival(): Promise<QueryRunner> {
    const runner = this.db.source.createQueryRunner();
    await runner.startTransaction();
    return runner;
  }

  /** Someone's movements that are still being recorded, until the test ends their transaction. */
  async someoneRecords(): Promise<QueryRunner> {
    const rival = await this.rival();
    await rival.query(
      `insert into capture (capture_id, source_id, actor_id, recorded_at) values ($1, $1, $1, '2026-03-01T08:00:00Z')`,
      [randomUUID()],
    );
    return rival;
  }

  /** A lock that PostgreSQL gives to the owner of the tables only. */
  async ownerHolds(sql: string): Promise<{ letGo: () => Promise<void> }> {
    const owner = new pg.Client({ connectionString: this.database.ownerUrl });
    await owner.connect();
    await owner.query('begin');
    await owner.query(sql);
    return { letGo: () => owner.end() };
  }

  /** Returns once a connection is blocked by another's lock, so that a race is staged and not hoped for. */
  async someoneWaits(): Promise<void> {
    const patience = performance.now() + 60_000;
    while (performance.now() < patience) {
      const waiting = await this.db.rows(
        'someone_waits',
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
    }
    throw new Error('Nobody waits for anybody: the race that was to be staged is over.');
  }

  /** Runs a document as one request; fails the test on GraphQL errors, which no outcome in the schema is. */
  async graphql<Data>(context: Context, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const result = await this.answer(context, query, variables);
    if (result.errors) throw new Error(JSON.stringify(result.errors), { cause: result.errors[0]?.originalError });
    return JSON.parse(JSON.stringify(result.data)) as Data;
  }

  /** Runs a document as one request and gives its answer, errors included. */
  async answer(context: Context, query: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
    const document = parse(query);
    const errors = validate(this.schema, document);
    if (errors.length > 0) return { errors };
    return this.execute({ document, contextValue: context, variableValues: variables });
  }

  private context(actor: Actor): Context {
    const service = {
      db: this.db,
      now: () => this.clock,
      secrets: SECRETS,
      events: this.events,
      mail: this.mail,
      installation: { companyName: 'Northwind Traders', publicUrl: 'http://localhost:4000' },
    };
    return contextFor(service, actor, 'test');
  }
}

/** A UUID that stands for one person of a role. */
export function personId(role: Role, person = 1): string {
  return `${person.toString().padStart(8, '0')}-0000-4000-8000-${Buffer.from(role).toString('hex').padEnd(12, '0').slice(0, 12)}`;
}

export function setUpWorld(): World {
  const world = new World();
  beforeAll(async () => {
    world.database = await createTestDatabase();
    world.schema = await createSchema();
    // As a query that is asked often is executed.
    world.execute = createExecute(world.schema, 1);
  });
  afterAll(() => world.database.drop());
  return world;
}
