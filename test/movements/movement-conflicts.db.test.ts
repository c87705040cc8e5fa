import { beforeAll, beforeEach, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import { correctMovement } from '../../src/movements/index.js';
import { registerProducts } from '../../src/products/index.js';
import { GTIN, PLANT, record, registerTestSource, SOURCE, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');

interface Conflict {
  readonly id: string;
  readonly state: string;
}

beforeAll(async () => {
  await registerTestSource(world);
  await registerProducts(quality(), [{ gtin: GTIN, name: 'Pump' }]);
});

let counter = 0;
let id: string;
beforeEach(() => {
  id = `c-${counter++}`;
});

/** One movement, and other contents under its id. */
async function disputed(...places: string[]): Promise<Conflict[]> {
  await record(world.as('WAREHOUSE'), units('receive', [id], { id }));
  for (const place of places) await record(world.as('WAREHOUSE'), units('receive', [id], { id, place }));
  return (await listed()).filter(({ movement }) => movement.sourceRef === id);
}

const LIST = `query ($states: [MovementConflictState!]) {
  movementConflicts(states: $states, first: 200) {
    nodes {
      id state recordedAt resolvedAt resolutionReason
      movement { sourceRef place { gln } } source { code }
      other { kind place goods goodsCount }
    }
  }
}`;

async function listed(states?: string[]) {
  const { movementConflicts } = await world.graphql<{
    movementConflicts: { nodes: (Conflict & { movement: { sourceRef: string } })[] };
  }>(quality(), LIST, { states });
  return movementConflicts.nodes;
}

async function resolve(conflictId: string | undefined, decision: string, reason = 'Asked the shift leader') {
  const { resolveMovementConflict } = await world.graphql<{ resolveMovementConflict: unknown }>(
    quality(),
    `mutation ($input: ResolveMovementConflictInput!) {
      resolveMovementConflict(input: $input) {
        __typename
        ... on MovementConflictResolved { alreadyResolved conflict { state } }
        ... on MovementConflictAlreadyDecided { conflict { state } }
        ... on UserError { message }
      }
    }`,
    { input: { conflictId, decision, reason } },
  );
  return resolveMovementConflict;
}

async function unitOf(serial: string) {
  const { unit } = await world.graphql<{ unit: unknown }>(
    quality(),
    'query ($gtin: GTIN!, $serial: String!) { unit(gtin: $gtin, serial: $serial) { disputed place { location { gln } } } }',
    { gtin: GTIN, serial },
  );
  return unit;
}

test('two contents under one id are listed with what both say, and the goods are in doubt', async () => {
  const conflicts = await disputed(STORE);

  expect(conflicts).toMatchObject([
    {
      state: 'OPEN',
      resolvedAt: null,
      movement: { sourceRef: id, place: { gln: WAREHOUSE } },
      source: { code: SOURCE },
      other: { kind: 'receive', place: STORE, goods: [`(01)${GTIN}(21)${id}`], goodsCount: 1 },
    },
  ]);
  expect(await unitOf(id)).toMatchObject({ disputed: true });
});

test('a container that was emptied, or was not, is in doubt with what it holds', async () => {
  const sscc = makeSscc('09506000000500001');
  await record(
    world.as('WAREHOUSE'),
    units('pack', [`${id}-on`, `${id}-off`], { container: sscc }),
    { kind: 'unpack', id, occurredAt: '2026-02-01T13:00:00Z', container: sscc, place: WAREHOUSE, goods: {} },
    units('unpack', [`${id}-off`], { id, occurredAt: '2026-02-01T13:00:00Z', container: sscc, place: WAREHOUSE }),
  );

  expect(await unitOf(`${id}-on`)).toMatchObject({ disputed: true });
  expect(await unitOf(`${id}-off`)).toMatchObject({ disputed: true });
});

test('kept, the first holds and the goods are certain again', async () => {
  const [conflict] = await disputed(STORE);

  expect(await resolve(conflict?.id, 'KEEP')).toEqual({
    __typename: 'MovementConflictResolved',
    alreadyResolved: false,
    conflict: { state: 'KEPT' },
  });

  expect(await unitOf(id)).toEqual({ disputed: false, place: { location: { gln: WAREHOUSE } } });
  expect(await listed(['KEPT'])).toContainEqual(
    expect.objectContaining({ id: conflict?.id, resolutionReason: 'Asked the shift leader' }),
  );
});

test('replaced, the other holds, and the first is voided by it', async () => {
  const [conflict] = await disputed(STORE);

  expect(await resolve(conflict?.id, 'REPLACE')).toMatchObject({ conflict: { state: 'REPLACED' } });

  expect(await unitOf(id)).toEqual({ disputed: false, place: { location: { gln: STORE } } });
  const [voided] = (await listed(['REPLACED'])).filter((one) => one.id === conflict?.id);
  expect(voided?.movement.sourceRef).toBe(id);
});

test('of several other contents one is chosen, and the rest is void with the first', async () => {
  const conflicts = await disputed(STORE, PLANT);
  const [chosen, other] = conflicts;

  await resolve(chosen?.id, 'REPLACE');

  expect(await unitOf(id)).toMatchObject({ disputed: false });
  expect(await listed(['VOIDED'])).toContainEqual(expect.objectContaining({ id: other?.id }));
  expect(await resolve(other?.id, 'KEEP')).toMatchObject({
    __typename: 'MovementConflictAlreadyDecided',
    conflict: { state: 'VOIDED' },
  });
});

test('a correction of the movement by QUALITY ends the doubt, whatever it said', async () => {
  const [conflict] = await disputed(STORE);

  await correctMovement(world.as('QUALITY'), { source: SOURCE, id, reason: 'DID_NOT_OCCUR' });

  expect(await unitOf(id)).toMatchObject({ disputed: false, place: { location: null } });
  expect(await listed()).not.toContainEqual(expect.objectContaining({ id: conflict?.id }));
});

test('what two contents differ in is told: batches, quantities, and what came out', async () => {
  const kilograms = (quantity: string) => [{ gtin: GTIN, batch: 'LINES', quantity, uom: 'KGM' }];
  const unitOfBatch = (batch: string) => [{ gtin: GTIN, batch, serials: ['LINES-1'] }];
  const making = {
    id: 'lines',
    kind: 'transform',
    occurredAt: '2026-02-01T12:00:00Z',
    place: STORE,
    goods: { quantities: kilograms('2') },
    outputs: { serials: unitOfBatch('LINES-A') },
  };
  await record(world.as('WAREHOUSE'), making);
  await record(world.as('WAREHOUSE'), {
    ...making,
    goods: { quantities: kilograms('3') },
    outputs: { serials: unitOfBatch('LINES-B') },
  });
  const LINES = `{ movementConflicts(first: 100) { nodes { other {
    kind
    lines { goods batch quantity uom }
    outputs { goods batch quantity uom }
    outputCount
  } } } }`;

  const { movementConflicts } = await world.graphql<{ movementConflicts: { nodes: { other: { kind: string } }[] } }>(
    world.as('QUALITY'),
    LINES,
  );

  expect(movementConflicts.nodes.filter(({ other }) => other.kind === 'transform')).toEqual([
    {
      other: {
        kind: 'transform',
        lines: [{ goods: `(01)${GTIN}(10)LINES`, batch: null, quantity: '3', uom: 'KGM' }],
        outputs: [{ goods: `(01)${GTIN}(21)LINES-1`, batch: 'LINES-B', quantity: null, uom: null }],
        outputCount: 1,
      },
    },
  ]);
});

test('a decision is made once: the same again does nothing, another one is told which', async () => {
  const [conflict] = await disputed(STORE);
  await resolve(conflict?.id, 'KEEP');

  expect(await resolve(conflict?.id, 'KEEP')).toMatchObject({ alreadyResolved: true });
  expect(await resolve(conflict?.id, 'REPLACE')).toMatchObject({
    __typename: 'MovementConflictAlreadyDecided',
    conflict: { state: 'KEPT' },
  });
});

test('two decisions at once: one is made, the other hears of it', async () => {
  const [conflict] = await disputed(STORE);

  const answers = await Promise.all([resolve(conflict?.id, 'KEEP'), resolve(conflict?.id, 'REPLACE')]);

  const names = answers.map((answer) => (answer as { __typename: string }).__typename).sort();
  expect(names).toEqual(['MovementConflictAlreadyDecided', 'MovementConflictResolved']);
});

test.each([
  ['an id of nothing', 'x', 'MovementConflictUnknown'],
  ['an id of nobody', `${crypto.randomUUID()}:${crypto.randomUUID()}`, 'MovementConflictUnknown'],
])('%s is answered as unknown', async (_name, conflictId, answer) => {
  expect(await resolve(conflictId, 'KEEP')).toMatchObject({ __typename: answer });
});

test('a decision without a reason is refused', async () => {
  const [conflict] = await disputed(STORE);

  expect(await resolve(conflict?.id, 'KEEP', ' ')).toMatchObject({ __typename: 'MovementConflictReasonInvalid' });
  expect(await unitOf(id)).toMatchObject({ disputed: true });
});

test('conflicts are read a page at a time, each once', async () => {
  await disputed(STORE, PLANT);
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await world.graphql<Page>(
      quality(),
      'query ($after: String) { movementConflicts(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    ids.push(...page.movementConflicts.nodes.map((node) => node.id));
    if (!page.movementConflicts.pageInfo.hasNextPage) break;
    after = page.movementConflicts.pageInfo.endCursor;
  }

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual((await listed()).map((one) => one.id));
});

interface Page {
  readonly movementConflicts: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
