import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';

import { auditCsvPage } from '../../../src/platform/audit/audit-csv.page.js';
import { recordAudit } from '../../../src/platform/audit/record-audit.js';
import { personId, setUpWorld } from '../../support/world.js';

const world = setUpWorld();
const ANNA = personId('QUALITY', 1);
const BEN = personId('QUALITY', 2);
const MORE_THAN_A_TRIP = 1_001;

beforeAll(async () => {
  await done(ANNA, '2026-03-01T08:00:00Z', { action: 'createRecall', objectKind: 'recall', objectId: 'R1' });
  await done(BEN, '2026-03-01T09:00:00Z', { action: 'approveRecall', objectKind: 'recall', objectId: 'R1' });
  await done(ANNA, '2026-03-01T10:00:00Z', {
    action: 'placeHold',
    objectKind: 'hold',
    objectId: 'H1',
    reason: '=HYPERLINK("http://example.com"), "Salmonella"\nin a sample',
    detail: { units: 12 },
  });
  world.clock = new Date('2026-03-02T00:00:00Z');
});

describe('the audit trail', () => {
  test('is read newest first', async () => {
    expect(await actions()).toEqual(['placeHold', 'approveRecall', 'createRecall']);
  });

  test.each([
    [{ actorId: ANNA }, ['placeHold', 'createRecall']],
    [{ action: 'approveRecall' }, ['approveRecall']],
    [{ objectKind: 'recall', objectId: 'R1' }, ['approveRecall', 'createRecall']],
    [{ objectKind: 'hold', objectId: 'R1' }, []],
    [{ from: '2026-03-01T09:00:00Z' }, ['placeHold', 'approveRecall']],
    [{ to: '2026-03-01T10:00:00+01:00' }, ['createRecall']],
    [{ actorId: ANNA, objectKind: 'recall', from: '2026-03-01T00:00:00Z' }, ['createRecall']],
    [{ action: "' or true --" }, []],
  ])('is narrowed by %j', async (filter, expected) => {
    expect(await actions({ filter })).toEqual(expected);
  });

  test('is read page by page, though entries are of one time', async () => {
    await done(BEN, '2026-02-01T00:00:00Z', { action: 'first', objectKind: 'test', objectId: '1' });
    await done(BEN, '2026-02-01T00:00:00Z', { action: 'second', objectKind: 'test', objectId: '1' });
    const filter = { objectKind: 'test' };

    const newest = await page({ filter, first: 1 });
    const next = await page({ filter, first: 1, after: newest.pageInfo.endCursor });

    expect([newest, next].flatMap(({ nodes }) => nodes.map(({ action }) => action))).toEqual(['second', 'first']);
    expect(next.pageInfo.hasNextPage).toBe(false);
  });

  test('does not take the cursor of another filter', async () => {
    const { pageInfo } = await page({ filter: { actorId: ANNA }, first: 1 });

    const answer = await world.answer(world.as('AUDITOR'), QUERY, { filter: {}, after: pageInfo.endCursor });

    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test.each([
    { actorId: 'nobody' },
    { action: 'a\u0000b' },
    { objectId: 'x'.repeat(201) },
    { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' },
  ])('refuses the filter %j', async (filter) => {
    const { errors } = await world.answer(world.as('AUDITOR'), QUERY, { filter });

    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test.each(['update audit_entry set reason = null', 'delete from audit_entry', 'truncate audit_entry'])(
    'cannot be changed by the application: %s',
    async (sql) => {
      await expect(world.db.rows(sql, sql)).rejects.toMatchObject({ code: '42501' });
    },
  );
});

describe('the audit trail as CSV', () => {
  const holders = { auditor: world.as.bind(world, 'AUDITOR'), admin: world.as.bind(world, 'ADMIN') };
  let server: Server;

  beforeAll(async () => {
    const app = express();
    auditCsvPage({
      db: world.db,
      authenticate: (token) =>
        Promise.resolve(token in holders ? holders[token as keyof typeof holders]().actor : null),
    })(app);
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    server.close();
  });

  test('has a row for each entry, newest first, and a line of names', async () => {
    const { status, headers, text } = await get('', 'auditor');

    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch('text/csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename=audit.csv');
    const [head, first] = text.split('\n');
    expect(head).toBe('\ufeffid,recordedAt,actorId,action,objectKind,objectId,reason,requestId,detail');
    expect(first).toMatch(new RegExp(`^\\d+,2026-03-01T10:00:00.000Z,${ANNA},placeHold,hold,H1,`));
    expect(text).toContain('"{""units"":12}"');
  });

  test('gives a spreadsheet nothing to run', async () => {
    const { text } = await get('?action=placeHold', 'auditor');

    expect(text).toContain(`"'=HYPERLINK(""http://example.com""), ""Salmonella""\nin a sample"`);
  });

  test('is narrowed as the list is', async () => {
    const { text } = await get(`?actorId=${ANNA}&objectKind=recall&from=2026-03-01T00:00:00Z`, 'auditor');

    expect(text.trim().split('\n')).toHaveLength(2);
  });

  test('is whole, however long it is', async () => {
    await world.db.rows(
      'given_many_entries',
      `
      insert into audit_entry (stream_id, recorded_at, actor_id, action, object_kind, object_id, request_id, detail)
      select 0, '2026-01-01', $1, 'many', 'test', entry::text, 'r', '{}' from generate_series(1, $2) as entry
      `,
      [ANNA, MORE_THAN_A_TRIP],
    );

    const { text } = await get('?action=many', 'auditor');

    const objects = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[5]);
    expect(new Set(objects).size).toBe(MORE_THAN_A_TRIP);
    expect(objects).toHaveLength(MORE_THAN_A_TRIP);
  });

  test.each([
    ['', null, 401],
    ['', 'nobody', 401],
    ['', 'admin', 403],
    ['?actorId=nobody', 'auditor', 400],
    ['?from=yesterday', 'auditor', 400],
    ['?actor=1', 'auditor', 400],
    ['?action=a&action=b', 'auditor', 400],
    ['?action=%00', 'auditor', 400],
  ])('%j asked for by %j is answered with %d', async (query, token, expected) => {
    const { status, text } = await get(query, token);

    expect(status).toBe(expected);
    expect(text.split('\n')).toHaveLength(2);
  });

  async function get(query: string, token: string | null) {
    const { port } = server.address() as AddressInfo;
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`http://127.0.0.1:${port}/audit.csv${query}`, { headers });
    // `text()` would take the byte order mark away.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, text };
  }
});

const QUERY = `query ($filter: AuditEntryFilter!, $first: Int! = 50, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) {
    nodes { action }
    pageInfo { endCursor hasNextPage }
  }
}`;

interface Page {
  readonly nodes: readonly { readonly action: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

async function page(variables: Record<string, unknown> = {}): Promise<Page> {
  const data = await world.graphql<{ auditEntries: Page }>(world.as('AUDITOR'), QUERY, { filter: {}, ...variables });
  return data.auditEntries;
}

async function actions(variables?: Record<string, unknown>): Promise<string[]> {
  return (await page(variables)).nodes.map(({ action }) => action);
}

async function done(actorId: string, at: string, entry: Parameters<typeof recordAudit>[2]): Promise<void> {
  world.clock = new Date(at);
  await world.db.transaction((tx) => {
    recordAudit(tx, world.as('QUALITY', { id: actorId }), entry);
  });
}
