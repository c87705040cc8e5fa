import { Refusal } from './graphql/refusal.js';

/** What happened, by ids: whoever listens reads the rest, as far as they may see it. */
export type EventPayload = Readonly<Record<string, string | number>>;

/**
 * Tells who listens that something happened. A hint: it may be lost when a process or its connection dies, so it carries
 * nothing that is not in the database. Publish after the transaction, never inside it.
 */
export interface Events {
  publish(topic: string, payload: EventPayload): void;
  /** What is published from now on. Ends when the listener returns; fails when the listener falls too far behind. */
  subscribe(topic: string): AsyncIterableIterator<EventPayload>;
}

export interface LocalEvents extends Events {
  /** Hears everything that is published here, to pass it on to other processes. */
  onPublish(listener: (topic: string, payload: EventPayload) => void): void;
  /** Gives an event of another process to the listeners of this one. */
  deliver(topic: string, payload: EventPayload): void;
}

const MOST_WAITING = 1_000;

/** Events within one process. */
export function createEvents(): LocalEvents {
  const queues = new Map<string, Set<EventQueue>>();
  const listeners: ((topic: string, payload: EventPayload) => void)[] = [];

  const deliver = (topic: string, payload: EventPayload): void => {
    for (const queue of queues.get(topic) ?? []) queue.push(payload);
  };

  return {
    deliver,
    publish(topic, payload) {
      deliver(topic, payload);
      for (const listener of listeners) listener(topic, payload);
    },
    subscribe(topic) {
      const ofTopic = queues.get(topic) ?? new Set();
      queues.set(topic, ofTopic);
      const queue = new EventQueue(() => {
        ofTopic.delete(queue);
        if (ofTopic.size === 0 && queues.get(topic) === ofTopic) queues.delete(topic);
      });
      ofTopic.add(queue);
      return queue;
    },
    onPublish(listener) {
      listeners.push(listener);
    },
  };
}

/**
 * What was published and not yet read. Not an async generator: `return` of one waits for the next event, and a client that
 * hung up would be kept until then.
 */
class EventQueue implements AsyncIterableIterator<EventPayload> {
  private readonly waiting: EventPayload[] = [];
  private reader: PromiseWithReject | null = null;
  private ended = false;
  private failure: Refusal | null = null;

  constructor(private readonly onEnd: () => void) {}

  push(payload: EventPayload): void {
    if (this.reader) {
      this.reader.resolve({ value: payload, done: false });
      this.reader = null;
    } else if (this.waiting.length < MOST_WAITING) {
      this.waiting.push(payload);
    } else {
      this.failure = new Refusal('UNAVAILABLE', 'You read events more slowly than they come. Subscribe again.');
      this.waiting.length = 0;
      this.end();
    }
  }

  next(): Promise<IteratorResult<EventPayload>> {
    if (this.failure) {
      const failure = this.failure;
      this.failure = null;
      return Promise.reject(failure);
    }
    const payload = this.waiting.shift();
    if (payload) return Promise.resolve({ value: payload, done: false });
    if (this.ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => {
      this.reader = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<EventPayload>> {
    this.waiting.length = 0;
    this.end();
    this.reader?.resolve({ value: undefined, done: true });
    this.reader = null;
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(): void {
    this.ended = true;
    this.onEnd();
  }
}

interface PromiseWithReject {
  readonly resolve: (result: IteratorResult<EventPayload>) => void;
  readonly reject: (error: Error) => void;
}
