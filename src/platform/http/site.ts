import type { GraphQLSchema } from 'graphql';

import type { Authenticate } from '../access/authenticate.js';
import type { Service } from '../context.js';
import { startApollo } from '../graphql/apollo.js';
import { boundDocuments } from '../graphql/bounded-document.js';
import { maskUnexpected, type ReportFault } from '../graphql/mask-unexpected.js';
import type { Log } from '../log.js';
import { faults } from '../metrics.js';
import { allowOrigins } from './cors.js';
import { createGraphqlEndpoint } from './graphql-endpoint.js';
import { createPages, type PagesOptions } from './pages.js';
import { pathOf } from './path-of.js';
import type { Site } from './server.js';
import { createSubscriptions } from './subscriptions.js';

export interface SiteOptions extends Omit<PagesOptions, 'reportFault' | 'db'> {
  readonly schema: GraphQLSchema;
  readonly service: Service;
  readonly authenticate: Authenticate;
  readonly log: Log;
  readonly corsOrigins: readonly string[];
  readonly executionMs?: number;
}

/** Everything that is served: GraphQL on its own path, for requests and for sockets, and pages for people and machines. */
export async function createSite(options: SiteOptions): Promise<Site> {
  const { log } = options;
  const cors = allowOrigins(options.corsOrigins);
  const reportFault: ReportFault = (incident, err) => {
    faults.inc();
    log.error({ incident, err }, 'fault');
  };
  const formatError = maskUnexpected(reportFault);
  const apollo = await startApollo(options.schema, formatError);
  const requireBoundedDocument = boundDocuments(options.schema);

  const graphql = createGraphqlEndpoint({ ...options, apollo, requireBoundedDocument, cors, reportFault });
  const subscriptions = createSubscriptions({ ...options, requireBoundedDocument, cors, formatError, reportFault });
  const pages = createPages({ ...options, db: options.service.db, reportFault });

  return {
    request(request, response) {
      if (pathOf(request) === '/graphql') void graphql(request, response);
      else pages(request, response);
    },
    upgrade: (request, socket, head) => {
      subscriptions.upgrade(request, socket, head);
    },
    leave: () => {
      subscriptions.close();
    },
  };
}
