import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import { type ApolloServer, HeaderMap } from '@apollo/server';

import type { Actor } from '../access/actor.js';
import type { Authenticate } from '../access/authenticate.js';
import { contextFor, type Service } from '../context.js';
import { nothingServed, type Served, type ServedContext } from '../graphql/apollo.js';
import type { RequireBoundedDocument } from '../graphql/bounded-document.js';
import { BOUNDS } from '../graphql/bounds.js';
import type { ReportFault } from '../graphql/mask-unexpected.js';
import type { Log } from '../log.js';
import { httpDuration, operationDuration } from '../metrics.js';
import { type Answer, answerFailure, errorBody, retryHeaders, statusFor } from './answer.js';
import { bearerToken } from './bearer-token.js';
import { type Cors, PREFLIGHT } from './cors.js';
import { readGraphqlRequest, requireJsonPost } from './graphql-request.js';
import { requestIdOf } from './request-id.js';
import { RequestRefused } from './request-refused.js';
import { withDeadline } from '../with-deadline.js';

export interface GraphqlEndpoint {
  readonly apollo: ApolloServer<ServedContext>;
  readonly requireBoundedDocument: RequireBoundedDocument;
  readonly service: Service;
  readonly authenticate: Authenticate;
  readonly cors: Cors;
  readonly log: Log;
  readonly reportFault: ReportFault;
  /** Milliseconds until a request is told that its answer is late; those of the bounds, unless a test has less patience. */
  readonly executionMs?: number;
}

/** What the log tells of a request. No variable, no token, nobody's name. */
interface Trail {
  readonly requestId: string;
  readonly started: number;
  readonly served: Served;
  actorId: string | null;
}

const JSON_HEADERS: OutgoingHttpHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/**
 * GraphQL over HTTP on bare node:http, since a framework costs more here than the answer does. Refuses in the order of
 * what it costs to find out: the head, the key, the body, the document, its price.
 */
export function createGraphqlEndpoint(endpoint: GraphqlEndpoint) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const trail: Trail = {
      requestId: requestIdOf(request),
      started: performance.now(),
      served: nothingServed(),
      actorId: null,
    };
    const answer = await answerRequest(endpoint, request, trail);
    const headers = { ...JSON_HEADERS, ...endpoint.cors.headersFor(request), ...answer.headers };
    headers['x-request-id'] = trail.requestId;
    headers['content-length'] = Buffer.byteLength(answer.body);
    response.writeHead(answer.status, headers).end(answer.body);
    record(endpoint.log, request, trail, answer.status);
  };
}

async function answerRequest(endpoint: GraphqlEndpoint, request: IncomingMessage, trail: Trail): Promise<Answer> {
  if (request.method === 'OPTIONS') return { status: 204, headers: PREFLIGHT, body: '' };
  try {
    requireJsonPost(request);
    const actor = await requireActor(endpoint, request);
    trail.actorId = actor.id;
    const body = await readGraphqlRequest(request);
    if (typeof body.query === 'string') endpoint.requireBoundedDocument(body.query);
    const { executionMs = BOUNDS.executionMs } = endpoint;
    return await withDeadline(execute(endpoint, request, body, actor, trail), executionMs, () => tooLate(trail));
  } catch (error) {
    const failure = answerFailure(error, endpoint.reportFault);
    trail.served.codes.push(failure.code);
    if (failure.incident) trail.served.incidents.push(failure.incident);
    return failure;
  }
}

async function requireActor({ authenticate }: GraphqlEndpoint, { headers }: IncomingMessage): Promise<Actor> {
  const token = bearerToken(headers.authorization);
  const actor = token && (await authenticate(token));
  if (actor) return actor;
  const message = token
    ? 'The API key is unknown, expired or revoked.'
    : 'Send an API key: `Authorization: Bearer <prefix>.<secret>`.';
  throw new RequestRefused(401, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' });
}

async function execute(
  { apollo, service }: GraphqlEndpoint,
  { headers: { accept } }: IncomingMessage,
  body: object,
  actor: Actor,
  { requestId, served }: Trail,
): Promise<Answer> {
  const headers = new HeaderMap([['content-type', 'application/json']]);
  // Everyone gets JSON; only who asks for GraphQL's own media type needs the negotiation.
  if (accept?.includes('graphql-response')) headers.set('accept', accept);

  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: () => Promise.resolve({ ...contextFor(service, actor, requestId), served }),
  });
  const status = statusFor(served.codes, answer.status ?? 200);
  return {
    status,
    headers: { 'content-type': answer.headers.get('content-type'), ...retryHeaders(status) },
    body: answer.body.kind === 'complete' ? answer.body.string : '',
  };
}

/** The work is not ended: a launch that is half done is better finished. */
const TOO_LATE =
  'The answer took too long, and what was asked for goes on. Recording, registering and launching may be asked again: what ' +
  'is done already is answered as such. Of anything else, look first whether it was done; of a query, ask for less.';

function tooLate({ served }: Trail): Answer {
  served.codes.push('TIMEOUT');
  return { status: 504, headers: {}, body: errorBody(TOO_LATE, { code: 'TIMEOUT' }) };
}

function record(log: Log, { method }: IncomingMessage, { started, served, requestId, actorId }: Trail, status: number) {
  const ms = performance.now() - started;
  httpDuration.observe({ route: '/graphql', status }, ms / 1_000);
  const [code = 'OK'] = served.codes;
  if (served.field) operationDuration.observe({ field: served.field, code }, ms / 1_000);
  log.info({
    requestId,
    method,
    path: '/graphql',
    status,
    ms: Math.round(ms * 10) / 10,
    operation: served.operation?.slice(0, 100),
    actorId,
    ...(served.codes.length > 0 && { codes: [...new Set(served.codes)] }),
    ...(served.incidents.length > 0 && { incidents: served.incidents }),
  });
}
