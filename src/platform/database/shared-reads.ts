import type { BatchQuery } from '../load.js';
import { type Database, isDatabase } from './database.js';

/**
 * # Statements that concurrent requests share
 *
 * A statement for one key costs PostgreSQL and this process more in getting there and back than in being answered. So of one
 * query one statement runs at a time, and keys that are asked for meanwhile go together in the next: the busier the
 * service, the fewer statements a key. Nobody joins a statement that has begun, so everyone sees all that was committed
 * before they asked; nobody waits long for a slow one. For rows that every caller may see.
 */
export function shared<Row>(query: BatchQuery<Row>): BatchQuery<Row> {
  const lines = new WeakMap<Database, Line<Row>>();
  return {
    keyOf: query.keyOf,
    find(db, keys) {
      // A transaction has a connection of its own. Many keys at once are a statement's worth already.
      if (!isDatabase(db) || keys.length > MOST_KEYS_TO_SHARE) return query.find(db, keys);
      let line = lines.get(db);
      if (!line) {
        line = new Line(db, query);
        lines.set(db, line);
      }
      return line.find(keys);
    },
  };
}

const MOST_KEYS_TO_SHARE = 20;
const MOST_KEYS_A_STATEMENT = 200;
/** How long those who come later wait for a statement that is slow before they send one of their own. */
const PATIENCE_MS = 5;

interface Batch<Row> {
  readonly keys: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, Row>>;
  readonly begin: () => void;
}

class Line<Row> {
  private busy = false;
  private readonly waiting: Batch<Row>[] = [];

  constructor(
    private readonly db: Database,
    private readonly query: BatchQuery<Row>,
  ) {}

  async find(keys: readonly string[]): Promise<Row[]> {
    const batch = this.batchFor(keys);
    for (const key of keys) batch.keys.add(key);
    this.beginNext();
    try {
      const rows = await batch.answer;
      return keys.flatMap((key) => rows.get(key) ?? []);
    } catch (error) {
      // It may have been another's key: asked alone, everyone gets their own answer.
      if (batch.keys.size === keys.length) throw error;
      return this.query.find(this.db, keys);
    }
  }

  private batchFor(keys: readonly string[]): Batch<Row> {
    const last = this.waiting.at(-1);
    if (last && last.keys.size + keys.length <= MOST_KEYS_A_STATEMENT) return last;
    const batch = this.newBatch();
    this.waiting.push(batch);
    return batch;
  }

  private newBatch(): Batch<Row> {
    const keys = new Set<string>();
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    return { keys, begin, answer: begun.then(() => this.ask(keys)) };
  }

  private beginNext(): void {
    if (this.busy) return;
    const batch = this.waiting.shift();
    if (!batch) return;
    this.busy = true;
    batch.begin();
  }

  private async ask(keys: ReadonlySet<string>): Promise<ReadonlyMap<string, Row>> {
    let over = false;
    const makeRoom = () => {
      if (over) return;
      over = true;
      this.busy = false;
      this.beginNext();
    };
    const timer = setTimeout(makeRoom, PATIENCE_MS);
    try {
      const rows = await this.query.find(this.db, [...keys]);
      return new Map(rows.map((row) => [this.query.keyOf(row), row]));
    } finally {
      clearTimeout(timer);
      makeRoom();
    }
  }
}
