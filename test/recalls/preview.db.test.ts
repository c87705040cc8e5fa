import { beforeAll, expect, test } from '@jest/globals';

import { registerBatches } from '../../src/movements/index.js';
import type { Mail, MailChannel } from '../../src/platform/mail.js';
import { GTIN, OTHER_GTIN } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { content, draft, registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');

beforeAll(() => {
  world.mail = recording([], 'ACCEPTED');
  return registerParties(world);
});

interface Preview {
  units: number;
  notices: { audience: string; readersLanguage: string; subject: string; text: string; html: string }[];
  warnings: { code: string; message: string }[];
}

test('a preview shows places, carriers, customers, notices and holds, and writes nothing', async () => {
  const { id } = await draftOf(await sixUnits(world));

  const preview = await previewOf(id);

  expect(preview).toMatchObject({
    units: 6,
    places: [
      { placeKind: 'AT_LOCATION', units: 3 },
      { placeKind: 'IN_TRANSIT', units: 1, carrier: { code: 'FAST' }, customer: { number: 'BODO' } },
      { placeKind: 'DELIVERED', units: 2, customer: { number: 'ANNA' } },
    ],
    carriersToIntercept: [{ carrier: { code: 'FAST' }, units: 1, channel: 'EMAIL' }],
    customerCount: 2,
    customersWithoutContact: 0,
    holds: { batches: 1, units: 0 },
    warnings: [],
  });
  expect(await rowsWritten(id)).toEqual({ holds: 0, notifications: 0 });
});

test('a preview warns of what was made and never seen, of each batch and packaging level by itself', async () => {
  const batch = await sixUnits(world);
  await registerBatches(quality(), [
    { gtin: GTIN, number: batch, quantity: '10' },
    { gtin: OTHER_GTIN, number: batch, quantity: '2' },
  ]);
  const scope = { batches: [GTIN, OTHER_GTIN].map((gtin) => ({ gtin, batch })) };
  const { id } = await draft(world, { scope });

  const { warnings } = await previewOf(id);

  expect(warnings.map(({ message }) => message)).toEqual([
    `Of batch ${batch} of ${GTIN}, made and never seen since: 4 H87.`,
    `Of batch ${batch} of ${OTHER_GTIN}, made and never seen since: 2 H87.`,
  ]);
});

test('a preview of very many batches sums up the first ones, and says how many it left out', async () => {
  const numbers = Array.from({ length: 52 }, (_, i) => `L-many-${String(i).padStart(2, '0')}`);
  await registerBatches(
    quality(),
    numbers.map((number) => ({ gtin: GTIN, number, quantity: '1' })),
  );
  const { id } = await draft(world, { scope: { batches: numbers.map((batch) => ({ gtin: GTIN, batch })) } });

  const { warnings } = await previewOf(id);

  const messages = warnings.flatMap(({ code, message }) => (code === 'UNACCOUNTED' ? message : []));
  expect(messages).toHaveLength(51);
  expect(messages[49]).toBe(`Of batch L-many-49 of ${GTIN}, made and never seen since: 1 H87.`);
  expect(messages[50]).toBe(
    'Batches that were not summed up, after the first 50 by GTIN and number: 2. Look at the whereabouts of each.',
  );
});

test('every notice is shown in the language of its readers, and a missing language is named with its fallback', async () => {
  const { id } = await draftOf(await sixUnits(world));

  const preview = await previewOf(id);

  const shown = preview.notices.map(({ audience, readersLanguage }) => `${audience} ${readersLanguage}`).sort();
  expect(shown).toEqual(['BUSINESS de', 'BUSINESS en', 'BUSINESS fr', 'CARRIER en', 'INTERNAL en']);
  const german = preview.notices.find(({ readersLanguage }) => readersLanguage === 'de');
  expect(german?.text).toContain('Nicht mehr benutzen.');
  expect(preview).toMatchObject({ missingLanguages: [{ language: 'fr', fallback: 'en', recipients: 1 }] });
});

test('markup in a text is shown as text in the notice, and cannot become part of it', async () => {
  const texts = [
    { language: 'en', reason: '<script>alert(1)</script>', hazard: '<b>h</b>', whatToDo: '"><img src=x>' },
  ];
  const { id } = await draftOf(await sixUnits(world), { texts });

  const [notice] = (await previewOf(id)).notices;

  expect(notice?.html).not.toMatch(/<script|<img|<b>h/);
  expect(notice?.html).toContain('&lt;script');
});

test('who previews a mistyped batch, goods never seen, or an unreachable customer is warned', async () => {
  const { id } = await draftOf('L-typo');

  expect((await previewOf(id)).warnings.map(({ code }) => code)).toEqual(['BATCH_UNKNOWN', 'NOTHING_FOUND']);
});

test('serials and ranges are counted one by one, and held even if nobody has seen them', async () => {
  const batch = await sixUnits(world);
  const { id } = await draft(world, {
    scope: {
      serials: [{ gtin: GTIN, serial: `${batch}-1` }],
      ranges: [{ gtin: GTIN, from: `${batch}-1`, to: `${batch}-9` }],
    },
  });

  expect(await previewOf(id)).toMatchObject({ units: 6, holds: { batches: 0, units: 9 }, customerCount: 2 });
});

test('customers are paged', async () => {
  const { id } = await draftOf(await sixUnits(world));
  const page = `query ($id: ID!, $after: String) {
    recall(id: $id) { preview { customers(first: 1, after: $after) { nodes { customer { number } } pageInfo { endCursor hasNextPage } } } }
  }`;
  interface Page {
    recall: {
      preview: {
        customers: { nodes: { customer: { number: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      };
    };
  }

  const first = (await world.graphql<Page>(quality(), page, { id })).recall.preview.customers;
  const after = first.pageInfo.endCursor;
  const second = (await world.graphql<Page>(quality(), page, { id, after })).recall.preview.customers;

  expect(first.pageInfo.hasNextPage).toBe(true);
  expect(second.pageInfo.hasNextPage).toBe(false);
  expect([...first.nodes, ...second.nodes].map(({ customer }) => customer.number).sort()).toEqual(['ANNA', 'BODO']);
});

test('a test notice goes to its author, is marked as a test, and changes nothing', async () => {
  const sent: Mail[] = [];
  world.mail = recording(sent, 'ACCEPTED');
  const { id } = await draftOf(await sixUnits(world));

  expect(await sendTest(id, 'me@northwind.example')).toMatchObject({
    __typename: 'TestNoticeSent',
    result: 'ACCEPTED',
  });
  expect(sent).toEqual([expect.objectContaining({ to: 'me@northwind.example', language: 'de' })]);
  expect(sent[0]?.subject).toContain('[TEST]');
  expect(await rowsWritten(id)).toEqual({ holds: 0, notifications: 0 });
});

test('a test notice to what is no address, or one more header, is refused', async () => {
  const sent: Mail[] = [];
  world.mail = recording(sent, 'ACCEPTED');
  const { id } = await draftOf(await sixUnits(world));

  for (const address of ['nobody', 'a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example']) {
    expect(await sendTest(id, address)).toMatchObject({ __typename: 'RecallInvalid', problems: [{ field: 'email' }] });
  }
  expect(sent).toEqual([]);
});

test('a test notice that the mail server does not take is answered as that', async () => {
  world.mail = recording([], 'BOUNCED');
  const { id } = await draftOf(await sixUnits(world));

  expect(await sendTest(id, 'me@northwind.example')).toMatchObject({
    __typename: 'TestNoticeFailed',
    result: 'BOUNCED',
  });
});

function draftOf(batch: string, changes: Record<string, unknown> = {}): Promise<{ id: string }> {
  return draft(world, { ...content, scope: { batches: [{ gtin: GTIN, batch }] }, ...changes });
}

async function previewOf(id: string): Promise<Preview> {
  const { recall } = await world.graphql<{ recall: { preview: Preview } }>(
    quality(),
    `query ($id: ID!) {
      recall(id: $id) {
        preview {
          knownThrough units customerCount customersWithoutContact internalCount
          places { placeKind units carrier { code } customer { number } }
          carriersToIntercept { carrier { code } units channel }
          notices { audience readersLanguage subject text html recipients }
          missingLanguages { language fallback recipients }
          holds { batches units }
          warnings { code message }
        }
      }
    }`,
    { id },
  );
  return recall.preview;
}

async function sendTest(id: string, email: string): Promise<unknown> {
  const { sendTestNotice } = await world.graphql<{ sendTestNotice: unknown }>(
    quality(),
    `mutation ($id: ID!, $email: String!) {
      sendTestNotice(recallId: $id, email: $email, language: "de") {
        __typename
        ... on TestNoticeSent { result reply }
        ... on TestNoticeFailed { result message }
        ... on RecallInvalid { problems { field message } }
      }
    }`,
    { id, email },
  );
  return sendTestNotice;
}

async function rowsWritten(id: string): Promise<unknown> {
  const [rows] = await world.db.rows(
    'rows_written',
    `
    select (select count(*) from hold where hold.recall_id = $1) as holds,
      (select count(*) from notification where notification.recall_id = $1) as notifications
    `,
    [id],
  );
  return rows;
}

function recording(sent: Mail[], result: 'ACCEPTED' | 'BOUNCED'): MailChannel {
  return {
    sends: true,
    send: (mail) => {
      sent.push(mail);
      return Promise.resolve({ result, reply: '250 or 550' });
    },
    close: () => undefined,
  };
}
