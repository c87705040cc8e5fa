import { beforeAll, expect, test } from '@jest/globals';

import { makeSscc } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { GTIN, OTHER_GTIN, PLANT, record } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { registerParties } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

type Goods = NonNullable<MovementItem['goods']>;

const serials = (batch: string | null, ...list: string[]): Goods => ({
  serials: [{ gtin: GTIN, batch, serials: list }],
});
const loose = (batch: string): Goods => ({ quantities: [{ gtin: GTIN, batch, quantity: '5' }] });
const into = (serial: string) => `(01)${GTIN}(21)${serial}`;
const sscc = (number: number) => makeSscc(`0950600000777${number.toString().padStart(4, '0')}`);
const tote = (number: number): Goods => ({ ssccs: [sscc(number)] });

function move(kind: string, minute: number, goods: Goods, rest: Partial<MovementItem> = {}): MovementItem {
  const occurredAt = new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString();
  return { kind, occurredAt, place: PLANT, goods, ...rest };
}

async function recordEach(...movements: MovementItem[]): Promise<string[]> {
  const verdicts = [];
  for (const movement of movements) {
    for (const { verdict } of await record(world.as('QUALITY'), movement)) verdicts.push(verdict);
  }
  return verdicts;
}

const ASK = `query ($gtin: GTIN!, $serial: String!, $scope: ScopeInput!) {
  verdictAgainst(gtin: $gtin, serial: $serial, scope: $scope) { verdict }
  recipients(scope: $scope) { nodes { customer { number } certainty } }
}`;

/** The verdict on a unit against a scope, and whom the scope reached. */
async function told(serial: string, scope: object): Promise<{ verdict: string; customers: string[] }> {
  const { verdictAgainst, recipients } = await world.graphql<{
    verdictAgainst: { verdict: string };
    recipients: { nodes: { customer: { number: string }; certainty: string }[] };
  }>(world.as('AUDITOR'), ASK, { gtin: GTIN, serial, scope });
  const customers = recipients.nodes.map(({ customer, certainty }) => `${customer.number} ${certainty}`);
  return { verdict: verdictAgainst.verdict, customers };
}

const unit = (serial: string) => ({ serials: [{ gtin: GTIN, serial }] });
const ofBatch = (batch: string) => ({ batches: [{ gtin: GTIN, batch }] });
const inDoubt = { verdict: 'CANNOT_TELL', customers: ['ANNA MAY_HAVE'] };

test.each([
  ['built in', [move('pack', 2, loose('LOST-D'), { container: into('LD-M') })], 'LD', 'LOST-D'],
  [
    'in a tote that was built in',
    [move('pack', 1, loose('LOST-T'), { container: sscc(1) }), move('pack', 2, tote(1), { container: into('LT-M') })],
    'LT',
    'LOST-T',
  ],
])('a unit may be in a quantity of its batch %s, and in what was made of that', async (_name, build, name, batch) => {
  await recordEach(
    move('commission', 0, serials(batch, `${name}-U`)),
    move('commission', 0, serials(`${name}-MS`, `${name}-M`)),
    ...build,
    move('transform', 3, serials(null, `${name}-M`), { outputs: serials(`${name}-VS`, `${name}-V`) }),
    move('ship', 4, serials(null, `${name}-V`), { consignee: 'ANNA' }),
  );

  expect(await told(`${name}-M`, unit(`${name}-U`))).toEqual(inDoubt);
  expect(await told(`${name}-V`, unit(`${name}-U`))).toEqual(inDoubt);
});

test.each([
  ['the tote that stands', 10, 'S'],
  ['the tote that waits for a decision', 11, 'W'],
])(
  'a part of which two records say two totes may be in what %s was built into, without a place too',
  async (_name, builtIn, name) => {
    const packing = move('pack', 1, serials(null, `${name}-P`), { id: `${name}-p`, container: sscc(10), place: null });
    const verdicts = await recordEach(
      move('commission', 0, serials(`${name}-PS`, `${name}-P`)),
      move('commission', 0, serials(`${name}-MS`, `${name}-M`)),
      packing,
      { ...packing, container: sscc(11) },
      move('pack', 2, tote(builtIn), { container: into(`${name}-M`) }),
      move('transform', 3, serials(null, `${name}-M`), { outputs: serials(`${name}-VS`, `${name}-V`) }),
      move('ship', 4, serials(null, `${name}-V`), { consignee: 'ANNA' }),
    );
    expect(verdicts).toContain('CONFLICT');

    for (const scope of [unit(`${name}-P`), ofBatch(`${name}-PS`)]) {
      expect(await told(`${name}-M`, scope)).toEqual(inDoubt);
      expect(await told(`${name}-V`, scope)).toEqual(inDoubt);
    }
  },
);

test('a disputed taking-out clears neither of the units that it names, without a place too', async () => {
  const out = move('unpack', 3, serials(null, 'O-P'), { id: 'o-out', container: into('O-1'), place: null });
  await recordEach(
    move('commission', 0, serials('O-MS', 'O-1', 'O-2')),
    move('pack', 1, serials('O-PS', 'O-P'), { container: into('O-1') }),
    out,
    { ...out, container: into('O-2') },
    move('ship', 5, serials(null, 'O-1'), { consignee: 'ANNA' }),
  );

  expect(await told('O-1', unit('O-P'))).toEqual(inDoubt);
  expect(await told('O-2', unit('O-P'))).toEqual(inDoubt);
});

test('who was sent a quantity of the batch of what came of a disputed making may have it', async () => {
  const making = move('transform', 1, serials('D-US', 'D-U'), { id: 'd-make', outputs: serials('D-VS', 'D-V') });
  await recordEach(making, { ...making, place: null }, move('ship', 5, loose('D-VS'), { consignee: 'ANNA' }));

  expect((await told('D-V', unit('D-U'))).customers).toEqual(['ANNA MAY_HAVE']);
});

test('what was made of recalled goods and is of no batch may be in a quantity of its product', async () => {
  await recordEach(
    move('transform', 1, loose('F-X'), { outputs: serials(null, 'F-V') }),
    move('transform', 2, loose('F-B'), { outputs: serials('F-WS', 'F-W') }),
    move('ship', 3, serials(null, 'F-W'), { consignee: 'ANNA' }),
  );

  expect(await told('F-W', ofBatch('F-X'))).toEqual(inDoubt);
});

test('so may what was made of such a quantity and is of no batch, again and again', async () => {
  const making = (minute: number, from: string, to: string) =>
    move('transform', minute, loose(from), { outputs: serials(null, to) });
  await recordEach(
    making(1, 'R-X', 'R-1'),
    making(2, 'R-A', 'R-2'),
    move(
      'transform',
      3,
      { quantities: [{ gtin: OTHER_GTIN, batch: 'R-B', quantity: '5' }] },
      {
        outputs: { serials: [{ gtin: OTHER_GTIN, batch: null, serials: ['R-3'] }] },
      },
    ),
    move('transform', 4, loose('R-A'), { outputs: { serials: [{ gtin: OTHER_GTIN, batch: null, serials: ['R-4'] }] } }),
    move(
      'transform',
      5,
      { quantities: [{ gtin: OTHER_GTIN, batch: 'R-B', quantity: '5' }] },
      {
        outputs: { serials: [{ gtin: OTHER_GTIN, batch: 'R-WS', serials: ['R-W'] }] },
      },
    ),
    move('ship', 6, { serials: [{ gtin: OTHER_GTIN, batch: null, serials: ['R-W'] }] }, { consignee: 'ANNA' }),
  );

  expect((await told('R-1', ofBatch('R-X'))).customers).toEqual(['ANNA MAY_HAVE']);
});

test('a part that was taken out, and an empty tote, say nothing of what a unit is built of', async () => {
  const build = (minute: number, part: Goods, unitBuilt: string, kind = 'pack') =>
    move(kind, minute, part, { container: into(unitBuilt) });
  await recordEach(
    move('commission', 0, serials('G-MS', 'G-1', 'G-2', 'G-3')),
    build(1, serials('G-XS', 'G-X'), 'G-1'),
    build(1, serials('G-YS', 'G-Y'), 'G-2'),
    build(2, serials('G-YS', 'G-Y'), 'G-2', 'unpack'),
    build(1, tote(30), 'G-3'),
  );

  expect((await told('G-1', ofBatch('G-XS'))).verdict).toBe('AFFECTED');
  expect((await told('G-2', ofBatch('G-XS'))).verdict).toBe('CANNOT_TELL');
  expect((await told('G-3', ofBatch('G-XS'))).verdict).toBe('CANNOT_TELL');
});

test.each([
  ['itself', (part: Goods) => [move('pack', 2, part, { container: into('Q-itself') })]],
  [
    'in a tote',
    (part: Goods) => [
      move('pack', 1, part, { container: sscc(41) }),
      move('pack', 2, tote(41), { container: into('Q-in a tote') }),
    ],
  ],
])(
  'a part of which two records tell the batch, built in %s, makes the unit of neither batch for certain',
  async (how, build) => {
    const made = (batch: string) => move('commission', 0, serials(`${batch} ${how}`, `Q-P ${how}`), { id: `Q ${how}` });
    const verdicts = await recordEach(
      made('Q-FIRST'),
      ...build(serials(null, `Q-P ${how}`)),
      move('ship', 3, serials('Q-MS', `Q-${how}`), { consignee: 'ANNA' }),
      made('Q-OTHER'),
    );
    expect(verdicts.at(-1)).toBe('CONFLICT');

    for (const batch of ['Q-FIRST', 'Q-OTHER']) {
      expect([batch, await told(`Q-${how}`, ofBatch(`${batch} ${how}`))]).toEqual([batch, inDoubt]);
    }
    expect((await told(`Q-${how}`, unit(`Q-P ${how}`))).verdict).toBe('AFFECTED');
  },
);

test('a part that was scanned into a tote twice is out of it once it is taken out', async () => {
  await recordEach(
    move('commission', 0, serials('N-MS', 'N-M')),
    move('pack', 1, serials('N-PS', 'N-P'), { container: sscc(40) }),
    move('pack', 2, tote(40), { container: into('N-M') }),
    move('pack', 3, serials(null, 'N-P'), { container: sscc(40) }),
    move('unpack', 5, serials(null, 'N-P'), { container: sscc(40) }),
  );

  expect(await told('N-M', unit('N-P'))).toEqual({ verdict: 'NOT_AFFECTED', customers: [] });
});
