import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { arrayLiteral } from './database/array-literal.js';
import type { Database } from './database/database.js';
import type { Log } from './log.js';
import type { EventPayload, LocalEvents } from './pubsub.js';

const CHANNEL = 'retrace_events';
/** PostgreSQL takes notices of less than 8,000 bytes. */
const LONGEST_NOTICE = 7_900;
const MOST_NOTICES_A_STATEMENT = 500;
const RECONNECT_MS = 1_000;

interface Notice {
  /** The process it comes from, which knows already. */
  readonly from: string;
  readonly topic: string;
  readonly payload: EventPayload;
}

export interface SharedEvents {
  close(): Promise<void>;
}

/**
 * Passes events between the processes that share a database, by LISTEN and NOTIFY. A hint: what is published while the
 * connection is away reaches this process only. A NOTIFY is a commit, for which all others that notify wait; so what is
 * published while one is under way goes together in the next, in the order in which it came.
 */
export function shareEvents(
  events: LocalEvents,
  { url, db, log }: { url: string; db: Database; log: Log },
): SharedEvents {
  const from = randomUUID();
  const closing = new AbortController();
  const waiting: string[] = [];
  let passingOn: Promise<void> | null = null;
  events.onPublish((topic, payload) => {
    const notice = JSON.stringify({ from, topic, payload } satisfies Notice);
    if (Buffer.byteLength(notice) > LONGEST_NOTICE)
      throw new RangeError(`An event of ${topic} is too long; publish ids.`);
    waiting.push(notice);
    passingOn ??= passOn();
  });

  const stopped = keepListening();
  return {
    async close() {
      closing.abort();
      await stopped;
      await passingOn;
    },
  };

  async function passOn(): Promise<void> {
    // Whoever shared a transaction publishes at the same moment.
    await setImmediate();
    while (waiting.length > 0) await notify(waiting.splice(0, MOST_NOTICES_A_STATEMENT));
    passingOn = null;
  }

  async function notify(notices: readonly string[]): Promise<void> {
    try {
      await db.rows('notify_events', 'select pg_notify($1, notice) from unnest($2::text[]) as notice', [
        CHANNEL,
        arrayLiteral(notices),
      ]);
    } catch (err) {
      log.warn({ err, events: notices.length }, 'events reached this process only');
    }
  }

  async function keepListening(): Promise<void> {
    let told = false;
    const heardAgain = () => {
      told = false;
    };
    while (!closing.signal.aborted) {
      try {
        await listen(url, { heardAgain, hear, stop: closing.signal });
      } catch (err) {
        if (!told) log.warn({ err }, 'events of other processes are not heard; connecting until they are');
        told = true;
      }
      await sleep(RECONNECT_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  function hear(text: string): void {
    const { from: sender, topic, payload } = JSON.parse(text) as Notice;
    if (sender !== from) events.deliver(topic, payload);
  }
}

interface Listener {
  readonly heardAgain: () => void;
  readonly hear: (text: string) => void;
  readonly stop: AbortSignal;
}

/** Listens until told to stop; rejects when the connection is lost. */
async function listen(url: string, { heardAgain, hear, stop }: Listener): Promise<void> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'retrace events' });
  const lost = new Promise<never>((_resolve, reject) => {
    client.on('error', reject);
    client.on('end', () => {
      reject(new Error('PostgreSQL ended the connection.'));
    });
  });
  // Heard below; until then a connection that breaks also fails what is awaited.
  lost.catch(() => undefined);
  const told = new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => {
      resolve();
    });
  });
  client.on('notification', ({ payload = '' }) => {
    hear(payload);
  });
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    heardAgain();
    await Promise.race([lost, told]);
  } finally {
    await client.end();
  }
}
