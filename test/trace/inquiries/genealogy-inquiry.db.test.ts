import { randomUUID } from 'node:crypto';

import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { insertParts } from '../../../src/trace/inquiries/inquiry-part.query.js';
import { endRun, noteProgress } from '../../../src/trace/inquiries/run.query.js';
import { forgetInquiriesJob } from '../../../src/trace/index.js';
import { counting } from '../../support/counting-database.js';
import { runs } from '../../support/runs.js';
import { GTIN, OTHER_GTIN, registerTestSource } from '../../support/supply-chain.js';
import { personId, setUpWorld } from '../../support/world.js';
import { anyMakings } from '../genealogy/arbitrary-makings.js';
import {
  answer,
  askGenealogy,
  idOfAsked,
  kilograms,
  later,
  make,
  partsKept,
  someoneDiesAnswering,
} from './inquiry-story.js';

const world = setUpWorld();
const quality = (person = 1) => world.as('QUALITY', { id: personId('QUALITY', person) });
const serials = (batch: string, ...list: string[]) => ({ serials: [{ gtin: GTIN, batch, serials: list }] });

beforeAll(async () => {
  await registerTestSource(world);
  // Two diamonds, and loaves of the last of it.
  await make(
    world,
    { of: kilograms('WHEAT'), into: kilograms('FLOUR-A', 'FLOUR-B') },
    { of: kilograms('FLOUR-A'), into: kilograms('DOUGH') },
    { of: kilograms('FLOUR-B', 'YEAST'), into: kilograms('DOUGH') },
    { of: kilograms('DOUGH'), into: serials('BREAD', 'LOAF-1', 'LOAF-2', 'LOAF-3') },
    { of: serials('BREAD', 'LOAF-1'), into: kilograms('CRUMBS') },
  );
});
beforeEach(() => world.db.rows('no_inquiries', 'with parts as (delete from inquiry_part) delete from inquiry'));

const PAGE = 'pageInfo { hasNextPage endCursor }';
const GOODS = 'units quantity uom batch { number }';
const GENEALOGY = `levels batchCount unitCount makingCount truncated
  makings(first: $first, after: $after) {
    nodes { level kind movement { id } inputs { ${GOODS} } outputs { ${GOODS} } } ${PAGE}
  }
  batches { nodes { level batch { number } } }
  completeness { score neverHeardOf checkedThrough gapCounts { kind gaps } }`;

interface Genealogy {
  readonly makingCount: number;
  readonly makings: {
    readonly nodes: readonly { readonly level: number; readonly movement: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

interface Inquiry {
  readonly status: string;
  readonly makingsDone: number;
  readonly makingsTotal: number | null;
  readonly failure: string | null;
  readonly genealogy: Genealogy | null;
}

async function fetched(id: string, page: { first?: number; after?: string } = {}): Promise<Inquiry | null> {
  const { inquiry } = await world.graphql<{ inquiry: Inquiry | null }>(
    quality(),
    `query ($id: ID!, $first: Int = 200, $after: String) {
      inquiry: genealogyInquiry(id: $id) {
        id status direction makingsDone makingsTotal failure finishedAt batch { number } unit { serial }
        genealogy { ${GENEALOGY} }
      }
    }`,
    { id, ...page },
  );
  return inquiry;
}

type Goods = { readonly number: string } | { readonly serial: string };

/** As a request is answered. */
async function direct(goods: Goods, direction: string): Promise<unknown> {
  const [kind, name] = 'number' in goods ? ['batch', 'number'] : ['unit', 'serial'];
  const { asked } = await world.graphql<{ asked: { genealogy: unknown } }>(
    quality(),
    `query ($gtin: GTIN!, $text: String!, $first: Int = 200, $after: String) {
      asked: ${kind}(gtin: $gtin, ${name}: $text) {
        genealogy: ${direction === 'MADE_FROM' ? 'madeFrom' : 'madeInto'} { ${GENEALOGY} }
      }
    }`,
    { gtin: GTIN, text: Object.values(goods)[0] },
  );
  return asked.genealogy;
}

/** Cursors are of their list; what they lead to is compared elsewhere. */
function withoutCursors(genealogy: unknown): unknown {
  const { makings, ...rest } = genealogy as Genealogy;
  return { ...rest, makings: makings.nodes };
}

describe('an inquiry about a genealogy', () => {
  test.each<[Goods, string, number]>([
    [{ number: 'WHEAT' }, 'MADE_INTO', 5],
    [{ number: 'CRUMBS' }, 'MADE_FROM', 5],
    [{ number: 'BREAD' }, 'MADE_FROM', 4],
    [{ serial: 'LOAF-1' }, 'MADE_INTO', 1],
    [{ serial: 'LOAF-2' }, 'MADE_FROM', 4],
    [{ number: 'CRUMBS' }, 'MADE_INTO', 0],
  ])('is answered in the background, as a request would have been: %j %s', async (goods, direction, makings) => {
    const id = await idOfAsked(quality(), world, { ...goods, direction });
    expect(await fetched(id)).toMatchObject({ status: 'QUEUED', direction, genealogy: null, makingsTotal: null });

    expect(await answer(world)).toBe(true);

    const done = await fetched(id);
    expect(done).toMatchObject({ status: 'DONE', failure: null, makingsDone: makings, makingsTotal: makings });
    expect(done).toMatchObject('number' in goods ? { batch: goods, unit: null } : { batch: null, unit: goods });
    expect(withoutCursors(done?.genealogy)).toEqual(withoutCursors(await direct(goods, direction)));
  });

  test('tells the same of any makings, circles among them', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(anyMakings, fc.nat(7), fc.constantFrom('MADE_FROM', 'MADE_INTO'), async (makings, of, way) => {
        round += 1;
        const named = (numbers: number[]) => kilograms(...numbers.map((number) => `ANY-${round}-${number}`));
        await make(world, ...makings.map(({ from, into }) => ({ of: named(from), into: named(into) })));
        const goods = { number: `ANY-${round}-${of}` };
        const { inquiry } = await askGenealogy(quality(), world, { ...goods, direction: way });
        if (!inquiry) return;

        await answer(world);

        const found = (await fetched(inquiry.id))?.genealogy;
        expect(withoutCursors(found)).toEqual(withoutCursors(await direct(goods, way)));
      }),
      { numRuns: runs(30), endOnFailure: true },
    );
  });

  test('is fetched by the page, which meets each making once and walks nothing', async () => {
    const id = await idOfAsked(quality(), world, { number: 'WHEAT' });
    await answer(world);
    const whole = (await fetched(id))?.genealogy?.makings.nodes ?? [];

    const met: unknown[] = [];
    let pages = 0;
    for (let after: string | undefined, more = true; more; pages++) {
      const makings = (await fetched(id, { first: 2, ...(after === undefined ? {} : { after }) }))?.genealogy?.makings;
      met.push(...(makings?.nodes ?? []));
      after = makings?.pageInfo.endCursor;
      more = makings?.pageInfo.hasNextPage ?? false;
    }

    expect([pages, whole.length]).toEqual([3, 5]);
    expect(met).toEqual(whole);
    const { context, statements } = counting(quality());
    const page = `query ($id: ID!) { genealogyInquiry(id: $id) { genealogy { makings(first: 2) { nodes { level } } } } }`;
    await world.graphql(context, page, { id });
    expect([...statements].sort()).toEqual(['answer_of_inquiry', 'inquiry_by_id', 'parts_of_answer']);
  });

  test('keeps its answer, whatever is recorded afterwards', async () => {
    await make(world, { of: kilograms('KEPT'), into: kilograms('KEPT-1') });
    const id = await idOfAsked(quality(), world, { number: 'KEPT' });
    await answer(world);
    const before = (await fetched(id))?.genealogy;

    await make(world, { of: kilograms('KEPT'), into: kilograms('KEPT-2') });

    expect(before?.makingCount).toBe(1);
    expect((await fetched(id))?.genealogy).toEqual(before);
  });

  test('whose process died amidst its answer is taken over, and nothing of the half answer is ever seen', async () => {
    const id = await idOfAsked(quality(), world, { number: 'WHEAT' });
    const dead = await someoneDiesAnswering(world);
    const half = { kind: 'MAKING', level: 1, id: randomUUID(), part: JSON.stringify({ level: 1 }) } as const;
    await insertParts(world.db, dead, [half]);
    expect(await fetched(id)).toMatchObject({ status: 'RUNNING', genealogy: null });

    expect(await later(world, 2, () => answer(world))).toBe(true);
    const kept = await partsKept(world);
    // It was only slow, and goes on for a moment.
    await insertParts(world.db, dead, [half]);
    const leaseUntil = world.clock;
    expect(await noteProgress(world.db, dead, { done: 1, total: 1, leaseUntil })).toBe(false);
    expect(await endRun(world.db, dead, { answer: null, failure: 'too late', now: world.clock })).toBe(false);

    const done = await fetched(id);
    expect(done).toMatchObject({ status: 'DONE', failure: null });
    expect(withoutCursors(done?.genealogy)).toEqual(withoutCursors(await direct({ number: 'WHEAT' }, 'MADE_INTO')));
    // Five makings, four batches, and what was gone through: batches, and units.
    expect(kept).toBe(5 + 4 + 2);
  });

  test('is forgotten with all its parts', async () => {
    const id = await idOfAsked(quality(), world, { number: 'WHEAT' });
    await answer(world);
    const open = await idOfAsked(quality(), world, { number: 'WHEAT' });

    await later(world, 31 * 24 * 60, () => forgetInquiriesJob.run(world.retrace(), undefined));

    expect([await fetched(id), (await fetched(open))?.status]).toEqual([null, 'QUEUED']);
    expect(await partsKept(world)).toBe(0);
  });

  test('is not to be fetched as one of another kind, nor one of another kind as this', async () => {
    const id = await idOfAsked(quality(), world, { number: 'WHEAT' });
    const { inquiry, recipientsInquiry } = await world.graphql<Record<string, unknown>>(
      quality(),
      'query ($id: ID!) { inquiry(id: $id) { id } recipientsInquiry(id: $id) { id } }',
      { id },
    );
    const { started } = await world.graphql<{ started: { inquiry: { id: string } } }>(
      quality(),
      `mutation { started: startInquiry(gtin: "${GTIN}", number: "WHEAT") { ... on InquiryStarted { inquiry { id } } } }`,
    );

    expect([inquiry, recipientsInquiry, await fetched(started.inquiry.id)]).toEqual([null, null, null]);
    expect([await fetched('not an id'), await fetched(randomUUID())]).toEqual([null, null]);
  });
});

test.each([
  [{ number: 'NEVER' }, 'InquiryBatchUnknown'],
  [{ serial: 'NEVER' }, 'InquiryUnitUnknown'],
  [{ gtin: OTHER_GTIN, serial: 'LOAF-1' }, 'InquiryUnitUnknown'],
])('goods that nobody has heard of have no genealogy to ask for: %j', async (goods, outcome) => {
  expect(await askGenealogy(quality(), world, goods)).toMatchObject({ __typename: outcome });
});

test.each([[{}], [{ number: 'WHEAT', serial: 'LOAF-1' }], [{ number: '' }], [{ serial: '\n' }]])(
  'what names no goods is refused: %j',
  async (goods) => {
    await expect(askGenealogy(quality(), world, goods)).rejects.toThrow('BAD_USER_INPUT');
  },
);

test('inquiries of all kinds together are those that one may have open', async () => {
  for (let n = 0; n < 5; n++) await idOfAsked(quality(), world, { number: 'WHEAT' });

  expect(await askGenealogy(quality(), world, { number: 'WHEAT' })).toMatchObject({ __typename: 'TooManyInquiries' });
  expect(await askGenealogy(quality(2), world, { number: 'WHEAT' })).toMatchObject({
    __typename: 'GenealogyInquiryStarted',
  });
});
