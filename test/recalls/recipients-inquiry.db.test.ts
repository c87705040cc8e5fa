import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import type { Role } from '../../src/platform/access/actor.js';
import { inquiriesAboutRecalls } from '../../src/recalls/index.js';
import { answerInquiry } from '../../src/trace/inquiries/answer-inquiry.js';
import { counting } from '../support/counting-database.js';
import { GTIN } from '../support/supply-chain.js';
import { personId, setUpWorld } from '../support/world.js';
import { registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
let batch: string;
beforeAll(async () => {
  await registerParties(world);
  batch = await sixUnits(world);
});
beforeEach(() => world.db.rows('no_inquiries', 'delete from inquiry'));

const RECIPIENTS = `recipients(first: $first, after: $after) {
  truncated nodes { customer { number } basis certainty reason units unitsByProduct { gtin units } returned { units } }
  pageInfo { hasNextPage endCursor } completeness { score neverHeardOf gapCounts { kind gaps } }
}`;

interface Recipients {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
interface Inquiry {
  readonly id: string;
  readonly status: string;
  readonly unitsDone: number;
  readonly failure: string | null;
  readonly finishedAt: string | null;
  readonly recipients: Recipients | null;
}

const scope = () => ({ batches: [{ gtin: GTIN, batch }] });

async function ask(context = world.as('QUALITY'), asked: object = scope()) {
  const { started } = await world.graphql<{ started: { __typename: string; inquiry?: { id: string } } }>(
    context,
    `mutation ($scope: ScopeInput!) {
      started: startRecipientsInquiry(scope: $scope) {
        __typename ... on RecipientsInquiryStarted { inquiry { id status } } ... on UserError { message }
      }
    }`,
    { scope: asked },
  );
  return { typename: started.__typename, id: started.inquiry?.id ?? '' };
}

async function fetched(id: string, page: { first?: number; after?: string | null } = {}): Promise<Inquiry | null> {
  const { inquiry } = await world.graphql<{ inquiry: Inquiry | null }>(
    world.as('AUDITOR'),
    `query ($id: ID!, $first: Int, $after: String) {
      inquiry: recipientsInquiry(id: $id) { id status unitsDone failure finishedAt ${RECIPIENTS} }
    }`,
    { id, ...page },
  );
  return inquiry;
}

const answer = (signal = new AbortController().signal) =>
  answerInquiry({ db: world.db, now: () => world.clock, ...inquiriesAboutRecalls(world) }, signal);

test('whom a scope reached is found in the background, and is what a request would have been told', async () => {
  const { id } = await ask();
  expect(await fetched(id)).toMatchObject({ status: 'QUEUED', recipients: null, finishedAt: null });

  expect(await answer()).toBe(true);

  const done = await fetched(id);
  expect(done).toMatchObject({ status: 'DONE', failure: null, finishedAt: world.clock.toISOString() });
  expect(done?.unitsDone).toBeGreaterThan(0);
  const { recipients } = await world.graphql<{ recipients: Recipients }>(
    world.as('AUDITOR'),
    `query ($scope: ScopeInput!, $first: Int, $after: String) {
      ${RECIPIENTS.replace('recipients(', 'recipients(scope: $scope, ')}
    }`,
    { scope: scope() },
  );
  expect(recipients.nodes).toHaveLength(2);
  expect({ ...done?.recipients, pageInfo: null }).toEqual({ ...recipients, pageInfo: null });
});

test('its answer comes in pages', async () => {
  const { id } = await ask();
  await answer();

  const first = (await fetched(id, { first: 1 }))?.recipients;
  const second = (await fetched(id, { first: 1, after: first?.pageInfo.endCursor ?? null }))?.recipients;

  expect(first?.pageInfo.hasNextPage).toBe(true);
  expect(second?.pageInfo.hasNextPage).toBe(false);
  expect([...(first?.nodes ?? []), ...(second?.nodes ?? [])]).toEqual((await fetched(id))?.recipients?.nodes);
});

test('told to stop, its process leaves it to another', async () => {
  const { id } = await ask();
  const stopping = new AbortController();
  stopping.abort();

  await answer(stopping.signal);
  expect(await fetched(id)).toMatchObject({ status: 'QUEUED', recipients: null });

  await answer();
  expect(await fetched(id)).toMatchObject({ status: 'DONE' });
});

test('is not to be fetched as an inquiry about whereabouts, nor the other way round', async () => {
  const { id } = await ask();
  const { inquiry } = await world.graphql<{ inquiry: unknown }>(
    world.as('QUALITY'),
    'query ($id: ID!) { inquiry(id: $id) { id } }',
    { id },
  );
  const { started } = await world.graphql<{ started: { inquiry: { id: string } } }>(
    world.as('QUALITY'),
    `mutation { started: startInquiry(gtin: "${GTIN}", number: "${batch}") { ... on InquiryStarted { inquiry { id } } } }`,
  );

  expect(inquiry).toBeNull();
  expect(await fetched(started.inquiry.id)).toBeNull();
  expect(await fetched('not an id')).toBeNull();
});

test('counts among those that one may have open', async () => {
  for (let n = 0; n < 5; n++) expect((await ask()).typename).toBe('RecipientsInquiryStarted');

  expect((await ask()).typename).toBe('TooManyInquiries');
  expect((await ask(world.as('QUALITY', { id: personId('QUALITY', 2) }))).typename).toBe('RecipientsInquiryStarted');
});

test('a scope that names nothing is refused, and so is who may not ask whom goods reached', async () => {
  await expect(ask(world.as('QUALITY'), {})).rejects.toThrow('names no goods');
  for (const role of ['CUSTOMER_SERVICE', 'WAREHOUSE'] satisfies Role[]) {
    await expect(ask(world.as(role))).rejects.toThrow('FORBIDDEN');
  }
});

test('the audit trail keeps how large a scope was asked about, not each serial of it', async () => {
  const serials = Array.from({ length: 1000 }, (_, i) => ({ gtin: GTIN, serial: `SERIAL-NUMBER-${i}` }));
  const { id } = await ask(world.as('QUALITY'), { ...scope(), serials });

  const [entry] = await world.db.rows<{ detail: object }>(
    'audit_of_inquiry',
    `select audit_entry.detail from audit_entry where audit_entry.object_id = $1`,
    [id],
  );
  expect(entry?.detail).toEqual({
    ...{ batches: 1, serials: 1000, ranges: 0, onlyNamed: false },
    asOf: world.clock.toISOString(),
  });
});

test('how far an inquiry has come is told without reading its answer', async () => {
  const { id } = await ask();
  await answerInquiry(
    { db: world.db, now: () => world.clock, ...inquiriesAboutRecalls(world) },
    new AbortController().signal,
  );
  const { context, statements } = counting(world.as('QUALITY'));

  const poll = 'query ($id: ID!) { recipientsInquiry(id: $id) { status unitsDone } }';
  expect(await world.graphql(context, poll, { id })).toMatchObject({ recipientsInquiry: { status: 'DONE' } });
  expect(statements).toContain('inquiry_by_id');
  expect(statements).not.toContain('answer_of_inquiry');
});
