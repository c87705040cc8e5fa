import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { counting } from '../support/counting-database.js';
import { GTIN, PLANT, record, registerTestSource, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
beforeAll(() => registerTestSource(world));

const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();

let ssccs = 0;
const newSscc = () => makeSscc(`095060000009${(ssccs++).toString().padStart(5, '0')}`);

const own = (kind: string, hour: number, serials: readonly string[], rest: Partial<MovementItem> = {}) =>
  units(kind, serials, { occurredAt: at(hour), ...rest });

const container = (kind: string, hour: number, sscc: string, rest: Partial<MovementItem> = {}): MovementItem => ({
  kind,
  occurredAt: at(hour),
  place: WAREHOUSE,
  goods: { ssccs: [sscc] },
  ...rest,
});

const recorded = (...movements: MovementItem[]) => record(world.as('WAREHOUSE'), ...movements);

interface Contents {
  readonly units: { readonly nodes: readonly { readonly serial: string; readonly containers: { sscc: string }[] }[] };
  readonly logisticUnits: {
    readonly nodes: readonly { readonly sscc: string; readonly containers: { sscc: string }[] }[];
  };
}

const CONTENTS = `query ($sscc: SSCC!) {
  logisticUnit(sscc: $sscc) {
    units(first: 200) { nodes { serial containers { sscc } } }
    logisticUnits { nodes { sscc containers { sscc } } }
  }
}`;

/** What is in a container; and what is in it says so itself. */
async function contentsOf(sscc: string): Promise<string[]> {
  const { logisticUnit } = await world.graphql<{ logisticUnit: Contents }>(world.as('QUALITY'), CONTENTS, { sscc });
  for (const { containers } of [...logisticUnit.units.nodes, ...logisticUnit.logisticUnits.nodes]) {
    expect(containers[0]?.sscc).toBe(sscc);
  }
  return [
    ...logisticUnit.units.nodes.map(({ serial }) => serial),
    ...logisticUnit.logisticUnits.nodes.map((packed) => packed.sscc),
  ].sort();
}

async function containersOf(serial: string): Promise<string[]> {
  const { unit } = await world.graphql<{ unit: { containers: { sscc: string }[] } }>(
    world.as('QUALITY'),
    `query ($serial: String!) { unit(gtin: "${GTIN}", serial: $serial) { containers { sscc } } }`,
    { serial },
  );
  return unit.containers.map(({ sscc }) => sscc);
}

test('what was packed is in it, until it is taken out or packed elsewhere', async () => {
  const [pallet, other] = [newSscc(), newSscc()];
  await recorded(
    own('pack', 1, ['P-1', 'P-2', 'P-3'], { container: pallet }),
    own('unpack', 2, ['P-2'], { container: pallet }),
    own('pack', 3, ['P-3'], { container: other }),
  );

  expect(await contentsOf(pallet)).toEqual(['P-1']);
  expect(await contentsOf(other)).toEqual(['P-3']);
});

test('a unit that was scanned by itself where its pallet is not has left it', async () => {
  const pallet = newSscc();
  await recorded(
    own('pack', 1, ['L-1', 'L-2', 'L-3'], { container: pallet }),
    container('receive', 2, pallet, { place: STORE }),
    own('observe', 3, ['L-2']),
  );

  expect(await contentsOf(pallet)).toEqual(['L-1', 'L-3']);
  expect(await containersOf('L-2')).toEqual([]);
});

test('a unit that was scanned by itself where its pallet is has not left it, nor one whose pallet was never seen', async () => {
  const [pallet, unseen] = [newSscc(), newSscc()];
  await recorded(
    own('pack', 1, ['S-1', 'S-2'], { container: pallet }),
    container('receive', 2, pallet, { place: STORE }),
    own('observe', 3, ['S-1'], { place: STORE }),
    own('pack', 1, ['S-3'], { container: unseen, place: null }),
    own('observe', 3, ['S-3'], { place: STORE }),
  );

  expect(await contentsOf(pallet)).toEqual(['S-1', 'S-2']);
  expect(await contentsOf(unseen)).toEqual(['S-3']);
});

test('a unit that left unseen is in it again once it is packed again', async () => {
  const pallet = newSscc();
  await recorded(
    own('pack', 1, ['A-1'], { container: pallet }),
    container('receive', 2, pallet, { place: STORE }),
    own('observe', 3, ['A-1']),
    own('pack', 4, ['A-1'], { container: pallet, place: STORE }),
  );

  expect(await contentsOf(pallet)).toEqual(['A-1']);
});

test('a late scan that tells of leaving takes effect', async () => {
  const pallet = newSscc();
  await recorded(
    own('pack', 1, ['T-1'], { container: pallet, place: PLANT }),
    container('ship', 2, pallet, { place: PLANT }),
    container('receive', 6, pallet, { place: STORE }),
  );
  expect(await contentsOf(pallet)).toEqual(['T-1']);

  await recorded(own('observe', 4, ['T-1'], { place: WAREHOUSE }));

  expect(await contentsOf(pallet)).toEqual([]);
});

test('each level of packing holds what is directly in it, and a case that was scanned elsewhere has left with its units', async () => {
  const [pallet, stays, leaves] = [newSscc(), newSscc(), newSscc()];
  await recorded(
    own('pack', 1, ['N-1', 'N-2'], { container: stays }),
    own('pack', 1, ['N-3', 'N-4'], { container: leaves }),
    container('pack', 2, stays, { container: pallet }),
    container('pack', 2, leaves, { container: pallet }),
    container('receive', 3, pallet, { place: STORE }),
  );
  expect(await contentsOf(pallet)).toEqual([stays, leaves].sort());
  expect(await containersOf('N-3')).toEqual([leaves, pallet]);

  await recorded(container('observe', 4, leaves), own('observe', 5, ['N-4'], { place: PLANT }));

  expect(await contentsOf(pallet)).toEqual([stays]);
  expect(await contentsOf(stays)).toEqual(['N-1', 'N-2']);
  expect(await contentsOf(leaves)).toEqual(['N-3']);
  expect(await containersOf('N-3')).toEqual([leaves]);
  expect(await containersOf('N-4')).toEqual([]);
});

test('a container that is in itself, through another, is listed and no endless loop', async () => {
  const [one, other] = [newSscc(), newSscc()];
  await recorded(container('pack', 1, one, { container: other }), container('pack', 2, other, { container: one }));

  expect(await contentsOf(one)).toEqual([other]);
  expect(await contentsOf(other)).toEqual([one]);
});

test('pages join to the whole, and what left unseen makes no hole in them', async () => {
  const pallet = newSscc();
  const serials = Array.from({ length: 23 }, (_, i) => `W-${i + 10}`);
  const left = serials.filter((_, i) => i % 3 === 0);
  await recorded(
    own('pack', 1, serials, { container: pallet }),
    container('receive', 2, pallet, { place: STORE }),
    own('observe', 3, left),
  );

  const pages = [await pageOfUnits(pallet, null)];
  for (let last = pages[0]; last?.pageInfo.hasNextPage; last = pages.at(-1)) {
    pages.push(await pageOfUnits(pallet, last.pageInfo.endCursor));
  }

  const read = pages.flatMap(({ nodes }) => nodes.map(({ serial }) => serial));
  expect(read.sort()).toEqual(serials.filter((serial) => !left.includes(serial)));
  expect(pages.map(({ nodes }) => nodes.length)).toEqual([4, 4, 4, 3]);
});

interface PageOfUnits {
  readonly nodes: readonly { readonly serial: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function pageOfUnits(sscc: string, after: string | null): Promise<PageOfUnits> {
  const { logisticUnit } = await world.graphql<{ logisticUnit: { units: PageOfUnits } }>(
    world.as('QUALITY'),
    `query ($sscc: SSCC!, $after: String) {
      logisticUnit(sscc: $sscc) {
        units(first: 4, after: $after) { nodes { serial } pageInfo { hasNextPage endCursor } }
      }
    }`,
    { sscc, after },
  );
  return logisticUnit.units;
}

test('the number of statements does not grow with what is in it or has left it', async () => {
  const statementsFor = async (count: number) => {
    const pallet = newSscc();
    const serials = Array.from({ length: count }, (_, i) => `M-${count}-${i}`);
    await recorded(
      own('pack', 1, serials, { container: pallet }),
      container('receive', 2, pallet, { place: STORE }),
      own('observe', 3, serials.slice(0, count / 2)),
    );
    const { context, statements } = counting(world.as('QUALITY'));
    await world.graphql(context, CONTENTS, { sscc: pallet });
    return statements.sort();
  };

  expect(await statementsFor(40)).toEqual(await statementsFor(4));
});

describe('what is in it by quantity', () => {
  const QUANTITIES = `query ($sscc: SSCC!, $first: Int, $after: String) {
    logisticUnit(sscc: $sscc) {
      quantities(first: $first, after: $after) {
        nodes { quantity uom batch { number product { gtin } } } pageInfo { hasNextPage endCursor }
      }
    }
  }`;

  interface PageOfQuantities {
    readonly nodes: readonly { readonly quantity: string; readonly uom: string; readonly batch: { number: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }

  async function pageOfQuantities(sscc: string, first = 200, after: string | null = null): Promise<PageOfQuantities> {
    const { logisticUnit } = await world.graphql<{ logisticUnit: { quantities: PageOfQuantities } }>(
      world.as('CUSTOMER_SERVICE'),
      QUANTITIES,
      { sscc, first, after },
    );
    return logisticUnit.quantities;
  }

  const toldOf = ({ nodes }: PageOfQuantities) =>
    nodes.map(({ batch, quantity, uom }) => `${batch.number} ${quantity} ${uom}`).sort();

  function counted(kind: string, hour: number, sscc: string, batch: string, quantity: string, uom = 'H87') {
    const goods = { quantities: [{ gtin: GTIN, batch, quantity, uom }] };
    return { kind, occurredAt: at(hour), place: PLANT, container: sscc, goods };
  }

  test('is what was put in less what was taken out, of each batch in each unit of measure, itself and now', async () => {
    const [tote, pallet] = [newSscc(), newSscc()];
    await recorded(
      counted('pack', 1, tote, 'Q-1', '6'),
      counted('pack', 1, tote, 'Q-1', '2.5', 'KGM'),
      counted('pack', 2, tote, 'Q-2', '3'),
      counted('unpack', 3, tote, 'Q-1', '4'),
      counted('unpack', 3, tote, 'Q-2', '3'),
      container('pack', 4, tote, { container: pallet }),
      counted('pack', 5, tote, 'Q-3', '1'),
      {
        ...counted('pack', 5, tote, 'Q-3', '1'),
        occurredAt: new Date(world.clock.getTime() + 3_600_000).toISOString(),
      },
    );

    expect(toldOf(await pageOfQuantities(tote))).toEqual(['Q-1 2 H87', 'Q-1 2.5 KGM', 'Q-3 1 H87']);
    expect(toldOf(await pageOfQuantities(pallet))).toEqual([]);
  });

  test('is nothing once it was emptied, and what was put in since', async () => {
    const tote = newSscc();
    await recorded(
      counted('pack', 1, tote, 'Q-1', '6'),
      { kind: 'unpack', occurredAt: at(2), place: PLANT, container: tote, goods: {} },
      counted('pack', 3, tote, 'Q-2', '4'),
    );

    expect(toldOf(await pageOfQuantities(tote))).toEqual(['Q-2 4 H87']);
  });

  test('is read page by page, each once', async () => {
    const tote = newSscc();
    await recorded(...['A', 'B', 'C'].map((batch) => counted('pack', 1, tote, `Q-${batch}`, '1')));

    const first = await pageOfQuantities(tote, 2);
    const second = await pageOfQuantities(tote, 2, first.pageInfo.endCursor);

    expect([first.nodes.length, second.nodes.length, second.pageInfo.hasNextPage]).toEqual([2, 1, false]);
    expect([...toldOf(first), ...toldOf(second)].sort()).toEqual(['Q-A 1 H87', 'Q-B 1 H87', 'Q-C 1 H87']);
  });
});
