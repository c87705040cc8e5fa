import { describe, expect, test } from '@jest/globals';
import { planNorthwind } from '../../../seeds/northwind/plan-northwind.js';
import type { PlannedMovement } from '../../../seeds/northwind/plan.js';
import { piecesOf, rawLines, rawOrders, SQL } from './raw-rows.js';

const { products, locations, carriers, customers, batches, movements } = planNorthwind(SQL);

const ofKind = (kind: PlannedMovement['kind']) => movements.filter((movement) => movement.kind === kind);
const unitsOf = ({ goods }: PlannedMovement) =>
  (goods.serials ?? []).flatMap(({ gtin, serials }) => serials.map((serial) => `${gtin} ${serial}`));
const quarter = (day: string) => `${day.slice(0, 4)}Q${'111222333444'.charAt(Number(day.slice(5, 7)) - 1)}`;
const ordersOf = (kind: PlannedMovement['kind']) => new Set(ofKind(kind).flatMap(({ order }) => order ?? []));
const placeNamed = (name: string) => locations.find((location) => location.name === name);

describe('the demo holds all of Northwind', () => {
  test('51,317 units in 563 batches, and 830 orders', () => {
    expect(rawLines).toHaveLength(2155);
    expect(ofKind('COMMISSION').flatMap(unitsOf)).toHaveLength(51_317);
    expect(batches).toHaveLength(563);
    expect(ofKind('PACK')).toHaveLength(830);
  });

  test('every product, supplier, customer and shipper, and two warehouses', () => {
    const kinds = locations.map(({ kind }) => kind);

    expect([products, carriers, customers].map(({ length }) => length)).toEqual([77, 6, 91]);
    expect(['PLANT', 'WAREHOUSE', 'CUSTOMER_SITE'].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([
      29, 2, 91,
    ]);
  });

  test('a movement per batch, two per order line, up to three per order', () => {
    const counts = Object.fromEntries(movements.map(({ kind }) => [kind, ofKind(kind).length]));

    expect(counts).toEqual({ COMMISSION: 563, SHIP: 2155 + 809, RECEIVE: 2155, PACK: 830, DELIVER: 799 });
    expect(movements).toHaveLength(7311);
  });

  test('799 orders are delivered, 10 still on their way, and 21 were never shipped', () => {
    const unshipped = rawOrders.filter(({ shippedOn }) => !shippedOn).map(({ id }) => id);
    const onTheWay = rawOrders.filter(({ shippedOn }) => shippedOn > '1998-05-03').map(({ id }) => id);
    const [packed, shipped, delivered] = [ordersOf('PACK'), ordersOf('SHIP'), ordersOf('DELIVER')];

    expect([unshipped.length, onTheWay.length, delivered.size]).toEqual([21, 10, 799]);
    expect([...packed].filter((order) => !shipped.has(order))).toEqual(unshipped);
    expect([...shipped].filter((order) => !delivered.has(order)).sort()).toEqual(onTheWay);
    expect([piecesOf(unshipped), piecesOf(onTheWay), piecesOf([...delivered])]).toEqual([1198, 595, 49_524]);
  });

  test('a batch declares the pieces ordered of its product in its quarter', () => {
    const quarterOf = new Map(rawOrders.map(({ id, orderedOn }) => [id, quarter(orderedOn)]));
    const ordered: Record<string, number> = {};
    for (const { order, product, quantity } of rawLines) {
      const key = `${product} ${quarterOf.get(order) ?? ''}`;
      ordered[key] = (ordered[key] ?? 0) + quantity;
    }

    const declared = batches.map(({ gtin, number, quantity }) => [`${Number(gtin.slice(8, 13))} ${number}`, quantity]);

    expect(Object.fromEntries(declared)).toEqual(ordered);
  });
});

describe('every identifier is right and used once', () => {
  const keys = {
    GTINs: products.map(({ gtin }) => gtin),
    GLNs: locations.map(({ gln }) => gln),
    SSCCs: ofKind('PACK').flatMap(({ container }) => container ?? []),
  };

  test.each(Object.entries(keys))('%s end in their check digit', (_, values) => {
    const weigh = (key: string) =>
      Array.from(key).reduceRight((sum, digit, i) => sum + Number(digit) * ((key.length - i) % 2 ? 1 : 3), 0);

    expect(values.filter((key) => weigh(key) % 10 !== 0)).toEqual([]);
  });

  const names = {
    ...keys,
    'movement ids': movements.map(({ id }) => id),
    'batch numbers of a product': batches.map(({ gtin, number }) => `${gtin} ${number}`),
    'customer numbers': customers.map(({ number }) => number),
    'carrier codes': carriers.map(({ code }) => code),
    units: ofKind('COMMISSION').flatMap(unitsOf),
  };

  test.each(Object.entries(names))('%s are never given twice', (_, values) => {
    expect(new Set(values).size).toBe(values.length);
  });

  test('they can be computed by hand from the row', () => {
    expect(products[0]).toEqual({
      gtin: '09506000000015',
      name: 'Chai',
      description: '10 boxes x 30 bags',
      category: 'Beverages',
      brand: 'Specialty Biscuits, Ltd.',
    });
    expect(placeNamed('Exotic Liquids')).toMatchObject({ gln: '9506000100012', kind: 'PLANT' });
    expect(placeNamed('Northwind Seattle')).toMatchObject({ gln: '9506000200019', address: { country: 'US' } });
    expect(placeNamed('Northwind London')).toMatchObject({ gln: '9506000200026', address: { country: 'GB' } });
    expect(placeNamed('Alfreds Futterkiste')).toMatchObject({ gln: '9506000300016', customerNumber: 'ALFKI' });
    expect(placeNamed('Wolski  Zajazd')).toMatchObject({ gln: '9506000300917', customerNumber: 'WOLZA' });
  });
});
