import { beforeAll, describe, expect, test } from '@jest/globals';

import { makeGln, makeSscc, parseBatchNumber } from '../../src/gs1/index.js';
import type { MovementItem } from '../../src/movements/index.js';
import { registerCustomers, registerLocations } from '../../src/parties/index.js';
import { batchId } from '../../src/products/index.js';
import { searchForGaps } from '../support/search-for-gaps.js';
import { GTIN, PLANT, record, registerTestSource, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { kindsOf, pageOfGaps } from './gaps/gap-story.js';

const world = setUpWorld();
const NORTH = makeGln('950600039003');
const SOUTH = makeGln('950600039004');
const NAMES = new Map<string, string>([
  [NORTH, 'north'],
  [SOUTH, 'south'],
  [PLANT, 'plant'],
]);

beforeAll(async () => {
  await registerTestSource(world);
  await registerCustomers(
    world.as('QUALITY'),
    ['K1', 'K3'].map((number) => ({ number, kind: 'BUSINESS', name: number })),
  );
  await registerLocations(
    world.as('QUALITY'),
    [NORTH, SOUTH].map((gln) => ({ gln, name: gln, kind: 'CUSTOMER_SITE', customerNumber: 'K3' })),
  );
});

const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour)).toISOString();

function pieces(kind: string, hour: number, batch: string, quantity: string, rest: Partial<MovementItem> = {}) {
  const goods = { quantities: [{ gtin: GTIN, batch, quantity }] };
  return { kind, occurredAt: at(hour), place: NORTH, goods, ...rest };
}

/** How many of the movements contradict what is on record. */
async function contradictions(...movements: MovementItem[]) {
  const answers = await record(world.as('WAREHOUSE'), ...movements);
  for (const { verdict, problems } of answers) if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  return answers.filter(({ warnings }) => warnings.some(({ code }) => code === 'CONTRADICTION')).length;
}

interface Told {
  readonly placeKind: string;
  readonly units: number;
  readonly quantities: readonly { readonly quantity: string }[];
  readonly location: { readonly gln: string } | null;
  readonly customer: { readonly number: string } | null;
}

async function places(number: string) {
  const { batch } = await world.graphql<{ batch: { whereabouts: { places: readonly Told[] } } }>(
    world.as('QUALITY'),
    `query ($gtin: GTIN!, $number: String!) {
      batch(gtin: $gtin, number: $number) {
        whereabouts { places { placeKind units quantities { quantity } location { gln } customer { number } } }
      }
    }`,
    { gtin: GTIN, number },
  );
  return batch.whereabouts.places
    .filter(({ location }) => location?.gln !== PLANT)
    .map(({ placeKind, units: count, quantities, location, customer }) =>
      [placeKind, NAMES.get(location?.gln ?? ''), customer?.number, count || null, quantities[0]?.quantity]
        .filter(Boolean)
        .join(' '),
    )
    .sort();
}

async function gapsOf(number: string) {
  await searchForGaps(world);
  const goodsId = batchId(GTIN, parseBatchNumber(number) as never);
  const { nodes } = await pageOfGaps(world, { states: ['OPEN'], goodsId });
  return kindsOf(nodes).filter((kind) => kind === 'NEGATIVE_STOCK');
}

const sent = (batch: string, quantity: string) => [
  pieces('commission', 1, batch, quantity, { place: PLANT }),
  pieces('ship', 2, batch, quantity, { place: PLANT, consignee: 'K3' }),
];

describe('goods at a customer’s own site', () => {
  test('are with that customer, delivered to nobody named or received there, units as quantities', async () => {
    await contradictions(
      pieces('commission', 1, 'WHO', '13', { place: PLANT }),
      pieces('ship', 2, 'WHO', '13', { place: PLANT }),
      pieces('deliver', 3, 'WHO', '8'),
      pieces('deliver', 3, 'WHO', '2', { consignee: 'K3' }),
      pieces('receive', 3, 'WHO', '3', { place: SOUTH }),
      units('deliver', ['WHO-1'], {
        place: NORTH,
        goods: { serials: [{ gtin: GTIN, batch: 'WHO', serials: ['WHO-1'] }] },
      }),
    );

    expect(await places('WHO')).toEqual(['AT_LOCATION south K3 3', 'DELIVERED north K3 1 10']);
    const { unit } = await world.graphql<{ unit: { place: unknown } }>(
      world.as('QUALITY'),
      `query ($gtin: GTIN!) { unit(gtin: $gtin, serial: "WHO-1") { place { placeKind customer { number } } } }`,
      { gtin: GTIN },
    );
    expect(unit.place).toEqual({ placeKind: 'DELIVERED', customer: { number: 'K3' } });
  });

  test('are fewer by what the customer sent back or passed on', async () => {
    await contradictions(
      ...sent('BACK', '10'),
      pieces('deliver', 3, 'BACK', '10'),
      pieces('return', 4, 'BACK', '4', { place: PLANT, consignee: 'K3' }),
      pieces('deliver', 5, 'BACK', '1', { place: null, consignor: 'K3', consignee: 'K1' }),
    );
    expect(await places('BACK')).toEqual(['DELIVERED K1 1', 'DELIVERED north K3 5']);

    await contradictions(
      ...sent('BACK-2', '10'),
      pieces('receive', 3, 'BACK-2', '10'),
      pieces('return', 4, 'BACK-2', '4', { place: PLANT, consignee: 'K3' }),
    );
    expect(await places('BACK-2')).toEqual(['AT_LOCATION north K3 6']);
  });

  test('may be received there after their delivery, moved between sites and given back: none of that is a contradiction', async () => {
    const goods = { serials: [{ gtin: GTIN, batch: 'SCANNED', serials: ['SCANNED-1'] }] };
    const unit = (kind: string, hour: number, rest: Partial<MovementItem>) =>
      units(kind, ['SCANNED-1'], { occurredAt: at(hour), goods, ...rest });
    await contradictions(
      unit('commission', 1, { place: PLANT }),
      unit('ship', 2, { place: PLANT, consignee: 'K3' }),
      unit('deliver', 3, { place: null, consignee: 'K3' }),
    );
    // One after the other: of several in one request only the first is held against what was known.
    expect(await contradictions(unit('receive', 4, { place: NORTH }))).toBe(0);
    expect(await contradictions(unit('observe', 5, { place: SOUTH }))).toBe(0);
    expect(await contradictions(unit('deliver', 6, { place: SOUTH, consignee: 'K3' }))).toBe(0);
    expect(await contradictions(unit('receive', 7, { place: WAREHOUSE }))).toBe(1);
    expect(await contradictions(unit('observe', 8, { place: SOUTH }))).toBe(1);
    expect(await contradictions(unit('return', 9, { place: PLANT, consignee: 'K3' }))).toBe(0);
  });

  test('are for nobody once they were given back, on their way or here', async () => {
    const serial = 'GIVEN-1';
    const goods = { serials: [{ gtin: GTIN, batch: 'GIVEN', serials: [serial] }] };
    const unit = (kind: string, hour: number, rest: Partial<MovementItem>) =>
      units(kind, [serial], { occurredAt: at(hour), goods, ...rest });
    const readPlace = async () => {
      const answer = await world.graphql<{ unit: { place: unknown } }>(
        world.as('QUALITY'),
        `query ($gtin: GTIN!, $serial: String!) {
          unit(gtin: $gtin, serial: $serial) { place { placeKind location { gln } customer { number } } }
        }`,
        { gtin: GTIN, serial },
      );
      return answer.unit.place;
    };
    await contradictions(
      unit('commission', 1, { place: PLANT }),
      unit('ship', 2, { place: PLANT, consignee: 'K3' }),
      unit('deliver', 3, { place: null, consignee: 'K3' }),
      unit('return', 4, { place: null, carrier: 'DHL', consignee: 'K3' }),
    );
    expect(await readPlace()).toEqual({ placeKind: 'IN_TRANSIT', location: null, customer: null });
    expect(await places('GIVEN')).toEqual(['IN_TRANSIT 1']);

    // A carrier delivers what comes back, too.
    await contradictions(unit('deliver', 5, { place: PLANT }));
    expect(await readPlace()).toEqual({ placeKind: 'DELIVERED', location: { gln: PLANT }, customer: null });
    const { batch } = await world.graphql<{ batch: { recipients: { nodes: unknown[] } } }>(
      world.as('QUALITY'),
      `query ($gtin: GTIN!) {
        batch(gtin: $gtin, number: "GIVEN") {
          recipients(first: 5) { nodes { customer { number } units returned { units } } }
        }
      }`,
      { gtin: GTIN },
    );
    expect(batch.recipients.nodes).toEqual([{ customer: { number: 'K3' }, units: 1, returned: { units: 1 } }]);
  });

  test('may be destroyed there: no contradiction and no gap, at whichever site of theirs they came to', async () => {
    expect(
      await contradictions(
        ...sent('ENDED', '10'),
        pieces('deliver', 3, 'ENDED', '10'),
        pieces('destroy', 4, 'ENDED', '2'),
      ),
    ).toBe(0);
    expect(await places('ENDED')).toEqual(['DELIVERED north K3 8', 'DESTROYED 2']);
    expect(await contradictions(pieces('destroy', 5, 'ENDED', '1', { place: SOUTH }))).toBe(0);
    expect(await places('ENDED')).toEqual(['DELIVERED north K3 7', 'DESTROYED 3']);
    expect(await gapsOf('ENDED')).toEqual([]);
  });

  test('contradict the record where more was destroyed than ever came', async () => {
    await contradictions(...sent('MORE', '10'), pieces('deliver', 3, 'MORE', '10', { place: null, consignee: 'K3' }));
    expect(await contradictions(pieces('destroy', 4, 'MORE', '11'))).toBe(1);
    expect(await places('MORE')).toEqual(['AT_LOCATION north K3 -1', 'DESTROYED 11']);
    expect(await gapsOf('MORE')).toEqual(['NEGATIVE_STOCK']);
  });

  test('that came back without a delivery on record are no gap', async () => {
    await contradictions(
      ...sent('SILENT', '10'),
      pieces('return', 4, 'SILENT', '4', { place: PLANT, consignee: 'K3' }),
    );
    expect(await gapsOf('SILENT')).toEqual([]);
  });

  test('that were emptied out of a container there are with the customer', async () => {
    const sscc = makeSscc('09506000000950001');
    expect(
      await contradictions(
        pieces('commission', 1, 'TOTE', '10', { place: PLANT }),
        pieces('pack', 2, 'TOTE', '10', { place: PLANT, container: sscc }),
        { kind: 'deliver', occurredAt: at(3), place: NORTH, goods: { ssccs: [sscc] } },
        { kind: 'unpack', occurredAt: at(4), place: NORTH, container: sscc, goods: {} },
        pieces('destroy', 5, 'TOTE', '2'),
      ),
    ).toBe(0);
    expect(await places('TOTE')).toEqual(['AT_LOCATION north K3 8', 'DESTROYED 2']);
  });
});
