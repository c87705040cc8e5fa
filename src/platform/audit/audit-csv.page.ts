import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { stringify } from 'csv-stringify';
import type { Response } from 'express';

import type { Authenticate } from '../access/authenticate.js';
import type { Database } from '../database/database.js';
import { Refusal } from '../graphql/refusal.js';
import { bearerToken } from '../http/bearer-token.js';
import type { Pages } from '../http/pages.js';
import { type AuditEntryRow, type AuditFilter, auditPositionOf, findAuditEntries } from './audit-entries.query.js';
import { readAuditQuery } from './audit-filter.js';

export interface AuditCsvOptions {
  readonly db: Database;
  readonly authenticate: Authenticate;
}

const COLUMNS = ['id', 'recordedAt', 'actorId', 'action', 'objectKind', 'objectId', 'reason', 'requestId', 'detail'];
const ROWS_A_TRIP = 1_000;

/**
 * `GET /audit.csv`: the whole trail, newest first, to an AUDITOR; narrowed by `actorId`, `action`, `objectKind`, `objectId`,
 * `from` and `to`. Sent while it is read, so its length does not matter.
 */
export function auditCsvPage({ db, authenticate }: AuditCsvOptions): Pages {
  return (app) => {
    app.get('/audit.csv', async (request, response) => {
      const token = bearerToken(request.headers.authorization);
      const actor = token === null ? null : await authenticate(token);
      if (actor?.role !== 'AUDITOR') {
        if (!actor) response.setHeader('www-authenticate', 'Bearer');
        refuse(response, actor ? 403 : 401, 'This takes the API key of an AUDITOR.');
        return;
      }
      const filter = readAuditQuery(request.query);
      if (filter instanceof Refusal) refuse(response, 400, filter.message);
      else await send(db, filter, response);
    });
  };
}

async function send(db: Database, filter: AuditFilter, response: Response): Promise<void> {
  // Before the head is sent, so that a database that is away is answered with what it is.
  const newest = await findAuditEntries(db, filter, ROWS_A_TRIP, null);
  response.type('text/csv').attachment('audit.csv').setHeader('cache-control', 'no-store');
  const csv = stringify({
    header: true,
    columns: COLUMNS,
    bom: true,
    // What looks like a formula is text; a spreadsheet would run it.
    escape_formulas: true,
    cast: { date: (date) => date.toISOString(), object: (value) => JSON.stringify(value) },
  });
  try {
    await pipeline(Readable.from(entriesFrom(newest, db, filter)), csv, response);
  } catch (error) {
    // Who hung up has what they wanted. What fails in the middle is cut off, so that it is not taken for the whole.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* entriesFrom(newest: readonly AuditEntryRow[], db: Database, filter: AuditFilter) {
  for (let found = newest; ;) {
    yield* found;
    const last = found.at(-1);
    if (!last || found.length < ROWS_A_TRIP) return;
    found = await findAuditEntries(db, filter, ROWS_A_TRIP, auditPositionOf(last));
  }
}

function refuse(response: Response, status: number, message: string): void {
  response.status(status).type('text/plain').send(`${message}\n`);
}
