import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { ExecutionArgs, GraphQLError, GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';

import type { Authenticate } from '../access/authenticate.js';
import { type Context, contextFor, type Service } from '../context.js';
import type { RequireBoundedDocument } from '../graphql/bounded-document.js';
import { fault, type FormatError, type ReportFault } from '../graphql/mask-unexpected.js';
import { prepareSubscription } from '../graphql/prepare-subscription.js';
import { Refusal } from '../graphql/refusal.js';
import { subscribeFreshly } from '../graphql/subscribe-freshly.js';
import type { Log } from '../log.js';
import type { Cors } from './cors.js';
import { pathOf } from './path-of.js';
import { requestIdOf } from './request-id.js';
import { endWhenSilent, transportOf } from './socket-transport.js';
import { createSubscribers, type Subscriber } from './subscribers.js';

const SUBSCRIPTIONS_OF_ONE_SOCKET = 10;
const LONGEST_MESSAGE = 64_000;
const INIT_MS = 5_000;

export interface SubscriptionsOptions {
  readonly schema: GraphQLSchema;
  readonly requireBoundedDocument: RequireBoundedDocument;
  readonly service: Service;
  readonly authenticate: Authenticate;
  readonly cors: Cors;
  readonly log: Log;
  readonly formatError: FormatError;
  readonly reportFault: ReportFault;
}

/** What is known of one socket. */
interface Connection {
  readonly socket: WebSocket;
  readonly requestId: string;
  /** Null until its first message has brought a good key. */
  subscriber: Subscriber | null;
}

export interface Subscriptions {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to all. */
  close(): void;
}

/**
 * Subscriptions by graphql-ws. The cast: a *socket* is opened by anyone whose page may; the *subscriber* is the holder of
 * the key that its first message brings, and is checked for as long as it is open; a *subscription* is one document on it,
 * each of whose events is executed as a request of its own.
 */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { schema, requireBoundedDocument, service, cors, log, formatError, reportFault } = options;
  const subscribers = createSubscribers(options.authenticate);
  const format = (error: GraphQLError) => formatError(error.toJSON(), error);

  const server = makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: INIT_MS,
    async onConnect({ extra, connectionParams }) {
      extra.subscriber = await subscribers.admit(extra.socket, connectionParams);
      return extra.subscriber !== null;
    },
    onSubscribe({ extra, subscriptions }, _id, payload) {
      // The new one is already among them.
      if (Object.keys(subscriptions).length > SUBSCRIPTIONS_OF_ONE_SOCKET) return [tooMany()];
      const prepared = prepareSubscription(schema, requireBoundedDocument, payload);
      if (Array.isArray(prepared)) return prepared;
      logSubscription(log, extra, prepared);
      return { ...prepared, contextValue: () => contextOf(service, extra) };
    },
    subscribe: (args) => subscribeFreshly(args, args.contextValue as () => Promise<Context>),
    onNext: (_context, _id, _payload, _args, { data, errors }) => ({
      ...(data !== undefined && { data }),
      ...(errors && { errors: errors.map(format) }),
    }),
    onError: (_context, _id, _payload, errors) => errors.map(format),
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
    handleProtocols,
  });

  function open(socket: WebSocket, request: IncomingMessage): void {
    const closed = server.opened(
      transportOf(socket, (error) => fault(reportFault, error)),
      { socket, requestId: requestIdOf(request), subscriber: null },
    );
    endWhenSilent(socket);
    // A frame that is too long or no frame at all: ws closes the socket by itself.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      void closed(code, reason.toString());
    });
  }

  return {
    upgrade(request, stream, head) {
      if (pathOf(request) !== '/graphql') refuse(stream, '404 Not Found');
      else if (!cors.mayConnect(request)) refuse(stream, '403 Forbidden');
      else sockets.handleUpgrade(request, stream, head, open);
    },
    close() {
      for (const socket of sockets.clients) socket.close(1001, 'Retrace is stopping');
    },
  };
}

/** A context for one event: with the subscriber as they are now. */
async function contextOf(service: Service, { subscriber, requestId }: Connection): Promise<Context> {
  if (!subscriber) throw new Error('A subscription has begun on a socket that was not let in.');
  return contextFor(service, await subscriber.actor(), requestId);
}

function logSubscription(log: Log, { requestId }: Connection, { operationName }: ExecutionArgs): void {
  log.info({ requestId, path: '/graphql', operation: operationName?.slice(0, 100) }, 'subscribed');
}

const tooMany = () =>
  new Refusal(
    'RATE_LIMITED',
    `A socket carries ${SUBSCRIPTIONS_OF_ONE_SOCKET} subscriptions; open another one for more.`,
  );

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
