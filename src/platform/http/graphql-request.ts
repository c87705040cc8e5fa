import type { IncomingMessage } from 'node:http';

import { BOUNDS } from '../graphql/bounds.js';
import { requireBoundedVariables } from './bounded-variables.js';
import { readBody } from './read-body.js';
import { RequestRefused } from './request-refused.js';

const JSON_TYPE = /^application\/json *(; *charset *= *"?utf-8"? *)?$/i;

/** Refuses, by its head alone, a request that cannot be a GraphQL operation as JSON by POST. */
export function requireJsonPost({ method, headers }: IncomingMessage): void {
  if (method !== 'POST') {
    const message = 'GraphQL is served by POST with a JSON body: {"query": "…", "variables": {…}}.';
    throw new RequestRefused(405, 'BAD_REQUEST', message, { allow: 'POST, OPTIONS' });
  }
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) {
    throw new RequestRefused(415, 'BAD_REQUEST', 'Content-Type must be application/json, in UTF-8.');
  }
  // A small compressed body can be a gigabyte.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new RequestRefused(415, 'BAD_REQUEST', 'Compressed bodies are not accepted.', {
      'accept-encoding': 'identity',
    });
  }
}

/** What a client sent. Apollo checks the types of its entries. */
export interface GraphqlRequest {
  readonly query?: unknown;
  readonly variables?: unknown;
}

export async function readGraphqlRequest(request: IncomingMessage): Promise<GraphqlRequest> {
  const body = parseJson(await readBody(request, BOUNDS.bodyBytes));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RequestRefused(
      400,
      'BAD_REQUEST',
      'The body must be one JSON object, with `query`; batches are not accepted.',
    );
  }
  const graphqlRequest: GraphqlRequest = body;
  requireBoundedVariables(graphqlRequest.variables);
  return graphqlRequest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text.
    throw new RequestRefused(400, 'BAD_REQUEST', 'The body is not JSON.');
  }
}
