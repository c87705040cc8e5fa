import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Express } from 'express';
import helmet from 'helmet';

import { html } from './html.js';

// Development only: these packages are not installed in production.
const FILES = [
  ['react.js', 'react', 'umd/react.production.min.js'],
  ['react-dom.js', 'react-dom', 'umd/react-dom.production.min.js'],
  ['graphiql.js', 'graphiql', 'graphiql.min.js'],
  ['graphiql.css', 'graphiql', 'graphiql.min.css'],
] as const;

const HEADERS = { Authorization: 'Bearer <paste a key from keys.json>' };

const START = `
const headers = ${JSON.stringify(JSON.stringify(HEADERS, null, 2))};
const fetcher = GraphiQL.createFetcher({
  url: '/graphql',
  subscriptionUrl: location.origin.replace(/^http/, 'ws') + '/graphql',
});
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultHeaders: headers,
    shouldPersistHeaders: true,
    defaultEditorToolsVisibility: 'headers',
    defaultQuery: '# Put a key into Headers, below.\\n',
    query: new URLSearchParams(location.search).get('query') ?? undefined,
  }),
);
`;

const PAGE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>GraphiQL – Retrace</title>
      <link rel="stylesheet" href="/graphiql/graphiql.css" />
      <style>
        html,
        body,
        #graphiql {
          height: 100%;
          margin: 0;
        }
      </style>
    </head>
    <body>
      <div id="graphiql"></div>
      <script src="/graphiql/react.js"></script>
      <script src="/graphiql/react-dom.js"></script>
      <script src="/graphiql/graphiql.js"></script>
      <script src="/graphiql/start.js"></script>
    </body>
  </html>`;

/** GraphiQL from the packages that are installed: nothing is fetched from anywhere else. */
export function graphiqlPages(app: Express): void {
  const { resolve } = createRequire(import.meta.url);
  const policy = helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      // The editor sizes its lines by style attributes.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });

  app.get('/graphiql', policy, (_request, response) => {
    response.type('html').send(PAGE.text);
  });
  app.get('/graphiql/start.js', (_request, response) => {
    response.type('js').send(START);
  });
  for (const [name, module, path] of FILES) {
    const file = join(dirname(resolve(`${module}/package.json`)), path);
    app.get(`/graphiql/${name}`, (_request, response) => {
      response.sendFile(file, { maxAge: '1h' });
    });
  }
}
