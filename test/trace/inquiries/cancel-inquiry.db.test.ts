import { randomUUID } from 'node:crypto';

import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { Role } from '../../../src/platform/access/actor.js';
import type { Context } from '../../../src/platform/context.js';
import { inquiriesAboutRecalls } from '../../../src/recalls/index.js';
import { answerInquiry } from '../../../src/trace/inquiries/answer-inquiry.js';
import { noteProgress } from '../../../src/trace/inquiries/run.query.js';
import { counting } from '../../support/counting-database.js';
import { GTIN, registerTestSource } from '../../support/supply-chain.js';
import { personId, setUpWorld } from '../../support/world.js';
import { answer, askGenealogy, idOfAsked, kilograms, make, partsKept, someoneDiesAnswering } from './inquiry-story.js';

const world = setUpWorld();
const anna = () => world.as('WAREHOUSE', { id: personId('WAREHOUSE', 1) });
const ben = () => world.as('WAREHOUSE', { id: personId('WAREHOUSE', 2) });

beforeAll(async () => {
  await registerTestSource(world);
  await make(world, { of: kilograms('MILK'), into: kilograms('CREAM') });
});
beforeEach(() => world.db.rows('no_inquiries', 'with parts as (delete from inquiry_part) delete from inquiry'));

const ask = (context: Context = anna()) => idOfAsked(context, world, { number: 'MILK' });

interface Answer {
  readonly __typename: string;
  readonly message?: string;
  readonly inquiry?: { readonly id: string; readonly status: string; readonly finishedAt: string | null };
}

async function cancel(id: string, context: Context = anna()): Promise<Answer> {
  const { answer: given } = await world.graphql<{ answer: Answer }>(
    context,
    `mutation ($id: ID!) {
      answer: cancelInquiry(id: $id) {
        __typename
        ... on InquiryCancelled { inquiry { id status finishedAt } }
        ... on InquiryFinished { inquiry { id status finishedAt } message }
        ... on UserError { message }
      }
    }`,
    { id },
  );
  return given;
}

interface Summary {
  readonly id: string;
  readonly status: string;
}
interface Page {
  readonly nodes: readonly Summary[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function list(context: Context, args = ''): Promise<Page> {
  const { inquiries } = await world.graphql<{ inquiries: Page }>(
    context,
    `query { inquiries${args} {
      nodes { id kind status direction askedBy askedAt batch { number } unit { serial } }
      pageInfo { hasNextPage endCursor }
    } }`,
  );
  return inquiries;
}

const statusOf = async (id: string) => (await list(anna())).nodes.find((one) => one.id === id)?.status;

describe('an inquiry that nobody needs any more', () => {
  test('is cancelled before it is answered, and then never is', async () => {
    const id = await ask();

    expect(await cancel(id)).toMatchObject({
      __typename: 'InquiryCancelled',
      inquiry: { id, status: 'CANCELLED', finishedAt: world.clock.toISOString() },
    });

    expect(await answer(world)).toBe(false);
    expect(await statusOf(id)).toBe('CANCELLED');
  });

  test('no longer counts among those that one may have open', async () => {
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await ask());
    expect((await askGenealogy(anna(), world, { number: 'MILK' })).__typename).toBe('TooManyInquiries');

    await cancel(ids[2] ?? '');

    expect((await askGenealogy(anna(), world, { number: 'MILK' })).__typename).toBe('GenealogyInquiryStarted');
  });

  test.each([
    ['goods are looked for', 'genealogy_entry'],
    ['its answer is written down', 'inquiry_part'],
  ])('is cancelled while %s: its run stops, and nothing of it is kept', async (_, table) => {
    const id = await ask();
    const busy = await world.ownerHolds(`lock table ${table}`);
    const faults: unknown[] = [];
    const run = answer(world, new AbortController().signal, (error) => faults.push(error));
    await world.someoneWaits();

    expect((await cancel(id)).__typename).toBe('InquiryCancelled');
    await busy.letGo();

    expect([await run, faults]).toEqual([true, []]);
    expect(await statusOf(id)).toBe('CANCELLED');
    expect(await partsKept(world)).toBe(0);
    expect(await answer(world)).toBe(false);
  });

  test('is cancelled while the first of many parts are written down, and the others never are', async () => {
    const many = Array.from({ length: 6_000 }, (_, i) => `POT-${i}`);
    await make(world, { of: kilograms('CURD'), into: kilograms(...many) });
    const id = await idOfAsked(anna(), world, { number: 'CURD' });
    const busy = await world.ownerHolds('lock table inquiry_part');
    const { context, statements } = counting(world.as('QUALITY'));
    const { db, now } = context;
    const run = answerInquiry({ db, now, ...inquiriesAboutRecalls(world) }, new AbortController().signal);
    await world.someoneWaits();

    await cancel(id);
    await busy.letGo();
    await run;

    expect(statements.filter((name) => name === 'insert_inquiry_parts')).toHaveLength(1);
    expect(await partsKept(world)).toBe(0);
  });

  test('is nobody’s from then on: its run hears that it has lost it', async () => {
    const id = await ask();
    const run = await someoneDiesAnswering(world);

    await cancel(id);

    expect(await noteProgress(world.db, run, { done: 1, total: null, leaseUntil: world.clock })).toBe(false);
  });

  test('stays as it is when it was answered before, and says so', async () => {
    const id = await ask();
    await answer(world);

    expect(await cancel(id)).toMatchObject({
      __typename: 'InquiryFinished',
      inquiry: { id, status: 'DONE' },
      message: 'The inquiry is DONE and stays so.',
    });
    expect(await statusOf(id)).toBe('DONE');
    expect(await partsKept(world)).toBeGreaterThan(0);
  });

  test('whose answer comes just when it is cancelled is answered', async () => {
    const id = await ask();
    const rival = await world.rival();
    await rival.query(
      `update inquiry set status = 'DONE', answer = '{}', answered_by = $2, finished_at = $3 where inquiry_id = $1`,
      [id, randomUUID(), world.clock],
    );
    const cancelled = cancel(id);
    await world.someoneWaits();
    await rival.commitTransaction();
    await rival.release();

    expect(await cancelled).toMatchObject({ __typename: 'InquiryFinished', inquiry: { status: 'DONE' } });
  });

  test('is cancelled once, however often that is asked, and the audit trail tells of it once', async () => {
    const id = await ask();

    const answers = [await cancel(id), await cancel(id)];

    expect(answers.map(({ __typename }) => __typename)).toEqual(['InquiryCancelled', 'InquiryCancelled']);
    const entries = await world.db.rows(
      'audit_of_cancelling',
      `select actor_id as actor, detail from audit_entry where object_id = $1 and action = 'cancelInquiry'`,
      [id],
    );
    expect(entries).toEqual([{ actor: anna().actor.id, detail: { kind: 'GENEALOGY', askedBy: anna().actor.id } }]);
  });

  test('is cancelled by who asked or by QUALITY, and by no one else', async () => {
    const id = await ask();

    await expect(cancel(id, ben())).rejects.toThrow('FORBIDDEN');
    await expect(cancel(id, world.as('AUDITOR'))).rejects.toThrow('FORBIDDEN');
    await expect(cancel(id, world.as('ADMIN'))).rejects.toThrow('FORBIDDEN');
    expect(await statusOf(id)).toBe('QUEUED');
    expect((await cancel(id, world.as('QUALITY'))).__typename).toBe('InquiryCancelled');
  });

  test('is unknown by an id of none', async () => {
    expect((await cancel('not an id')).__typename).toBe('InquiryUnknown');
    expect((await cancel(randomUUID())).__typename).toBe('InquiryUnknown');
  });
});

describe('who has lost the id of an inquiry', () => {
  test('finds it among their own, the newest first, by the page and by what became of it', async () => {
    const asked = [];
    for (let n = 0; n < 3; n++) {
      asked.unshift(await ask());
      world.clock = new Date(world.clock.getTime() + 1);
    }
    await ask(ben());
    await cancel(asked[1] ?? '');

    const whole = await list(anna());
    const first = await list(anna(), '(first: 2)');
    const second = await list(anna(), `(first: 2, after: "${first.pageInfo.endCursor}")`);

    expect(whole.nodes.map(({ id }) => id)).toEqual(asked);
    expect(whole.nodes[0]).toMatchObject({
      ...{ kind: 'GENEALOGY', status: 'QUEUED', direction: 'MADE_INTO', askedBy: anna().actor.id },
      ...{ batch: { number: 'MILK' }, unit: null },
    });
    expect([...first.nodes, ...second.nodes]).toEqual(whole.nodes);
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    expect((await list(anna(), '(status: CANCELLED)')).nodes.map(({ id }) => id)).toEqual([asked[1]]);
    expect((await list(anna(), '(status: DONE)')).nodes).toEqual([]);
  });

  test('finds those of all kinds', async () => {
    const context = world.as('QUALITY');
    await ask(context);
    await world.graphql(
      context,
      `mutation {
        startInquiry(gtin: "${GTIN}", number: "MILK") { __typename }
        startRecipientsInquiry(scope: { batches: [{ gtin: "${GTIN}", batch: "MILK" }] }) { __typename }
      }`,
    );

    const { nodes } = await list(context);

    expect(nodes.map((one) => (one as unknown as { kind: string }).kind).sort()).toEqual([
      ...['GENEALOGY', 'RECIPIENTS', 'WHEREABOUTS'],
    ]);
  });

  test('sees those of others as QUALITY or AUDITOR only', async () => {
    const ids = [await ask(anna()), await ask(ben())].sort();

    for (const role of ['QUALITY', 'AUDITOR'] satisfies Role[]) {
      expect((await list(world.as(role))).nodes).toEqual([]);
      const { nodes } = await list(world.as(role), '(ofEveryone: true)');
      expect(nodes.map(({ id }) => id).sort()).toEqual(ids);
    }
    await expect(list(anna(), '(ofEveryone: true)')).rejects.toThrow('FORBIDDEN');
    await expect(list(world.as('ADMIN'))).rejects.toThrow('FORBIDDEN');
  });
});
