import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import type { Role } from '../../src/platform/access/actor.js';
import { inquiriesAboutRecalls } from '../../src/recalls/index.js';
import { answerInquiry } from '../../src/trace/inquiries/answer-inquiry.js';
import { counting } from '../support/counting-database.js';
import { GTIN, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, content, draft, launch, registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));
beforeEach(() => world.db.rows('no_inquiries', 'delete from inquiry'));

const PREVIEW = `preview {
  knownThrough units customerCount customersWithoutContact internalCount
  places { placeKind units unitsByProduct { gtin units } quantities { quantity uom } location { gln } carrier { code } customer { number } }
  carriersToIntercept { carrier { code } units channel language }
  customers(first: $first, after: $after) {
    nodes { customer { number } units unitsByProduct { gtin units } basis certainty reason channel language mayHave { units } }
    pageInfo { hasNextPage endCursor }
  }
  customersReachedSince { nodes { customer { number } units } }
  notices { audience readersLanguage subject text html recipients }
  missingLanguages { language fallback recipients }
  holds { batches units }
  warnings { code message }
  completeness { score neverHeardOf gapCounts { kind gaps } }
}`;

interface Preview {
  readonly customerCount: number;
  readonly customers: {
    readonly nodes: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
interface Inquiry {
  readonly status: string;
  readonly isOutdated: boolean;
  readonly unitsDone: number;
  readonly failure: string | null;
  readonly recall: { readonly id: string };
  readonly preview: Preview | null;
}
interface Page {
  readonly first?: number;
  readonly after?: string | null;
}

async function ask(recallId: string, context = world.as('QUALITY')) {
  const { started } = await world.graphql<{ started: { __typename: string; inquiry?: { id: string } } }>(
    context,
    `mutation ($recallId: ID!) {
      started: startPreviewInquiry(recallId: $recallId) {
        __typename ... on PreviewInquiryStarted { inquiry { id status } } ... on UserError { message }
      }
    }`,
    { recallId },
  );
  return { typename: started.__typename, id: started.inquiry?.id ?? '' };
}

async function fetched(id: string, page: Page = {}): Promise<Inquiry | null> {
  const { inquiry } = await world.graphql<{ inquiry: Inquiry | null }>(
    world.as('AUDITOR'),
    `query ($id: ID!, $first: Int, $after: String) {
      inquiry: previewInquiry(id: $id) { status isOutdated unitsDone failure recall { id } ${PREVIEW} }
    }`,
    { id, ...page },
  );
  return inquiry;
}

async function previewOf(recallId: string): Promise<Preview> {
  const { recall } = await world.graphql<{ recall: { preview: Preview } }>(
    world.as('AUDITOR'),
    `query ($id: ID!, $first: Int, $after: String) { recall(id: $id) { ${PREVIEW} } }`,
    { id: recallId },
  );
  return recall.preview;
}

const answer = () =>
  answerInquiry(
    { db: world.db, now: () => world.clock, ...inquiriesAboutRecalls(world) },
    new AbortController().signal,
    (error) => {
      throw error;
    },
  );

/** A cursor is good for one list only. */
function withoutCursor(preview: Preview | null | undefined) {
  return preview && { ...preview, customers: { ...preview.customers, pageInfo: null } };
}

const ofBatch = (batch: string) => ({ scope: { batches: [{ gtin: GTIN, batch }] } });

test('what launching a recall would do is found in the background, and is what a request would have been told', async () => {
  const { id: recallId } = await draft(world, ofBatch(await sixUnits(world)));
  const { id } = await ask(recallId);
  expect(await fetched(id)).toMatchObject({ status: 'QUEUED', preview: null, isOutdated: false });

  expect(await answer()).toBe(true);

  const done = await fetched(id);
  expect(done).toMatchObject({ status: 'DONE', failure: null, recall: { id: recallId }, isOutdated: false });
  expect(done?.unitsDone).toBeGreaterThan(0);
  expect(done?.preview?.customerCount).toBe(2);
  expect(withoutCursor(done?.preview)).toEqual(withoutCursor(await previewOf(recallId)));
});

test('its customers come in pages', async () => {
  const { id } = await ask((await draft(world, ofBatch(await sixUnits(world)))).id);
  await answer();

  const first = (await fetched(id, { first: 1 }))?.preview?.customers;
  const second = (await fetched(id, { first: 1, after: first?.pageInfo.endCursor ?? null }))?.preview?.customers;

  expect([first?.pageInfo.hasNextPage, second?.pageInfo.hasNextPage]).toEqual([true, false]);
  expect([...(first?.nodes ?? []), ...(second?.nodes ?? [])]).toEqual((await fetched(id))?.preview?.customers.nodes);
});

test('of a launched recall it tells whom it reaches by what became known since', async () => {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  await record(
    world.as('WAREHOUSE'),
    units('deliver', [`${batch}-6`], { occurredAt: '2026-02-03T13:00:00Z', place: null, consignee: 'CARL' }),
  );

  const { id } = await ask(recallId);
  await answer();

  expect((await fetched(id))?.preview).toMatchObject({
    customersReachedSince: { nodes: [{ customer: { number: 'CARL' }, units: 1 }] },
  });
  expect(withoutCursor((await fetched(id))?.preview)).toEqual(withoutCursor(await previewOf(recallId)));
});

test('what was found of a recall that was edited since is not shown, and said to be outdated', async () => {
  const scope = ofBatch(await sixUnits(world));
  const { id: recallId } = await draft(world, scope);
  const { id } = await ask(recallId);
  await answer();

  await world.graphql(
    world.as('QUALITY'),
    `mutation ($input: UpdateRecallInput!) { updateRecall(input: $input) { __typename } }`,
    { input: { recallId, expectedVersion: 1, content: { ...content, ...scope, title: 'Pump may stop' } } },
  );

  expect(await fetched(id)).toMatchObject({ status: 'DONE', isOutdated: true, preview: null });
});

test('of what is no recall there is none, and who may not preview may not ask for it', async () => {
  expect((await ask('no-recall')).typename).toBe('RecallUnknown');
  const { id } = await draft(world);
  for (const role of ['CUSTOMER_SERVICE', 'WAREHOUSE'] satisfies Role[]) {
    await expect(ask(id, world.as(role))).rejects.toThrow('FORBIDDEN');
  }
  expect(await fetched('not an id')).toBeNull();
});

test('is listed with the recall that it is about, and how far it has come is told without reading its answer', async () => {
  const { id: recallId } = await draft(world, ofBatch(await sixUnits(world)));
  const { id } = await ask(recallId);
  await answer();
  const { context, statements } = counting(world.as('QUALITY'));

  const found = await world.graphql(
    context,
    `query ($id: ID!) {
      inquiries { nodes { id kind recallId status } }
      previewInquiry(id: $id) { status unitsDone isOutdated }
      recipientsInquiry(id: $id) { id }
    }`,
    { id },
  );

  expect(found).toMatchObject({
    inquiries: { nodes: [{ id, kind: 'PREVIEW', recallId, status: 'DONE' }] },
    previewInquiry: { status: 'DONE', isOutdated: false },
    recipientsInquiry: null,
  });
  expect(statements).not.toContain('answer_of_inquiry');
});
