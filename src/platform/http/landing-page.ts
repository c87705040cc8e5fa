import type { RequestHandler } from 'express';

import type { Database } from '../database/database.js';
import { html, type Html } from './html.js';
import { curlOf, type Example, EXAMPLES } from './landing-examples.js';

/** What the landing page tells of this installation. */
export interface Landing {
  readonly companyName: string;
  readonly publicUrl: string;
  /** Where the demo's keys were written; null when there is no demo. */
  readonly keysFile: string | null;
  /** What is in the database, counted by a statement that returns one `count`. */
  readonly counts: readonly { readonly label: string; readonly sql: string }[];
  /** Pages of features, to go on to. */
  readonly links: readonly { readonly path: string; readonly label: string }[];
}

interface Count {
  readonly label: string;
  readonly count: string;
}

/** Tells who has just started Retrace what is there, how to get in, and what to try first. */
export function landingPage(landing: Landing, db: Database): RequestHandler {
  return async (_request, response) => {
    response.type('html').send(page(landing, await readCounts(landing, db)).text);
  };
}

function readCounts({ counts }: Landing, db: Database): Promise<Count[]> {
  return Promise.all(
    counts.map(async ({ label, sql }, i) => {
      const [row] = await db.rows<{ count: number }>(`landing_count_${i}`, sql);
      return { label, count: (row?.count ?? 0).toLocaleString('en') };
    }),
  );
}

function page(landing: Landing, counts: readonly Count[]): Html {
  const { companyName, keysFile, links } = landing;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Retrace – ${companyName}</title>
        ${STYLE}
      </head>
      <body>
        <main>
          <h1>Retrace</h1>
          <p>Where every unit and batch of ${companyName} is, where it has been, and who has to be told. It runs.</p>
          <dl>
            ${counts.map(
              ({ label, count }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${count}</dd>
                </div>`,
            )}
          </dl>
          <h2>Get in</h2>
          ${
            keysFile === null
              ? html`<p>Make a key with <code>npm run key</code>.</p>`
              : html`<p>
                  There is a key for each role in <code>${keysFile}</code>. Send one as
                  <code>Authorization: Bearer &lt;key&gt;</code>.
                </p>`
          }
          <p>
            <a href="/graphiql">GraphiQL</a>${links.map(({ path, label }) => html` · <a href="${path}">${label}</a>`)} ·
            <a href="/metrics">metrics</a>
          </p>
          <h2>Try</h2>
          ${EXAMPLES.map((example) => exampleOf(example, landing))}
        </main>
      </body>
    </html>`;
}

function exampleOf(example: Example, { publicUrl, keysFile }: Landing): Html {
  const { title, role, query } = example;
  return html`<section>
    <h3>${title}</h3>
    <p class="role">as ${role} · <a href="/graphiql?query=${encodeURIComponent(query)}">open in GraphiQL</a></p>
    <pre>${query}</pre>
    <details>
      <summary>curl</summary>
      <pre>${curlOf(example, publicUrl, keysFile ?? 'keys.json')}</pre>
    </details>
  </section>`;
}

const STYLE = html`<style>
  :root {
    color-scheme: light dark;
  }
  body {
    margin: 0;
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }
  main {
    max-width: 46rem;
    margin: 0 auto;
    padding: 1.5rem 1rem 4rem;
  }
  h1 {
    margin: 0;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
    gap: 0.75rem;
  }
  dl div {
    border: 1px solid #8884;
    border-radius: 0.5rem;
    padding: 0.5rem 0.75rem;
  }
  dt,
  .role {
    font-size: 0.875rem;
    opacity: 0.75;
    margin: 0;
  }
  dd {
    margin: 0;
    font-size: 1.25rem;
    font-weight: 600;
  }
  pre {
    overflow-x: auto;
    border-radius: 0.5rem;
    background: #8882;
    padding: 0.75rem;
    font-size: 0.875rem;
  }
</style>`;
