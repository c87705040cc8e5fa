import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Database } from './database/database.js';
import { withDeadline } from './with-deadline.js';

/** Everything that `/metrics` tells. Labels have few values, all of them ours: none comes from a client. */
const registry = new Registry();
const registers = [registry];

export const httpDuration = new Histogram({
  name: 'retrace_http_request_duration_seconds',
  help: 'How long requests took, by route and status.',
  labelNames: ['route', 'status'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers,
});

export const operationDuration = new Histogram({
  name: 'retrace_graphql_operation_duration_seconds',
  help: 'How long GraphQL operations took, by their first root field and the code of their first error (OK: none).',
  labelNames: ['field', 'code'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers,
});

export const faults = new Counter({
  name: 'retrace_faults_total',
  help: 'Errors that nobody planned for, each with an incident number in the log.',
  registers,
});

export const lookupAlarms = new Counter({
  name: 'retrace_lookup_alarms_total',
  help: 'Times that a key had a hundred lookups refused within a minute; the log names the key.',
  registers,
});

export const openSockets = new Gauge({
  name: 'retrace_websockets',
  help: 'Open WebSockets of subscribers.',
  registers,
});

/** Counted by whoever records movements. */
export const movementsRecorded = new Counter({
  name: 'retrace_movements_total',
  help: 'Movements received, by verdict.',
  labelNames: ['verdict'] as const,
  registers,
});

/** How long the other values wait for one that is read from the database. */
const PATIENCE_MS = 1_000;

/** A gauge whose values are read when somebody asks for them. Without a prompt answer, the last values stand. */
export function watch(
  name: string,
  help: string,
  label: string,
  read: () => Promise<ReadonlyMap<string, number>>,
): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames: [label],
    registers,
    async collect() {
      const answered = read().catch(() => null);
      const values = await withDeadline(answered, PATIENCE_MS, () => null);
      if (!values) return;
      gauge.reset();
      for (const [value, count] of values) gauge.set({ [label]: value }, count);
    },
  });
}

/** Watches this process and its connections to the database. Once a process. */
export function watchProcess(db: Database): void {
  collectDefaultMetrics({ register: registry });
  const pool = (db.source.driver as unknown as { master: Pool }).master;
  watch('retrace_database_connections', 'Connections to PostgreSQL, and requests that wait for one.', 'state', () =>
    Promise.resolve(
      new Map([
        ['idle', pool.idleCount],
        ['busy', pool.totalCount - pool.idleCount],
        ['awaited', pool.waitingCount],
      ]),
    ),
  );
}

export async function metricsText(): Promise<{ readonly contentType: string; readonly text: string }> {
  return { contentType: registry.contentType, text: await registry.metrics() };
}
