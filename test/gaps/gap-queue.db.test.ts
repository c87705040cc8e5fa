import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { createApiKey } from '../../src/keys/index.js';
import { registerProducts } from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import { searchForGaps } from '../support/search-for-gaps.js';
import { GTIN, OTHER_GTIN, PLANT, record, registerTestSource, STORE, units } from '../support/supply-chain.js';
import { personId, setUpWorld } from '../support/world.js';
import { correct, gapsOf, kindsOf, type ListedGap, pageOfGaps } from '../trace/gaps/gap-story.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(quality(), [
    { gtin: GTIN, name: 'Pump' },
    { gtin: OTHER_GTIN, name: 'Syringe' },
  ]);
});

let counter = 0;
let serial: string;
beforeEach(() => {
  serial = `Q-${counter++}`;
});

/** A unit that was received, and of which nothing else is known but its batch. */
async function aGap(): Promise<ListedGap> {
  const goods = { serials: [{ gtin: GTIN, batch: 'Q', serials: [serial] }] };
  await record(world.as('WAREHOUSE'), units('receive', [serial], { id: `receive ${serial}`, goods }));
  const [gap] = await gapsOf(world, serial);
  if (!gap) throw new Error('There is no gap.');
  return gap;
}

function assign(input: object, context = quality()) {
  return world.graphql<{ assignGap: unknown }>(
    context,
    `mutation ($input: AssignGapInput!) { assignGap(input: $input) {
      __typename ... on GapAssigned { gap { ownerId } } ... on UserError { message }
    } }`,
    { input },
  );
}

function resolve(input: object) {
  return world.graphql<{ resolveGap: unknown }>(
    quality(),
    `mutation ($input: ResolveGapInput!) { resolveGap(input: $input) {
      __typename ... on GapResolved { alreadyResolved gap { state resolutionReason resolvedBy } } ... on UserError { message }
    } }`,
    { input },
  );
}

describe('whoever looks into a gap', () => {
  test('takes it, and finds it among their own', async () => {
    const { id } = await aGap();

    expect(await assign({ gapId: id })).toMatchObject({
      assignGap: { __typename: 'GapAssigned', gap: { ownerId: personId('QUALITY') } },
    });
    expect((await pageOfGaps(world, { ownerId: personId('QUALITY') })).nodes.map((gap) => gap.id)).toContain(id);
  });

  test('hands it to another, or to nobody', async () => {
    const { id } = await aGap();
    const created = await createApiKey(world.as('ADMIN'), { name: 'Ben', role: 'QUALITY' });
    if (created.outcome !== 'ApiKeyCreated') throw new Error(created.outcome);

    expect(await assign({ gapId: id, ownerId: created.apiKey.id })).toMatchObject({
      assignGap: { gap: { ownerId: created.apiKey.id } },
    });
    expect(await assign({ gapId: id, ownerId: null })).toMatchObject({ assignGap: { gap: { ownerId: null } } });
  });

  test.each(['nobody', '00000000-0000-4000-8000-000000000001'])('is known here, which %s is not', async (ownerId) => {
    const { id } = await aGap();

    expect(await assign({ gapId: id, ownerId })).toMatchObject({ assignGap: { __typename: 'GapOwnerUnknown' } });
  });
});

describe('a gap that someone has explained', () => {
  test('stays explained when it is found again, and by whom and why', async () => {
    const { id } = await aGap();
    const reason = 'Bought from Ammi; see delivery note 4711';
    const resolved = { state: 'RESOLVED', resolutionReason: reason, resolvedBy: personId('QUALITY') };

    expect(await resolve({ gapId: id, reason })).toEqual({
      resolveGap: { __typename: 'GapResolved', alreadyResolved: false, gap: resolved },
    });
    await record(world.as('WAREHOUSE'), units('observe', [serial], { id: `again ${serial}` }));

    expect(await gapsOf(world, serial)).toEqual([]);
    expect(await gapsOf(world, serial, ['RESOLVED'])).toMatchObject([{ id, resolutionReason: reason }]);
    expect(await resolve({ gapId: id, reason: 'Another' })).toEqual({
      resolveGap: { __typename: 'GapResolved', alreadyResolved: true, gap: resolved },
    });
  });

  test('names the movement that proves it, which is on record', async () => {
    const { id } = await aGap();
    const evidence = units('observe', [`${serial}-twin`], { id: `twin ${serial}` });
    const [proof] = await record(world.as('WAREHOUSE'), evidence);
    const reason = 'Both were on the pallet that was seen';

    expect(await resolve({ gapId: id, reason, evidenceMovementId: personId('QUALITY') })).toMatchObject({
      resolveGap: { __typename: 'GapEvidenceUnknown' },
    });
    await resolve({ gapId: id, reason, evidenceMovementId: proof?.movementId });

    expect(await gapsOf(world, serial, ['RESOLVED'])).toMatchObject([{ evidence: { sourceRef: `twin ${serial}` } }]);
  });

  test('is there again when the movement that proved it is corrected, of whatever goods that was', async () => {
    const { id } = await aGap();
    await assign({ gapId: id, ownerId: personId('QUALITY') });
    const twin = { id: `twin ${serial}`, occurredAt: '2026-02-01T13:00:00Z' };
    const [proof] = await record(world.as('WAREHOUSE'), units('observe', [`${serial}-twin`], twin));
    const evidence = { gapId: id, reason: 'Seen beside its twin', evidenceMovementId: proof?.movementId };
    await resolve(evidence);
    expect(await gapsOf(world, serial)).toEqual([]);

    await correct(world, twin.id);

    expect(await gapsOf(world, serial)).toMatchObject([
      { id, state: 'OPEN', ownerId: personId('QUALITY'), resolutionReason: null, evidence: null },
    ]);
    expect(await resolve(evidence)).toMatchObject({ resolveGap: { __typename: 'GapEvidenceUnknown' } });
  });

  test.each([
    ['a reason that can be read', { reason: '  ' }, 'GapReasonInvalid'],
    ['a gap that there is', { gapId: 'none' }, 'GapUnknown'],
  ])('needs %s', async (_what, wrong, answer) => {
    const { id } = await aGap();

    expect(await resolve({ gapId: id, reason: 'Because', ...wrong })).toMatchObject({
      resolveGap: { __typename: answer },
    });
  });

  test('was not filled before: then there is nothing left to explain, nor to look into', async () => {
    const { id } = await aGap();
    await correct(world, `receive ${serial}`);
    await searchForGaps(world);

    expect(await resolve({ gapId: id, reason: 'Because' })).toMatchObject({
      resolveGap: { __typename: 'GapIsClosed' },
    });
    expect(await assign({ gapId: id })).toMatchObject({ assignGap: { __typename: 'GapIsClosed' } });
  });

  test('is no open conflict: that has to be decided', async () => {
    await aGap();
    await record(world.as('WAREHOUSE'), units('receive', [serial], { id: `receive ${serial}`, place: STORE }));
    const conflict = (await gapsOf(world, serial)).find(({ kind }) => kind === 'OPEN_CONFLICT');

    expect(await resolve({ gapId: conflict?.id, reason: 'Because' })).toMatchObject({
      resolveGap: { __typename: 'GapNeedsDecision' },
    });
  });

  test('is open again when another quantity is missing than was explained, and keeps who looks into it', async () => {
    const batch = `SHORT ${serial}`;
    const loose = (kind: string, quantity: string, day: number, id = `${batch} ${day}`) =>
      record(world.as('WAREHOUSE'), {
        ...{ id, kind, occurredAt: `2026-02-0${day}T12:00:00Z`, place: PLANT },
        goods: { quantities: [{ gtin: GTIN, batch, quantity, uom: 'KGM' }] },
      });
    const inState = async (state: string) => {
      await searchForGaps(world);
      const { nodes } = await pageOfGaps(world, { gtin: GTIN, batch, states: [state], kinds: ['NEGATIVE_STOCK'] });
      return nodes.map(({ id, ownerId, explanation, resolutionReason }) => ({
        ...{ id, ownerId, explanation, resolutionReason },
      }));
    };
    await loose('destroy', '5', 1);
    const [gap] = await inState('OPEN');
    await assign({ gapId: gap?.id });
    await resolve({ gapId: gap?.id, reason: 'Samples of the laboratory' });
    await loose('observe', '1', 2);
    expect(await inState('RESOLVED')).toHaveLength(1);

    await loose('destroy', '500', 3);

    expect(await inState('OPEN')).toEqual([
      {
        ...{ id: gap?.id, ownerId: personId('QUALITY'), resolutionReason: null },
        explanation: '505 KGM more left the place than came to it.',
      },
    ]);
    await resolve({ gapId: gap?.id, reason: 'A fire' });
    await loose('commission', '500', 2, `${batch} made`);
    expect(await inState('OPEN')).toMatchObject([{ explanation: '5 KGM more left the place than came to it.' }]);
  });

  test('is open again when more is lost on the way than was explained, and not while it is the same', async () => {
    const batch = `LOST ${serial}`;
    const moved = (kind: string, quantity: string, day: number) =>
      record(world.as('WAREHOUSE'), {
        ...{ id: `${batch} ${kind} ${day}`, kind, occurredAt: `2025-12-0${day}T12:00:00Z` },
        ...{
          place: kind === 'ship' ? PLANT : STORE,
          goods: { quantities: [{ gtin: GTIN, batch, quantity, uom: 'KGM' }] },
        },
      });
    const inState = async (state: string) => {
      await searchForGaps(world);
      const kinds = ['QUANTITY_IN_NOT_OUT'];
      const { nodes } = await pageOfGaps(world, { gtin: GTIN, batch, states: [state], kinds });
      return nodes.map(({ id, explanation }) => ({ id, explanation }));
    };
    await moved('ship', '100', 1);
    await moved('receive', '95', 2);
    const [gap] = await inState('OPEN');
    await resolve({ gapId: gap?.id, reason: 'Five were spilt' });

    await moved('ship', '40', 3);
    await moved('receive', '41', 4);
    expect(await inState('RESOLVED')).toMatchObject([{ id: gap?.id }]);
    await moved('ship', '539', 5);
    await moved('receive', '39', 6);

    const explanation = 'Less arrived than was shipped, and it is overdue: 679 KGM shipped, 175 KGM arrived.';
    expect(await inState('OPEN')).toEqual([{ id: gap?.id, explanation }]);
    await resolve({ gapId: gap?.id, reason: 'A lorry burnt' });
    await moved('receive', '600', 7);
    expect(await inState('OPEN')).toMatchObject([{ explanation: expect.stringContaining('More arrived') as unknown }]);
  });

  test('waits for who explains it at the same time, and sees it', async () => {
    const { id } = await aGap();
    const rival = await world.rival();
    await rival.query(
      `update gap set state = 'RESOLVED', resolved_at = now(), resolved_by = $1, resolution_reason = 'First' where gap_id = $2`,
      [personId('QUALITY', 2), id],
    );

    const answer = resolve({ gapId: id, reason: 'Second' });
    await world.someoneWaits();
    await rival.commitTransaction();
    await rival.release();

    expect(await answer).toMatchObject({ resolveGap: { alreadyResolved: true, gap: { resolutionReason: 'First' } } });
  });
});

describe('the queue', () => {
  test('is read page by page, what came about first first', async () => {
    const serials = Array.from({ length: 7 }, (_, i) => `${serial}-${i}`);
    for (const [i, one] of serials.entries()) {
      const occurredAt = `2026-01-0${7 - i}T08:00:00Z`;
      const goods = { serials: [{ gtin: OTHER_GTIN, batch: 'PAGES', serials: [one] }] };
      await record(world.as('WAREHOUSE'), units('receive', [one], { occurredAt, goods }));
    }
    await searchForGaps(world);

    const read: (string | undefined)[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo } = await pageOfGaps(world, { gtin: OTHER_GTIN, batch: 'PAGES', first: 3, after });
      read.push(...nodes.map(({ unit }) => unit?.serial));
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }

    expect(read).toEqual(serials.toReversed());
  });

  test('is narrowed to a product, a batch with its units, kinds, states and goods', async () => {
    const { id } = await aGap();
    const [unit] = await world.db.rows<{ goodsId: string }>(
      'goods_of_gap',
      'select gap.goods_id as "goodsId" from gap where gap.gap_id = $1',
      [id],
    );
    const ids = async (filter: object) => (await pageOfGaps(world, { ...filter })).nodes.map((gap) => gap.id);

    expect(await ids({ gtin: GTIN })).toContain(id);
    expect(await ids({ gtin: OTHER_GTIN })).not.toContain(id);
    expect(await ids({ gtin: GTIN, batch: 'Q', kinds: ['RECEIVED_NEVER_SHIPPED'] })).toContain(id);
    expect(await ids({ gtin: GTIN, batch: 'PAGES' })).toEqual([]);
    expect(await ids({ goodsId: unit?.goodsId, states: ['OPEN', 'CLOSED'] })).toEqual([id]);
    expect(await ids({ goodsId: unit?.goodsId, states: ['CLOSED'] })).toEqual([]);
    expect(await ids({ goodsId: unit?.goodsId, kinds: ['NEGATIVE_STOCK'] })).toEqual([]);
  });

  test.each([[{ ownerId: 'me' }], [{ goodsId: 'none' }], [{ batch: 'Q' }]])('refuses %j', async (filter) => {
    await expect(pageOfGaps(world, filter)).rejects.toThrow('BAD_USER_INPUT');
  });

  test('takes as many statements for 40 gaps as for 4', async () => {
    const serials = Array.from({ length: 40 }, (_, i) => `${serial}-${i}`);
    await record(world.as('WAREHOUSE'), units('receive', serials, { place: PLANT }));
    await searchForGaps(world);
    const statementsOf = async (first: number) => {
      const { context, statements } = counting(quality());
      await world.graphql(
        context,
        `query ($first: Int!) { gaps(first: $first, kinds: [UNIT_WITHOUT_BATCH]) { nodes {
          kind unit { serial completeness { score gaps { nodes { kind } } } } logisticUnit { sscc } batch { number }
          product { name } location { name } carrier { name } movement { kind } evidence { kind }
        } } }`,
        { first },
      );
      return statements.toSorted();
    };

    expect(await statementsOf(40)).toEqual(await statementsOf(4));
  });
});

test('a gap that is found again is the same one', async () => {
  await aGap();
  await searchForGaps(world);
  await record(world.as('WAREHOUSE'), units('observe', [serial]));

  expect(kindsOf(await gapsOf(world, serial))).toEqual(['RECEIVED_NEVER_SHIPPED']);
});
