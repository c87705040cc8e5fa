import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const PALLET = makeSscc('09506000000000011');
const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();

const own = (kind: string, hour: number, serial: string, rest: Partial<MovementItem> = {}) =>
  units(kind, [serial], { occurredAt: at(hour), ...rest });

const pallet = (kind: string, hour: number, rest: Partial<MovementItem> = {}): MovementItem => ({
  kind,
  occurredAt: at(hour),
  place: WAREHOUSE,
  goods: { ssccs: [PALLET] },
  ...rest,
});

describe('goods that a customer sends back', () => {
  beforeAll(() =>
    record(
      world.as('WAREHOUSE'),
      units('commission', ['BACK-1', 'BACK-2'], { occurredAt: at(1), place: PLANT, goods: ofBatch }),
      units('ship', ['BACK-1', 'BACK-2'], { occurredAt: at(2), place: PLANT, consignee: 'K-BACK' }),
      units('deliver', ['BACK-1', 'BACK-2'], { occurredAt: at(3), place: null, consignee: 'K-BACK' }),
    ),
  );

  const ofBatch = { serials: [{ gtin: GTIN, batch: 'BACK', serials: ['BACK-1', 'BACK-2'] }] };
  const atPlace = 'placeKind customer { number } location { gln }';

  async function whoHas(serial: string): Promise<unknown> {
    const query = `{ unit(gtin: "${GTIN}", serial: "${serial}") { place { ${atPlace} } } }`;
    const { unit } = await world.graphql<{ unit: { place: unknown } }>(world.as('QUALITY'), query);
    return unit.place;
  }

  async function placesAndRecipients() {
    const query = `{
      batch(gtin: "${GTIN}", number: "BACK") {
        whereabouts { places { placeKind units customer { number } } }
        recipients { nodes { customer { number } units returned { units } } }
      }
    }`;
    const { batch } = await world.graphql<{
      batch: { whereabouts: { places: unknown[] }; recipients: { nodes: unknown[] } };
    }>(world.as('QUALITY'), query);
    return { places: batch.whereabouts.places, recipients: batch.recipients.nodes };
  }

  test('are with nobody but whose site they are at, once they came', async () => {
    expect(await whoHas('BACK-1')).toEqual({ placeKind: 'DELIVERED', customer: { number: 'K-BACK' }, location: null });

    await record(world.as('WAREHOUSE'), own('return', 4, 'BACK-1', { place: WAREHOUSE, consignee: 'K-BACK' }));

    expect(await whoHas('BACK-1')).toEqual({ placeKind: 'AT_LOCATION', customer: null, location: { gln: WAREHOUSE } });
  });

  test('are not on their way to that customer, nor handed to them by whoever brings them', async () => {
    const picked = own('return', 5, 'BACK-2', { place: null, carrier: 'NW-1', consignee: 'K-BACK' });
    await record(world.as('WAREHOUSE'), picked);
    const onTheWay = { placeKind: 'IN_TRANSIT', customer: null };
    expect(await whoHas('BACK-2')).toMatchObject(onTheWay);
    expect((await placesAndRecipients()).places).toContainEqual({ ...onTheWay, units: 1 });

    await record(world.as('WAREHOUSE'), own('deliver', 6, 'BACK-2', { place: WAREHOUSE, consignee: null }));

    expect(await whoHas('BACK-2')).toMatchObject({ placeKind: 'DELIVERED', customer: null });
    const { places, recipients } = await placesAndRecipients();
    expect(places).toContainEqual({ placeKind: 'DELIVERED', customer: null, units: 1 });
    expect(recipients).toEqual([{ customer: { number: 'K-BACK' }, units: 2, returned: { units: 2 } }]);
  });
});

interface Step {
  readonly kind: string;
  readonly occurredAt: string;
  readonly evidence: string;
  readonly via: { readonly sscc: string } | null;
}

interface Page {
  readonly nodes: readonly Step[];
  readonly edges: readonly { readonly cursor: string; readonly node: Step }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

const JOURNEY = `query ($serial: String!, $first: Int!, $after: String, $newestFirst: Boolean!, $observedOnly: Boolean!) {
  unit(gtin: "${GTIN}", serial: $serial) {
    journey(first: $first, after: $after, newestFirst: $newestFirst, observedOnly: $observedOnly) {
      nodes { kind occurredAt evidence via { sscc } }
      edges { cursor node { kind occurredAt evidence via { sscc } } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}`;

interface Asked {
  readonly first?: number;
  readonly after?: string | null;
  readonly newestFirst?: boolean;
  readonly observedOnly?: boolean;
}

async function page(serial: string, asked: Asked = {}): Promise<Page> {
  const { unit } = await world.graphql<{ unit: { journey: Page } }>(
    world.as('QUALITY'),
    JOURNEY,
    variables(serial, asked),
  );
  return unit.journey;
}

const variables = (serial: string, asked: Asked) => ({
  serial,
  ...{ first: 50, after: null, newestFirst: false, observedOnly: false, ...asked },
});

const hoursOf = ({ nodes }: Page) => nodes.map(({ kind, occurredAt }) => `${kind} ${occurredAt.slice(11, 13)}`);

/** Every page from the first to the last; `between` is what happens after the first was read. */
async function allPages(serial: string, asked: Asked, between: () => Promise<unknown> = () => Promise.resolve()) {
  const pages = [await page(serial, asked)];
  await between();
  for (let last = pages[0]; last?.pageInfo.hasNextPage; last = pages.at(-1)) {
    pages.push(await page(serial, { ...asked, after: last.pageInfo.endCursor }));
  }
  return pages;
}

/** A unit that was made, packed, shipped and received on its pallet, unpacked and seen again. */
async function tenSteps(serial: string): Promise<void> {
  await record(
    world.as('WAREHOUSE'),
    own('commission', 1, serial, { place: PLANT }),
    own('observe', 2, serial, { place: PLANT }),
    own('pack', 3, serial, { place: PLANT, container: PALLET }),
    pallet('ship', 4, { place: PLANT }),
    pallet('receive', 5),
    pallet('observe', 6),
    own('unpack', 7, serial, { container: PALLET }),
    own('observe', 8, serial),
    own('ship', 9, serial),
    own('receive', 10, serial, { place: STORE }),
  );
}

const FORWARD = [
  'commission 01',
  'observe 02',
  'pack 03',
  'ship 04',
  'receive 05',
  'observe 06',
  'unpack 07',
  'observe 08',
  'ship 09',
  'receive 10',
];

describe('the journey of a unit', () => {
  test('tells its own scans from those of its pallet', async () => {
    await tenSteps('J-1');

    const { nodes } = await page('J-1');

    expect(nodes.map(({ evidence, via }) => [evidence, via?.sscc])).toEqual([
      ...Array.from({ length: 3 }, () => ['OBSERVED', undefined]),
      ...Array.from({ length: 3 }, () => ['INFERRED', PALLET]),
      ...Array.from({ length: 4 }, () => ['OBSERVED', undefined]),
    ]);
  });

  test('gives the reason for what is inferred, and for a packing that ended unseen', async () => {
    const [crate, tote] = [makeSscc('09506000000000012'), makeSscc('09506000000000013')];
    await record(
      world.as('WAREHOUSE'),
      own('pack', 1, 'R-1', { place: PLANT, container: crate }),
      pallet('ship', 2, { place: PLANT, goods: { ssccs: [crate] } }),
      own('pack', 3, 'R-1', { container: tote }),
      own('pack', 4, 'R-1', { container: `(01)${GTIN}(21)R-2` }),
      own('receive', 5, 'R-2'),
    );

    const { unit } = await world.graphql<{ unit: { journey: { nodes: unknown[] } } }>(
      world.as('CUSTOMER_SERVICE'),
      `{ unit(gtin: "${GTIN}", serial: "R-1") { journey { nodes {
        evidence inference { code message } via { sscc } viaUnit { serial }
        endedPacking { code message container { sscc } unit { serial } }
      } } } }`,
    );

    const seen = { evidence: 'OBSERVED', inference: null, via: null, viaUnit: null, endedPacking: null };
    const scanned = { code: 'CONTAINER_SCANNED', message: 'The container that it was in was scanned.' };
    const ended = (sscc: string) => ({
      code: 'PACKED_ELSEWHERE',
      message: 'It was packed into another container, so it had left the one before.',
      container: { sscc },
      unit: null,
    });
    expect(unit.journey.nodes).toEqual([
      seen,
      { ...seen, evidence: 'INFERRED', inference: scanned, via: { sscc: crate } },
      { ...seen, endedPacking: ended(crate) },
      { ...seen, endedPacking: ended(tote) },
      { ...seen, evidence: 'INFERRED', inference: scanned, viaUnit: { serial: 'R-2' } },
    ]);
  });

  test('leaves its pallet’s scans out for who wants only what was seen', async () => {
    await tenSteps('J-2');

    const pages = await allPages('J-2', { first: 2, observedOnly: true });

    expect(pages.flatMap(hoursOf)).toEqual(FORWARD.filter((step) => !/0[456]$/.test(step)));
    expect(pages.flatMap(({ nodes }) => nodes).every(({ evidence }) => evidence === 'OBSERVED')).toBe(true);
  });

  test.each([1, 3, 5, 10, 200])('comes in pages of %d that join to the whole, in both directions', async (first) => {
    await tenSteps(`J-3-${first}`);

    const pages = await allPages(`J-3-${first}`, { first });
    const backwards = await allPages(`J-3-${first}`, { first, newestFirst: true });

    expect(pages.flatMap(hoursOf)).toEqual(FORWARD);
    expect(backwards.flatMap(hoursOf)).toEqual(FORWARD.toReversed());
    expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_, i) => i > 0));
    expect(pages).toHaveLength(Math.ceil(10 / first));
  });

  test('has steps of one instant on one page or two, none lost', async () => {
    const serial = 'J-4';
    const together = Array.from({ length: 5 }, (_, i) => own('observe', 5, serial, { id: `same-${i}` }));
    await record(world.as('WAREHOUSE'), own('commission', 5, serial), ...together);

    const pages = await allPages(serial, { first: 2 });

    expect(pages.flatMap(hoursOf)).toEqual(['commission 05', ...together.map(() => 'observe 05')]);
    expect(new Set(pages.flatMap(({ edges }) => edges.map(({ cursor }) => cursor))).size).toBe(6);
  });

  test.each([
    ['after all others', 11],
    ['before all others', 0],
    ['in what was read', 2],
    ['in what is still to be read', 6],
  ])('shows no step twice and leaves none out when a scan arrives between two pages, %s', async (_where, hour) => {
    for (const newestFirst of [false, true]) {
      const serial = `J-5-${hour}-${String(newestFirst)}`;
      await tenSteps(serial);
      const whole = newestFirst ? FORWARD.toReversed() : FORWARD;

      const pages = await allPages(serial, { first: 4, newestFirst }, () =>
        record(world.as('WAREHOUSE'), own('observe', hour, serial, { occurredAt: at(hour).replace(':00:', ':30:') })),
      );

      const read = pages.flatMap(({ nodes }) => nodes);
      const known = read.filter(({ occurredAt }) => occurredAt.slice(14, 16) === '00');
      expect(hoursOf({ nodes: known } as unknown as Page)).toEqual(whole);
      expect(read.map(({ occurredAt }) => occurredAt)).toEqual(
        read.map(({ occurredAt }) => occurredAt).toSorted((a, b) => (newestFirst ? -1 : 1) * a.localeCompare(b)),
      );
    }
  });

  test('is empty for a unit that nothing is recorded of', async () => {
    expect(await page('NEVER')).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });
});

describe('a cursor of a journey', () => {
  const flipped = (text: string, index: number) =>
    text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);

  async function refused(serial: string, asked: Asked, context = world.as('QUALITY')) {
    const { errors = [] } = await world.answer(context, JOURNEY, variables(serial, asked));
    return errors.map(({ extensions }) => extensions['code']);
  }

  test('that was changed anywhere, or made up, is refused', async () => {
    await tenSteps('C-1');
    const cursor = (await page('C-1', { first: 2 })).pageInfo.endCursor ?? '';

    for (let i = 0; i < cursor.length; i += 3) {
      expect(await refused('C-1', { after: flipped(cursor, i) })).toEqual(['BAD_USER_INPUT']);
    }
    for (const madeUp of ['x', '1', cursor.slice(0, -4), `${cursor}AAAA`, '\u0000', '👩', 'A'.repeat(10_000)]) {
      expect(await refused('C-1', { after: madeUp })).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('is good for its unit, direction, filter and reader only', async () => {
    await tenSteps('C-2');
    await tenSteps('C-3');
    const after = (await page('C-2', { first: 2 })).pageInfo.endCursor;

    expect(await refused('C-2', { after })).toEqual([]);
    expect(await refused('C-3', { after })).toEqual(['BAD_USER_INPUT']);
    expect(await refused('C-2', { after, newestFirst: true })).toEqual(['BAD_USER_INPUT']);
    expect(await refused('C-2', { after, observedOnly: true })).toEqual(['BAD_USER_INPUT']);
    expect(await refused('C-2', { after }, world.as('AUDITOR'))).toEqual(['BAD_USER_INPUT']);
  });

  test.each([0, -1, 201, 2_147_483_647])('does not help to read %d steps at once', async (first) => {
    expect(await refused('C-2', { first })).toEqual(['BAD_USER_INPUT']);
  });
});
