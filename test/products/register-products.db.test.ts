import { describe, expect, test } from '@jest/globals';

import { makeGtin } from '../../src/gs1/index.js';
import { ensureProducts, productId, registerProducts, type RegisterProduct } from '../../src/products/index.js';
import { counting } from '../support/counting-database.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();

let last = 0;
/** A GTIN that no other test uses. */
const newGtin = () => makeGtin(`95060001${String(++last).padStart(4, '0')}`);

const register = (...products: RegisterProduct[]) => registerProducts(world.as('QUALITY'), products);
const outcomes = async (...products: RegisterProduct[]) =>
  (await register(...products)).entries.map(({ outcome }) => outcome);

const read = (gtin: string) =>
  world.graphql(
    world.as('CUSTOMER_SERVICE'),
    `query ($gtin: GTIN!) {
      product(gtin: $gtin) {
        id gtin name description brand category registered
        packagingLevels { quantity product { gtin name } }
        containedIn { quantity product { gtin } }
      }
    }`,
    { gtin },
  );

describe('registering products', () => {
  test('makes them known, by GTINs of any length', async () => {
    const answer = await world.graphql<{ registerProducts: unknown }>(
      world.as('QUALITY'),
      `mutation ($products: [RegisterProductInput!]!) {
        registerProducts(products: $products) { registered entries { index id outcome code field message } }
      }`,
      { products: [{ gtin: '96385074', name: 'Chai', category: 'Beverages', description: 'Tea\r\nwith spices' }] },
    );

    const id = productId(makeGtin('9638507'));
    const entry = { index: 0, id, outcome: 'REGISTERED', code: null, field: null, message: null };
    expect(answer.registerProducts).toEqual({ registered: 1, entries: [entry] });
    expect(await read('96385074')).toEqual({
      product: {
        id,
        gtin: '00000096385074',
        name: 'Chai',
        description: 'Tea\nwith spices',
        brand: null,
        category: 'Beverages',
        registered: true,
        packagingLevels: [],
        containedIn: [],
      },
    });
  });

  test('again changes nothing, in another form changes what is said, and tells which is which', async () => {
    const gtin = newGtin();
    await register({ gtin, name: 'Chai', brand: 'Exotic' });

    expect(await outcomes({ gtin, name: 'Chai', brand: 'Exotic' })).toEqual(['UNCHANGED']);
    expect(await outcomes({ gtin: gtin.slice(1), name: ' Chai ' })).toEqual(['UNCHANGED']);
    expect(await outcomes({ gtin, name: 'Chai, black' })).toEqual(['UPDATED']);
    expect(await read(gtin)).toMatchObject({ product: { name: 'Chai, black', brand: 'Exotic' } });
    expect(await outcomes({ gtin, brand: null })).toEqual(['UPDATED']);
    expect(await read(gtin)).toMatchObject({ product: { name: 'Chai, black', brand: null } });
  });

  test('takes the good items and names what is wrong with each of the others', async () => {
    const [good, another] = [newGtin(), newGtin()];

    const { entries, ...counts } = await register(
      { gtin: good, name: 'Good' },
      { gtin: '9506000140446' },
      { gtin: '' },
      { gtin: newGtin(), name: 'a\r\nb' },
      { gtin: newGtin(), name: 'x'.repeat(201) },
      { gtin: newGtin(), description: 'x'.repeat(2_001) },
      { gtin: newGtin(), contains: [{ gtin: another, quantity: 0 }] },
      { gtin: newGtin(), contains: [{ gtin: another, quantity: 1.5 }] },
      {
        gtin: newGtin(),
        contains: [
          { gtin: another, quantity: 1 },
          { gtin: 'x', quantity: 1 },
        ],
      },
      {
        gtin: newGtin(),
        contains: [
          { gtin: another, quantity: 1 },
          { gtin: another, quantity: 2 },
        ],
      },
      { gtin: good, name: 'Good' },
      { gtin: good, name: 'Better' },
    );

    expect(entries.map(({ outcome, code, field, message }) => [outcome, code, field, message])).toEqual([
      ['REGISTERED', null, null, null],
      ['REJECTED', 'INVALID', 'gtin', 'gtin has a wrong check digit, expected 5.'],
      ['REJECTED', 'MISSING', 'gtin', 'gtin is required.'],
      ['REJECTED', 'INVALID', 'name', 'name has a control character or a line break.'],
      ['REJECTED', 'INVALID', 'name', 'name is longer than 200 characters.'],
      ['REJECTED', 'INVALID', 'description', 'description is longer than 2000 characters.'],
      ['REJECTED', 'INVALID', 'contains[0].quantity', 'contains[0].quantity is not a whole number from 1 to 1000000.'],
      ['REJECTED', 'INVALID', 'contains[0].quantity', 'contains[0].quantity is not a whole number from 1 to 1000000.'],
      ['REJECTED', 'INVALID', 'contains[1].gtin', 'contains[1].gtin is not 8, 12, 13 or 14 digits long.'],
      ['REJECTED', 'INVALID', 'contains[1].gtin', 'contains[1].gtin is given twice.'],
      ['UNCHANGED', null, null, null],
      ['CONFLICT', 'TWICE_IN_REQUEST', null, expect.stringContaining('something else')],
    ]);
    expect(entries.map(({ index }) => index)).toEqual(entries.map((_, index) => index));
    expect(counts).toEqual({ registered: 1, updated: 0, unchanged: 1, conflicts: 1, rejected: 9 });
    expect(await read(good)).toMatchObject({ product: { name: 'Good' } });
    expect(await read(another)).toEqual({ product: null });
  });

  test('keeps HTML as the text that it is', async () => {
    const gtin = newGtin();
    await register({ gtin, name: '<img src=x onerror=alert(1)>' });

    expect(await read(gtin)).toMatchObject({ product: { name: '<img src=x onerror=alert(1)>' } });
  });

  test('takes 5,000 at once in a fixed number of statements, and refuses more', async () => {
    const products = Array.from({ length: 5_000 }, (_, n) => ({
      gtin: makeGtin(`95060009${String(n).padStart(4, '0')}`),
      name: `Product ${n}`,
    }));
    const first = counting(world.as('QUALITY'));
    const second = counting(world.as('QUALITY'));

    expect(await registerProducts(first.context, products)).toMatchObject({ registered: 5_000 });
    const renamed = products.map((product, n) => (n % 2 ? product : { ...product, name: 'Renamed' }));
    expect(await registerProducts(second.context, renamed)).toMatchObject({ updated: 2_500, unchanged: 2_500 });
    expect(first.statements.length).toBeLessThanOrEqual(5);
    expect(second.statements.length).toBeLessThanOrEqual(5);
    await expect(registerProducts(first.context, [...products, { gtin: newGtin() }])).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('is written down: who, which products, which fields', async () => {
    const [fresh, known] = [newGtin(), newGtin()];
    await register({ gtin: known, name: 'Known' });
    await register({ gtin: fresh, name: 'Fresh' }, { gtin: known, name: 'Renamed' }, { gtin: 'x' });

    const [entry] = await world.db.rows<{ action: string; detail: unknown }>(
      'last_audit',
      'select action, detail from audit_entry order by entry_id desc limit 1',
    );
    expect(entry).toEqual({
      action: 'registerProducts',
      detail: {
        registered: 1,
        updated: 1,
        unchanged: 0,
        conflicts: 0,
        rejected: 1,
        registeredIds: [productId(fresh)],
        updatedFields: { [productId(known)]: ['name'] },
      },
    });
  });

  test.each(['WAREHOUSE', 'CUSTOMER_SERVICE', 'AUDITOR', 'ADMIN'] as const)('is not for %s', async (role) => {
    const { errors } = await world.answer(world.as(role), `mutation { registerProducts(products: []) { registered } }`);

    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('a product that movements mention first', () => {
  test('is known but not registered, until someone does', async () => {
    const gtin = newGtin();
    await ensureProducts(world.db, [gtin, gtin]);
    expect(await read(gtin)).toMatchObject({ product: { name: null, registered: false } });

    expect(await outcomes({ gtin, name: 'Named at last' })).toEqual(['REGISTERED']);
    expect(await read(gtin)).toMatchObject({ product: { name: 'Named at last', registered: true } });
  });

  test('is asked for in the database once', async () => {
    const { context, statements } = counting(world.as('WAREHOUSE'));
    const gtins = [newGtin(), newGtin()];

    await ensureProducts(context.db, gtins);
    await ensureProducts(context.db, gtins);

    expect(statements).toEqual(['ensure_products']);
  });
});

describe('packaging levels', () => {
  test('are given as a whole and read from both ends', async () => {
    const [pallet, box, pack, gift] = [newGtin(), newGtin(), newGtin(), newGtin()];
    await register(
      { gtin: pallet, contains: [{ gtin: box, quantity: 40 }] },
      { gtin: box, name: 'Box', contains: [{ gtin: pack, quantity: 12 }] },
    );
    expect(await read(pallet)).toMatchObject({
      product: { packagingLevels: [{ quantity: 40, product: { name: 'Box' } }] },
    });
    expect(await read(pack)).toMatchObject({
      product: { registered: false, containedIn: [{ quantity: 12, product: { gtin: box } }] },
    });

    expect(await outcomes({ gtin: box, contains: [{ gtin: pack, quantity: 12 }] })).toEqual(['UNCHANGED']);
    expect(await outcomes({ gtin: box, name: 'Box' })).toEqual(['UNCHANGED']);
    const changed = [
      { gtin: pack, quantity: 10 },
      { gtin: gift, quantity: 1 },
    ];
    expect(await outcomes({ gtin: box, contains: changed })).toEqual(['UPDATED']);
    expect(((await read(box)) as { product: { packagingLevels: unknown[] } }).product.packagingLevels).toHaveLength(2);
    expect(await outcomes({ gtin: box, contains: [] })).toEqual(['UPDATED']);
    expect(await read(box)).toMatchObject({ product: { packagingLevels: [] } });
  });

  test('never put a product inside itself, not even by two items of one request', async () => {
    const [a, b, c] = [newGtin(), newGtin(), newGtin()];
    const one = (gtin: string) => [{ gtin, quantity: 1 }];
    await register({ gtin: a, contains: one(b) });

    const { entries } = await register(
      { gtin: c, name: 'C', contains: one(a) },
      { gtin: b, name: 'B', contains: one(c) },
      { gtin: a, name: 'A', contains: one(a) },
    );

    expect(entries.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['REGISTERED', null],
      ['REJECTED', 'PACKAGING_CIRCLE'],
      ['REJECTED', 'PACKAGING_CIRCLE'],
    ]);
    expect(await read(b)).toMatchObject({ product: { name: null, registered: false, packagingLevels: [] } });
    expect(await read(a)).toMatchObject({ product: { name: null, packagingLevels: [{ product: { gtin: b } }] } });
  });

  test('never put a product inside itself, not even by two requests at once', async () => {
    const [a, b] = [newGtin(), newGtin()];
    await register({ gtin: a }, { gtin: b });
    const rival = await world.rival();
    await rival.query('lock table packaging_level in share row exclusive mode');
    await rival.query('insert into packaging_level (product_id, contained_product_id, quantity) values ($1, $2, 1)', [
      productId(a),
      productId(b),
    ]);

    const late = register({ gtin: b, contains: [{ gtin: a, quantity: 1 }] });
    await world.someoneWaits();
    await rival.commitTransaction();
    await rival.release();

    expect((await late).entries[0]).toMatchObject({ outcome: 'REJECTED', code: 'PACKAGING_CIRCLE' });
  });
});

describe('two registrations of one product at once', () => {
  test('end as one registration and one update', async () => {
    const gtin = newGtin();
    const rival = await world.rival();
    await rival.query(`insert into product (product_id, gtin, name, registered_at) values ($1, $2, 'First', now())`, [
      productId(gtin),
      gtin,
    ]);

    const second = outcomes({ gtin, name: 'Second' });
    await world.someoneWaits();
    await rival.commitTransaction();
    await rival.release();

    expect(await second).toEqual(['UPDATED']);
    expect(await read(gtin)).toMatchObject({ product: { name: 'Second' } });
  });
});

describe('the list of products', () => {
  test('comes in pages, in a fixed number of statements', async () => {
    const { context, statements } = counting(world.as('AUDITOR'));
    const page = (after: string | null) =>
      world.graphql<{ products: { nodes: { gtin: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
        context,
        `query ($after: String) {
          products(first: 50, after: $after) {
            nodes { gtin packagingLevels { product { name } } containedIn { product { name } } }
            pageInfo { endCursor hasNextPage }
          }
        }`,
        { after },
      );

    const first = await page(null);
    const forOne = statements.length;
    const second = await page(first.products.pageInfo.endCursor);

    expect(first.products.nodes).toHaveLength(50);
    expect(forOne).toBeLessThanOrEqual(5);
    expect(statements.length).toBeLessThanOrEqual(2 * forOne);
    const gtins = [...first.products.nodes, ...second.products.nodes].map(({ gtin }) => gtin);
    expect(gtins).toEqual([...new Set(gtins)].sort());
  });
});
