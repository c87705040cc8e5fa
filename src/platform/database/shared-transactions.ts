import type { Database, Transaction } from './database.js';

/**
 * # Small requests that share a commit
 *
 * A commit waits for the disk, and a statement for its way there and back, whether it stores one scan or fifty. So requests
 * that come while others are being stored go together in the next transaction: the busier the service, the fewer commits
 * a request; who comes alone does not wait. A request that fails does so alone: when a shared transaction fails,
 * nothing of it is stored, and each of its requests is tried by itself.
 */
export class SharedTransactions<Request, Answer> {
  private readonly lines = new WeakMap<Database, Line<Request, Answer>>();

  /** `work` answers each request, in their order; it may be called again with the same ones. */
  constructor(private readonly work: Work<Request, Answer>) {}

  run(db: Database, request: Request): Promise<Answer> {
    let line = this.lines.get(db);
    if (!line) {
      line = new Line(db, this.work);
      this.lines.set(db, line);
    }
    return line.run(request);
  }
}

type Work<Request, Answer> = (tx: Transaction, requests: readonly Request[]) => Promise<readonly Answer[]>;

const MOST_TOGETHER = 100;
/** How long those who come later wait for a transaction that is slow, or waits for a lock, before they begin another. */
const PATIENCE_MS = 50;
/** How long those of one transaction wait for a lock that one of them needs, before each tries alone. */
const LOCK_PATIENCE_MS = 200;
/** Connections that all of these may take, and of them those who try alone; the others are for who reads. */
const MOST_AT_ONCE = 6;
const MOST_ALONE = 3;
/** Who has waited so long to try alone has no caller any more. */
const ALONE_WITHIN_MS = 6_000;

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Was in a transaction that failed, through its own fault or another's. */
interface Failed<Request, Answer> extends Waiting<Request, Answer> {
  readonly error: unknown;
  readonly at: number;
}

class Line<Request, Answer> {
  private readonly waiting: Waiting<Request, Answer>[] = [];
  private readonly failed: Failed<Request, Answer>[] = [];
  private together = 0;
  /** Transactions that took longer than the others were ready to wait. */
  private readonly slow = new Set<object>();
  private alone = 0;

  constructor(
    private readonly db: Database,
    private readonly work: Work<Request, Answer>,
  ) {}

  run(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      // Whoever comes at the same moment goes along.
      setImmediate(() => {
        this.beginNext();
      });
    });
  }

  private beginNext(): void {
    while (this.together + this.alone < MOST_AT_ONCE) {
      const failed = this.alone < MOST_ALONE ? this.failed.shift() : undefined;
      if (failed) void this.tryAlone(failed);
      else if (this.waiting.length > 0 && this.together === this.slow.size) {
        void this.store(this.waiting.splice(0, MOST_TOGETHER));
      } else return;
    }
  }

  private async store(together: readonly Waiting<Request, Answer>[]): Promise<void> {
    this.together++;
    const timer = setTimeout(() => {
      this.slow.add(together);
      this.beginNext();
    }, PATIENCE_MS);
    try {
      await this.settle(together);
    } finally {
      clearTimeout(timer);
      this.slow.delete(together);
      this.together--;
      this.beginNext();
    }
  }

  private async settle(together: readonly Waiting<Request, Answer>[]): Promise<void> {
    const [only, ...others] = together;
    if (only && others.length === 0) return this.settleOne(only);
    const requests = together.map(({ request }) => request);
    try {
      const answers = await this.db.transaction((tx) => this.work(tx, requests), { onceWaiting: LOCK_PATIENCE_MS });
      for (const [i, { resolve }] of together.entries()) resolve(answers[i] as Answer);
    } catch (error) {
      for (const one of together) this.failed.push({ ...one, error, at: performance.now() });
    }
  }

  private async tryAlone(failed: Failed<Request, Answer>): Promise<void> {
    this.alone++;
    try {
      if (performance.now() - failed.at > ALONE_WITHIN_MS) failed.reject(failed.error);
      else await this.settleOne(failed);
    } finally {
      this.alone--;
      this.beginNext();
    }
  }

  private async settleOne({ request, resolve, reject }: Waiting<Request, Answer>): Promise<void> {
    try {
      const [answer] = await this.db.transaction((tx) => this.work(tx, [request]));
      resolve(answer as Answer);
    } catch (error) {
      reject(error);
    }
  }
}
