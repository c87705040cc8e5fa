import { afterAll, beforeAll } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';

import { createApiKey } from '../../../src/keys/index.js';
import type { Role } from '../../../src/platform/access/actor.js';
import { createAuthenticate } from '../../../src/platform/access/authenticate.js';
import { type HttpServer, startHttp } from '../../../src/platform/http/server.js';
import { createSite, type SiteOptions } from '../../../src/platform/http/site.js';
import { createLog } from '../../../src/platform/log.js';
import type { World } from '../../support/world.js';

/** The HTTP side of Retrace on a port of its own, with a key for each role and with what it logs. */
export class Served {
  readonly lines: string[] = [];
  http!: HttpServer;
  private readonly keys = new Map<Role, string>();

  constructor(private readonly world: World) {}

  get url(): string {
    return this.http.url;
  }

  async start(schema: GraphQLSchema, options: Partial<SiteOptions> = {}): Promise<void> {
    this.http = await startHttp({ host: '127.0.0.1', port: 0 });
    this.http.serve(await this.site(schema, options));
  }

  site(schema: GraphQLSchema, options: Partial<SiteOptions> = {}) {
    const service = this.world.retrace();
    return createSite({
      schema,
      service,
      authenticate: createAuthenticate(service),
      log: createLog('info', { write: (line) => this.lines.push(line) }),
      corsOrigins: ['https://console.example.com'],
      trustedProxies: 0,
      landing: null,
      pages: [],
      ...options,
    });
  }

  async key(role: Role = 'QUALITY'): Promise<string> {
    const key = this.keys.get(role) ?? (await this.newKey(role)).token;
    this.keys.set(role, key);
    return key;
  }

  async newKey(role: Role): Promise<{ token: string; id: string }> {
    const answer = await createApiKey(this.world.retrace(), { role, name: `Test ${role}` });
    if (answer.outcome !== 'ApiKeyCreated') throw new Error(answer.message);
    return { token: answer.token, id: answer.apiKey.id };
  }

  /** Posts a body, with a good key unless the headers say otherwise. */
  async post(body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> {
    const authorization = `Bearer ${await this.key()}`;
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...headers },
      body: new Uint8Array(Buffer.from(body)),
    });
  }

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Asked> {
    const response = await this.post(JSON.stringify({ query, variables }));
    const { data, errors = [] } = (await response.json()) as Body;
    return { status: response.status, headers: response.headers, data, errors, codes: errors.map(codeOf) };
  }

  /** The line of the last request. Written after the answer, so one waits for it. */
  async lastLine(): Promise<Record<string, unknown>> {
    await new Promise((resolve) => setImmediate(resolve));
    return JSON.parse(this.lines.at(-1) ?? 'null') as Record<string, unknown>;
  }
}

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly AnsweredError[];
  readonly codes: readonly string[];
}

interface AnsweredError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly AnsweredError[];
}

const codeOf = ({ extensions }: AnsweredError) => String(extensions['code']);

export function setUpServed(world: World, schema: GraphQLSchema, options: Partial<SiteOptions> = {}): Served {
  const served = new Served(world);
  beforeAll(() => served.start(schema, options));
  afterAll(() => served.http.close());
  return served;
}
