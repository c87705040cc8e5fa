import { expect, test } from '@jest/globals';
import { planNorthwind } from '../../../seeds/northwind/plan-northwind.js';
import type { PlannedMovement } from '../../../seeds/northwind/plan.js';
import { rawOrders, SQL } from './raw-rows.js';

const { locations, carriers, customers, batches, movements } = planNorthwind(SQL);

const ofKind = (kind: PlannedMovement['kind']) => movements.filter((movement) => movement.kind === kind);
const unitsOf = ({ goods }: PlannedMovement) =>
  (goods.serials ?? []).flatMap(({ gtin, serials }) => serials.map((serial) => `${gtin} ${serial}`));
const placeNamed = (name: string) => locations.find((location) => location.name === name);
const serials = (line: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${line}-${String(i + 1).padStart(3, '0')}`);
const isRising = (journey: readonly PlannedMovement[]) =>
  journey.every(({ occurredAt }, i) => i === 0 || occurredAt > (journey[i - 1]?.occurredAt ?? ''));
const movement = (id: string) => movements.find((one) => one.id === id);
const isWhole = (journey: readonly PlannedMovement[]) => {
  const [commission, ship, receive, pack] = journey;
  const kinds = journey.map(({ kind }) => kind).join(' ');
  const isConnected =
    ship?.place === commission?.place && receive?.place === ship?.destination && pack?.place === receive?.place;
  return kinds === 'COMMISSION SHIP RECEIVE PACK' && isConnected && isRising(journey);
};

test('order 10248, from two lines of the dump', () => {
  const line = { serials: [{ gtin: '09506000000114', serials: serials('10248-11', 12) }] };

  expect(movement('nw-ship-10248-11')).toEqual({
    id: 'nw-ship-10248-11',
    kind: 'SHIP',
    occurredAt: '1996-07-03T06:00:00Z',
    place: '9506000100050',
    destination: '9506000200026',
    goods: line,
  });
  expect(movement('nw-receive-10248-11')).toEqual({
    id: 'nw-receive-10248-11',
    kind: 'RECEIVE',
    occurredAt: '1996-07-04T08:00:00Z',
    place: '9506000200026',
    goods: line,
  });
  expect(movement('nw-pack-10248')).toMatchObject({
    occurredAt: '1996-07-04T12:00:00Z',
    place: '9506000200026',
    container: '095060000000102481',
    order: '10248',
  });
  expect(movement('nw-ship-10248')).toEqual({
    id: 'nw-ship-10248',
    kind: 'SHIP',
    occurredAt: '1996-07-16T16:00:00Z',
    place: '9506000200026',
    destination: '9506000300856',
    carrier: 'NW-3',
    consignee: 'VINET',
    order: '10248',
    goods: { ssccs: ['095060000000102481'] },
  });
  expect(movement('nw-deliver-10248')).toEqual({
    id: 'nw-deliver-10248',
    kind: 'DELIVER',
    occurredAt: '1996-07-19T10:00:00Z',
    place: '9506000300856',
    consignee: 'VINET',
    order: '10248',
    goods: { ssccs: ['095060000000102481'] },
  });
});

test('a batch is commissioned whole, at the plant of its supplier, on its production date', () => {
  const batch = batches.find(({ gtin, number }) => gtin === '09506000000114' && number === '1996Q3');
  const commission = movement('nw-commission-11-1996Q3');

  expect(batch).toMatchObject({ producedOn: '1996-04-01', expiresOn: '1998-04-01', uom: 'H87' });
  expect(commission).toMatchObject({ occurredAt: '1996-04-01T06:00:00Z', place: '9506000100050' });
  expect(commission?.goods.serials).toMatchObject([{ gtin: '09506000000114', batch: '1996Q3' }]);
  expect(commission && unitsOf(commission)).toHaveLength(batch?.quantity ?? 0);
});

test('every unit is made, shipped, received and packed, in this order and one after the other', () => {
  const journeys = new Map<string, PlannedMovement[]>();
  for (const one of movements) {
    for (const unit of unitsOf(one)) journeys.set(unit, [...(journeys.get(unit) ?? []), one]);
  }

  const broken = Array.from(journeys).filter(([, journey]) => !isWhole(journey));

  expect(journeys.size).toBe(51_317);
  expect(broken).toEqual([]);
});

test('every container is packed, shipped and delivered in this order, to the place it was shipped to', () => {
  for (const packed of ofKind('PACK')) {
    const later = movements.filter(({ order, kind }) => order === packed.order && kind !== 'PACK');
    expect(later.flatMap(({ goods }) => goods.ssccs)).toEqual(later.map(() => packed.container));
    expect(isRising([packed, ...later])).toBe(true);
    const [ship, deliver] = later;
    if (ship) expect(ship.place).toBe(packed.place);
    if (deliver)
      expect(deliver).toMatchObject({ kind: 'DELIVER', place: ship?.destination, consignee: ship?.consignee });
  }
});

test('the warehouse is that of the country of the employee who took the order', () => {
  const inLondon = new Set(rawOrders.filter(({ employee }) => '5679'.includes(employee)).map(({ id }) => id));
  const london = placeNamed('Northwind London')?.gln;

  const packedInLondon = ofKind('PACK').filter(({ place }) => place === london);

  expect(new Set(packedInLondon.map(({ order }) => order))).toEqual(inLondon);
  expect(inLondon.size).toBe(224);
});

test('movements come in the order they happened, the last on the last day Northwind knows', () => {
  const times = movements.map(({ occurredAt }) => occurredAt);

  expect(times).toEqual(times.toSorted());
  expect([times[0], times.at(-1)]).toEqual(['1996-04-01T06:00:00Z', '1998-05-06T16:00:00Z']);
});

test('whatever a movement names is registered', () => {
  const places = new Set<string>(locations.map(({ gln }) => gln));
  const codes = new Set(carriers.map(({ code }) => code));
  const numbers = new Set(customers.map(({ number }) => number));

  const named = (key: 'place' | 'destination' | 'carrier' | 'consignee') => movements.flatMap((one) => one[key] ?? []);

  expect([...named('place'), ...named('destination')].filter((gln) => !places.has(gln))).toEqual([]);
  expect(named('carrier').filter((code) => !codes.has(code))).toEqual([]);
  expect(named('consignee').filter((number) => !numbers.has(number))).toEqual([]);
});

test('goods that would arrive after the last day are still on their way', () => {
  const shippedOn = (day: string) => planNorthwind(SQL.replace("'1996-08-01', '1996-07-16'", `'1996-08-01', '${day}'`));
  const delivery = (day: string) => shippedOn(day).movements.find(({ id }) => id === 'nw-deliver-10248');

  expect(delivery('1998-05-03')?.occurredAt).toBe('1998-05-06T10:00:00Z');
  expect(delivery('1998-05-04')).toBeUndefined();
});
