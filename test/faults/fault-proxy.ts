import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

import { Messages } from './messages.js';

/** Where a connection is cut: the COMMIT is lost, or only its answer. */
export type Cut = 'BEFORE_COMMIT' | 'AFTER_COMMIT';

const COMMIT = /^\s*commit\s*;?\s*$/i;

/**
 * Stands between Retrace and PostgreSQL and passes on what they say, until it is told to cut a connection at its COMMIT:
 * the moment at which the one who asked cannot know what became of it. It reads protocol 3.0 without TLS.
 */
export class FaultProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #next: { readonly cut: Cut; times: number } | null = null;
  #cuts = 0;

  private constructor(private readonly databaseUrl: URL) {
    // Nothing is held back to be sent with what comes next: both sides wait for each other's short messages.
    const noDelay = true;
    this.#server = createServer({ noDelay }, (client) => {
      const { hostname: host, port } = databaseUrl;
      this.#join(client, connect({ host, port: Number(port || 5432), noDelay }));
    });
  }

  static async before(databaseUrl: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(new URL(databaseUrl));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** The same database with the same role, by way of the proxy. */
  get url(): string {
    const url = new URL(this.databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** How many connections were cut so far. */
  get cuts(): number {
    return this.#cuts;
  }

  /** Cuts the next connections that commit, as many as said. */
  cutNext(cut: Cut, times = 1): void {
    this.#next = { cut, times };
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(client: Socket, database: Socket): void {
    const [asked, answered] = [Messages.ofClient(), Messages.ofServer()];
    let isAnswerLost = false;

    const cut = () => {
      this.#cuts++;
      client.destroy();
      database.destroy();
    };
    client.on('data', (bytes) => {
      for (const message of asked.read(bytes)) {
        const due = COMMIT.test(message.statement ?? '') ? this.#takeCut() : null;
        if (due === 'BEFORE_COMMIT') {
          cut();
          return;
        }
        isAnswerLost ||= due === 'AFTER_COMMIT';
        database.write(message.bytes);
      }
    });
    database.on('data', (bytes) => {
      for (const message of answered.read(bytes)) {
        // PostgreSQL says this when the commit is on disk, so it has happened.
        if (isAnswerLost && message.completed === 'COMMIT') {
          cut();
          return;
        }
        client.write(message.bytes);
      }
    });
    this.#endTogether(client, database);
    this.#endTogether(database, client);
  }

  #takeCut(): Cut | null {
    if (!this.#next || this.#next.times === 0) return null;
    this.#next.times--;
    return this.#next.cut;
  }

  #endTogether(socket: Socket, other: Socket): void {
    this.#sockets.add(socket);
    // Whoever is cut off sees an error; that both are closed is all that matters here.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      other.destroy();
    });
  }
}
