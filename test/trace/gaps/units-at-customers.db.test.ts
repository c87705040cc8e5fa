import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { makeGln } from '../../../src/gs1/index.js';
import { registerCustomers, registerLocations } from '../../../src/parties/index.js';
import { registerProducts } from '../../../src/products/index.js';
import { GTIN, PLANT, record, registerTestSource, units } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { gapsOf } from './gap-story.js';

const world = setUpWorld();
const NORTH = makeGln('950600039003');
const SOUTH = makeGln('950600039004');
const OTHER = makeGln('950600039005');

beforeAll(async () => {
  const quality = world.as('QUALITY');
  await registerTestSource(world);
  await registerProducts(quality, [{ gtin: GTIN, name: 'Pump' }]);
  await registerCustomers(
    quality,
    ['K1', 'K2'].map((number) => ({ number, kind: 'BUSINESS', name: number })),
  );
  const sites = [
    { gln: NORTH, customerNumber: 'K1' },
    { gln: SOUTH, customerNumber: 'K1' },
    { gln: OTHER, customerNumber: 'K2' },
  ];
  await registerLocations(
    quality,
    sites.map((site) => ({ ...site, name: site.gln, kind: 'CUSTOMER_SITE' })),
  );
});

let counter = 0;
let serial: string;
beforeEach(() => {
  serial = `C-${++counter}`;
});

type Scan = readonly [kind: string, rest: object];

/** The gaps of a unit that was made at the plant and then scanned once a day, as [kind, day, sentence]. */
async function gapsAfter(...scans: Scan[]) {
  const made = units('commission', [serial], {
    occurredAt: '2026-02-01T12:00:00Z',
    place: PLANT,
    goods: { serials: [{ gtin: GTIN, batch: 'B-1', serials: [serial] }] },
  });
  const movements = scans.map(([kind, rest], i) =>
    units(kind, [serial], { occurredAt: `2026-02-0${i + 2}T12:00:00Z`, ...rest }),
  );
  const answers = await record(world.as('WAREHOUSE'), made, ...movements);
  for (const { verdict, problems } of answers) if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  return (await gapsOf(world, serial)).map(({ kind, since, explanation }) => [kind, since.slice(8, 10), explanation]);
}

const SHIPPED: Scan = ['ship', { place: PLANT, consignee: 'K1' }];
const DELIVERED: Scan = ['deliver', { place: null, consignee: 'K1' }];
const RECEIVED: Scan = ['receive', { place: NORTH }];
const returned = (rest: object = {}): Scan => ['return', { place: PLANT, ...rest }];

describe('a customer and their sites are one place:', () => {
  test('what a carrier delivered and they received arrived once, in either order', async () => {
    expect(await gapsAfter(SHIPPED, DELIVERED, RECEIVED)).toEqual([]);
    serial += ' other order';
    expect(await gapsAfter(SHIPPED, RECEIVED, DELIVERED)).toEqual([]);
  });

  test('what they move between their sites is theirs to know', async () => {
    expect(await gapsAfter(SHIPPED, RECEIVED, ['observe', { place: SOUTH }])).toEqual([]);
  });

  test('what they received may come back from them, and be passed on by them', async () => {
    expect(await gapsAfter(SHIPPED, RECEIVED, returned({ consignee: 'K1' }))).toEqual([]);
    serial += ' passed on';
    expect(await gapsAfter(SHIPPED, RECEIVED, ['deliver', { place: null, consignor: 'K1', consignee: 'K2' }])).toEqual(
      [],
    );
  });

  test('what turns up at the site of another customer was shipped by nobody', async () => {
    expect(await gapsAfter(SHIPPED, DELIVERED, ['receive', { place: OTHER }])).toEqual([
      ['RECEIVED_NEVER_SHIPPED', '04', 'At a place again after its delivery, and no return is on record.'],
    ]);
  });
});

describe('a return says that a customer had the goods:', () => {
  test('it is a gap where nothing on record says that they had left', async () => {
    expect(await gapsAfter(returned({ consignee: 'K1' }))).toEqual([
      ['RECEIVED_NEVER_SHIPPED', '02', 'Returned, and nothing on record says that it had left.'],
    ]);
    serial += ' on its way';
    expect(await gapsAfter(returned({ place: null, carrier: 'DHL' }))).toEqual([
      ['RECEIVED_NEVER_SHIPPED', '02', 'Returned, and nothing on record says that it had left.'],
      ['SHIPPED_NEVER_RECEIVED', '02', 'Shipped, and not heard of in the two weeks after that or since.'],
    ]);
  });

  test('it is one, by whomever it is told again', async () => {
    expect(await gapsAfter(SHIPPED, DELIVERED, returned({ consignee: 'K1' }), returned())).toEqual([]);
  });

  test('who takes back what they shipped needs no delivery', async () => {
    expect(await gapsAfter(SHIPPED, returned({ consignee: 'K1' }))).toEqual([]);
  });

  test('it is a gap where they return what another customer has', async () => {
    expect(await gapsAfter(SHIPPED, DELIVERED, returned({ consignee: 'K2' }))).toEqual([
      [
        'RECEIVED_NEVER_SHIPPED',
        '04',
        'Returned by another customer than who had it, and nothing says how they got it.',
      ],
    ]);
  });

  test('of a unit that was never heard of before it is a gap, too', async () => {
    await record(world.as('WAREHOUSE'), units('return', [serial], { place: PLANT, consignee: 'K1' }));

    expect(await gapsOf(world, serial)).toMatchObject([
      { kind: 'UNIT_WITHOUT_BATCH' },
      { kind: 'RECEIVED_NEVER_SHIPPED', explanation: 'Returned, and nothing before that is on record.' },
    ]);
  });
});
