import { WebSocket } from 'ws';

export interface SocketMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A subscriber's side of a socket, message by message. */
export class SubscriberSocket {
  /** The code it was closed with; an upgrade that was refused counts as its HTTP status. */
  readonly closed: Promise<number>;
  private readonly received: SocketMessage[] = [];
  private wake: (() => void) | null = null;

  private constructor(private readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => {
      socket.on('close', resolve);
      socket.on('unexpected-response', (_request, { statusCode = 0 }) => {
        resolve(statusCode);
      });
    });
    socket.on('error', () => undefined);
    socket.on('message', (message: Buffer) => {
      this.received.push(JSON.parse(message.toString()) as SocketMessage);
      this.wake?.();
    });
  }

  static async open(
    httpUrl: string,
    options: { protocol?: string; origin?: string; path?: string } = {},
  ): Promise<SubscriberSocket> {
    const { protocol = 'graphql-transport-ws', origin, path = '/graphql' } = options;
    const socket = new WebSocket(httpUrl.replace('http', 'ws') + path, protocol, {
      ...(origin !== undefined && { origin }),
    });
    const opened = new SubscriberSocket(socket);
    await Promise.race([new Promise((resolve) => socket.once('open', resolve)), opened.closed]);
    return opened;
  }

  /** Opens a socket and shows a key, as a header would say it. */
  static async admitted(httpUrl: string, key: string): Promise<SubscriberSocket> {
    const socket = await SubscriberSocket.open(httpUrl);
    socket.say({ type: 'connection_init', payload: { Authorization: `Bearer ${key}` } });
    await socket.next();
    return socket;
  }

  say(message: SocketMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  sendRaw(bytes: string | Buffer): void {
    this.socket.send(bytes);
  }

  subscribe(query: string, id = '1'): void {
    this.say({ id, type: 'subscribe', payload: { query } });
  }

  async next(): Promise<SocketMessage> {
    for (;;) {
      const message = this.received.shift();
      if (message) return message;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** What has come and was not read. */
  drain(): SocketMessage[] {
    return this.received.splice(0);
  }

  close(): void {
    this.socket.close();
  }
}
