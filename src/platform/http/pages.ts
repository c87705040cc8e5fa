import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';

import type { Database } from '../database/database.js';
import { fault, type ReportFault } from '../graphql/mask-unexpected.js';
import { refusalOfDatabase } from '../graphql/database-refusal.js';
import type { Log } from '../log.js';
import { httpDuration, metricsText } from '../metrics.js';
import { statusFor } from './answer.js';
import { graphiqlPages } from './graphiql.js';
import { isReady } from './is-ready.js';
import { landingPage, type Landing } from './landing-page.js';
import { requestIdOf } from './request-id.js';

/** Adds pages of a feature to the site. */
export type Pages = (app: Express) => void;

export interface PagesOptions {
  readonly db: Database;
  readonly log: Log;
  readonly reportFault: ReportFault;
  /** Reverse proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  /** What is shown to who comes by in development; null in production. */
  readonly landing: Landing | null;
  readonly pages: readonly Pages[];
}

/** Pages are text and forms: nothing of them runs, and nothing comes from elsewhere. */
const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The pages beside GraphQL: for probes, for monitoring, for developers, and those of features. */
export function createPages({ db, log, reportFault, trustedProxies, landing, pages }: PagesOptions): Express {
  const app = express();
  app.set('trust proxy', trustedProxies);
  app.set('query parser', 'simple');
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: POLICY } }));
  app.use(recorded(log));

  app.get('/readyz', async (_request, response) => {
    const ready = await isReady(db);
    response
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready\n' : 'The database does not answer.\n');
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metricsText();
    response.type(contentType).send(text);
  });
  if (landing) {
    app.get('/', landingPage(landing, db));
    graphiqlPages(app);
  } else {
    app.get('/', (_request, response) => {
      response.type('text/plain').send('Retrace. GraphQL is served at /graphql.\n');
    });
  }
  for (const add of pages) add(app);

  app.use((_request, response) => {
    response.status(404).type('text/plain').send('There is nothing here.\n');
  });
  app.use(failed(reportFault));
  return app;
}

/** One line in the log for each request. By its route, never its address: addresses of answer pages are secrets. */
function recorded(log: Log): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const requestId = requestIdOf(request);
    response.setHeader('x-request-id', requestId);
    response.once('close', () => {
      const ms = performance.now() - started;
      const path = routeOf(request);
      // 499: the client did not wait.
      const status = response.writableFinished ? response.statusCode : 499;
      httpDuration.observe({ route: path, status }, ms / 1_000);
      log.info({ requestId, method: request.method, path, status, ms: Math.round(ms * 10) / 10 });
    });
    next();
  };
}

function routeOf({ route, baseUrl }: { route?: unknown; baseUrl: string }): string {
  const path = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? baseUrl + path : 'unknown';
}

/** Express finds the four parameters by counting them. */
function failed(reportFault: ReportFault): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = clientErrorOf(error);
    if (status !== null) {
      response.status(status).type('text/plain').send('The request cannot be read.\n');
      return;
    }
    const { message, extensions } = refusalOfDatabase(error) ?? fault(reportFault, error);
    response
      .status(statusFor([String(extensions['code'])], 500))
      .type('text/plain')
      .send(`${message}\n`);
  };
}

/** What body parsers and routers throw for a request that is malformed or too large. */
function clientErrorOf(error: unknown): number | null {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
