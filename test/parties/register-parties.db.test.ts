import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeGln } from '../../src/gs1/index.js';
import {
  customerId,
  ensureCarriers,
  ensureLocations,
  findSourceByCode,
  locationsByGln,
  registerCarriers,
  registerCustomers,
  registerLocations,
  registerSources,
  sourceId,
  type RegisterCustomer,
} from '../../src/parties/index.js';
import { customersByNumber } from '../../src/parties/customer.query.js';
import { counting } from '../support/counting-database.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');

const outcomes = ({ entries }: { entries: readonly { outcome: string }[] }) => entries.map(({ outcome }) => outcome);
const faults = ({ entries }: { entries: readonly { code: string | null; field: string | null }[] }) =>
  entries.map(({ code, field }) => [code, field]);

const business = (number: string, rest: Partial<RegisterCustomer> = {}): RegisterCustomer => ({
  number,
  kind: 'BUSINESS',
  name: 'Alfreds Futterkiste',
  ...rest,
});

describe('registering customers', () => {
  test('makes them known with their contacts', async () => {
    await world.graphql(
      quality(),
      `mutation ($customers: [RegisterCustomerInput!]!) { registerCustomers(customers: $customers) { registered } }`,
      {
        customers: [
          {
            number: 'ALFKI',
            kind: 'BUSINESS',
            name: 'Alfreds Futterkiste',
            language: 'de',
            contacts: [
              {
                role: 'RECALL_CONTACT',
                name: 'Maria Anders',
                email: 'Maria@Example.com',
                phone: '030-0074321',
                address: { street: 'Obere Str. 57', city: 'Berlin', postalCode: '12209', country: 'de' },
                preferredChannel: 'EMAIL',
              },
            ],
          },
        ],
      },
    );

    expect(
      await world.graphql(
        quality(),
        `{ customer(number: " ALFKI ") {
          id number kind name language registered
          contacts { role name email phone street city region postalCode country language preferredChannel masked }
        } }`,
      ),
    ).toEqual({
      customer: {
        id: customerId('ALFKI'),
        number: 'ALFKI',
        kind: 'BUSINESS',
        name: 'Alfreds Futterkiste',
        language: 'de',
        registered: true,
        contacts: [
          {
            role: 'RECALL_CONTACT',
            name: 'Maria Anders',
            email: 'Maria@example.com',
            phone: '030-0074321',
            street: 'Obere Str. 57',
            city: 'Berlin',
            region: null,
            postalCode: '12209',
            country: 'DE',
            language: null,
            preferredChannel: 'EMAIL',
            masked: false,
          },
        ],
      },
    });
  });

  test('again changes nothing; another contact, or another form of one, is an update', async () => {
    const contacts = [{ role: 'SHIP_TO', email: 'a@example.com', phone: '030-0074321' }];
    const said = business('AGAIN', { contacts });
    await registerCustomers(quality(), [said]);

    expect(outcomes(await registerCustomers(quality(), [said]))).toEqual(['UNCHANGED']);
    expect(outcomes(await registerCustomers(quality(), [business('AGAIN')]))).toEqual(['UNCHANGED']);
    const billed = business('AGAIN', { contacts: [{ role: 'BILL_TO', email: 'b@example.com' }] });
    expect(outcomes(await registerCustomers(quality(), [billed]))).toEqual(['UPDATED']);
    expect(await contactsOf('AGAIN')).toEqual([
      { role: 'BILL_TO', email: 'b@example.com', phone: null },
      { role: 'SHIP_TO', email: 'a@example.com', phone: '030-0074321' },
    ]);
  });

  test('takes a contact as a whole, and one that says nothing away', async () => {
    const contact = (rest: object) => business('WHOLE', { contacts: [{ role: 'SHIP_TO', ...rest }] });
    await registerCustomers(quality(), [contact({ name: 'Maria', email: 'maria@example.com', phone: '030-0074321' })]);

    await registerCustomers(quality(), [contact({ name: 'Hanna', email: 'hanna@example.com' })]);
    expect(await contactsOf('WHOLE')).toEqual([{ role: 'SHIP_TO', email: 'hanna@example.com', phone: null }]);

    expect(outcomes(await registerCustomers(quality(), [contact({ email: ' ', language: 'de' })]))).toEqual([
      'UPDATED',
    ]);
    expect(outcomes(await registerCustomers(quality(), [contact({})]))).toEqual(['UNCHANGED']);
    expect(await contactsOf('WHOLE')).toEqual([]);
  });

  test('names what is wrong with each item, and takes the others', async () => {
    const contact = (rest: object) => business('BAD', { contacts: [{ role: 'SHIP_TO', ...rest }] });

    const registration = await registerCustomers(quality(), [
      business('GOOD'),
      business(''),
      business('BAD\u0000'),
      business('x'.repeat(61)),
      business('BAD', { kind: 'FRIEND' }),
      business('BAD', { name: ' ' }),
      business('BAD', { language: 'xx' }),
      { number: 'BAD', kind: 'CONSUMER', name: 'Maria Anders' },
      contact({ role: 'INTERNAL' }),
      contact({ email: 'maria@example.com\r\nBcc: all@example.com' }),
      contact({ email: 'maria' }),
      contact({ phone: 'call me' }),
      contact({ name: 'Maria\nAnders' }),
      contact({ address: { country: 'EU' } }),
      contact({ preferredChannel: 'PIGEON' }),
      business('BAD', { contacts: [{ role: 'SHIP_TO' }, { role: 'SHIP_TO' }] }),
    ]);

    expect(faults(registration)).toEqual([
      [null, null],
      ['MISSING', 'number'],
      ['INVALID', 'number'],
      ['INVALID', 'number'],
      ['INVALID', 'kind'],
      ['MISSING', 'name'],
      ['INVALID', 'language'],
      ['PERSONAL_NAME', 'name'],
      ['INVALID', 'contacts[0].role'],
      ['INVALID', 'contacts[0].email'],
      ['INVALID', 'contacts[0].email'],
      ['INVALID', 'contacts[0].phone'],
      ['INVALID', 'contacts[0].name'],
      ['INVALID', 'contacts[0].address.country'],
      ['INVALID', 'contacts[0].preferredChannel'],
      ['INVALID', 'contacts[1].role'],
    ]);
    expect(await customersByNumber(world.db, ['GOOD', 'BAD'])).toEqual(
      new Map([['GOOD', expect.objectContaining({ number: 'GOOD' })]]),
    );
  });

  test("keeps a consumer's name with the contact only", async () => {
    const contacts = [{ role: 'SHIP_TO', name: 'Maria Anders', email: 'maria@example.com' }];
    await registerCustomers(quality(), [business('TURNED', { name: 'Maria Anders' })]);

    expect(outcomes(await registerCustomers(quality(), [{ number: 'TURNED', kind: 'CONSUMER', contacts }]))).toEqual([
      'UPDATED',
    ]);
    const rows = await world.db.rows(
      'customer_row',
      `select to_jsonb(customer)::text as row from customer where number = 'TURNED'`,
    );
    expect(JSON.stringify(rows)).not.toContain('Maria');
  });

  test('writes down which fields changed, and nothing personal', async () => {
    const contacts = [{ role: 'SHIP_TO', name: 'Maria Anders', email: 'maria@example.com', phone: '030-0074321' }];
    await registerCustomers(quality(), [business('AUDITED', { contacts })]);
    await registerCustomers(quality(), [
      business('AUDITED', {
        language: 'fr',
        contacts: [{ role: 'SHIP_TO', name: 'Maria Anders', phone: '030-0074322' }],
      }),
    ]);

    const entries = await world.db.rows<{ detail: { updatedFields?: unknown } }>(
      'audit_of_customer',
      `select detail from audit_entry where object_id = $1 order by entry_id`,
      [customerId('AUDITED')],
    );
    expect(entries).toHaveLength(2);
    expect(entries[1]?.detail.updatedFields).toEqual({
      [customerId('AUDITED')]: ['language', 'contacts.SHIP_TO.email', 'contacts.SHIP_TO.phone'],
    });
    expect(JSON.stringify(entries)).not.toMatch(/Maria|maria|0074/);
  });

  test('answers every item whatever it holds', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '',
        'ALFKI',
        'BUSINESS',
        'en',
        `'; drop table contact;--`,
        '{"a":null}',
        '\\',
        '\u0000',
        '<b>',
        'NULL',
      ),
    );
    const maybe = fc.option(hostile, { nil: undefined });
    const contact = fc.record({
      role: fc.oneof(fc.constant('SHIP_TO'), hostile),
      name: maybe,
      email: maybe,
      phone: maybe,
      language: maybe,
    });
    const item = fc.record({
      number: hostile,
      kind: fc.oneof(fc.constantFrom('BUSINESS', 'CONSUMER'), hostile),
      name: maybe,
      language: maybe,
      contacts: fc.option(fc.array(contact, { maxLength: 2 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 8 }), async (items) => {
        const { entries } = await registerCustomers(quality(), items as RegisterCustomer[]);

        expect(entries.map(({ index }) => index)).toEqual(items.map((_, index) => index));
        for (const { outcome, code } of entries)
          expect(outcome === 'REJECTED' || outcome === 'CONFLICT').toBe(code !== null);
        const again = await registerCustomers(quality(), items as RegisterCustomer[]);
        expect(again.registered).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('5,000 with three contacts each takes a fixed number of statements', async () => {
    const { context, statements } = counting(quality());
    const customers = Array.from({ length: 5_000 }, (_, n) =>
      business(`BULK-${n}`, {
        contacts: ['SHIP_TO', 'BILL_TO', 'RECALL_CONTACT'].map((role) => ({ role, email: `c${n}@example.com` })),
      }),
    );

    expect(await registerCustomers(context, customers)).toMatchObject({ registered: 5_000 });
    expect(statements.length).toBeLessThanOrEqual(5);
  });
});

describe('registering places, carriers and sources', () => {
  const PLANT = makeGln('950600010001');
  const STORE = makeGln('950600030001');

  test('a place has an address, a kind, and may belong to a customer', async () => {
    await registerCustomers(quality(), [business('SITE')]);
    await ensureLocations(world.db, [STORE]);

    const registration = await registerLocations(quality(), [
      { gln: PLANT, name: 'Plant', kind: 'PLANT', address: { city: 'London', country: 'GB' } },
      { gln: STORE, customerNumber: 'SITE' },
      { gln: makeGln('950600030002'), customerNumber: 'NOBODY' },
      { gln: '123' },
      { gln: makeGln('950600030003'), kind: 'CASTLE' },
    ]);

    expect(outcomes(registration)).toEqual(['REGISTERED', 'REGISTERED', 'REJECTED', 'REJECTED', 'REJECTED']);
    expect(faults(registration).slice(2)).toEqual([
      ['UNKNOWN', 'customerNumber'],
      ['INVALID', 'gln'],
      ['INVALID', 'kind'],
    ]);
    expect(
      await world.graphql(
        world.as('WAREHOUSE'),
        `query ($plant: GLN!, $store: GLN!) {
          plant: location(gln: $plant) { gln name kind city country street customer { number } }
          store: location(gln: $store) { kind name registered customer { name } }
          never: location(gln: "9506000100005") { id }
        }`,
        { plant: PLANT, store: STORE },
      ),
    ).toEqual({
      plant: { gln: PLANT, name: 'Plant', kind: 'PLANT', city: 'London', country: 'GB', street: null, customer: null },
      store: { kind: 'OTHER', name: null, registered: true, customer: { name: 'Alfreds Futterkiste' } },
      never: null,
    });
  });

  test('an address is replaced as a whole; what is left out stays', async () => {
    const gln = makeGln('950600010002');
    await registerLocations(quality(), [
      { gln, name: 'Mill', address: { street: 'Road 1', city: 'York', country: 'GB' } },
    ]);
    await registerLocations(quality(), [{ gln, address: { city: 'Leeds', country: 'GB' } }]);

    const places = await locationsByGln(world.db, [gln]);
    expect(places.get(gln)).toMatchObject({ name: 'Mill', city: 'Leeds', street: null, country: 'GB' });
    expect(outcomes(await registerLocations(quality(), [{ gln }]))).toEqual(['UNCHANGED']);
  });

  test('a carrier has someone to call, until there is none', async () => {
    await ensureCarriers(world.db, ['NW-1']);
    const contact = { name: 'Dispatch', phone: '(503) 555-9831', email: 'dispatch@example.com' };

    expect(outcomes(await registerCarriers(quality(), [{ code: 'NW-1', name: 'Speedy', contact }]))).toEqual([
      'REGISTERED',
    ]);
    expect(outcomes(await registerCarriers(quality(), [{ code: 'NW-1', name: 'Speedy' }]))).toEqual(['UNCHANGED']);
    expect(await carrier('QUALITY')).toEqual({ name: 'Speedy', contact: { phone: '(503) 555-9831', masked: false } });
    expect(await carrier('CUSTOMER_SERVICE')).toEqual({ name: 'Speedy', contact: { phone: '•••831', masked: true } });
    expect(outcomes(await registerCarriers(quality(), [{ code: 'NW-1', contact: null }]))).toEqual(['UPDATED']);
    expect(await carrier('QUALITY')).toEqual({ name: 'Speedy', contact: null });
  });

  test('a source has a code and may stand at a known place; only ADMIN registers it', async () => {
    const admin = world.as('ADMIN');
    await registerLocations(quality(), [{ gln: PLANT }]);

    const registration = await registerSources(admin, [
      { code: 'wms-seattle', name: 'Seattle', siteGln: PLANT },
      { code: 'erp', name: 'ERP' },
      { code: 'lost', name: 'Lost', siteGln: makeGln('950600019999') },
      { code: 'nameless', name: '' },
    ]);

    expect(outcomes(registration)).toEqual(['REGISTERED', 'REGISTERED', 'REJECTED', 'REJECTED']);
    expect(faults(registration).slice(2)).toEqual([
      ['UNKNOWN', 'siteGln'],
      ['MISSING', 'name'],
    ]);
    expect(await findSourceByCode(world.db, 'wms-seattle')).toMatchObject({
      id: sourceId('wms-seattle'),
      name: 'Seattle',
    });
    expect(await findSourceByCode(world.db, 'WMS-SEATTLE')).toBeNull();
    expect(
      await world.graphql(admin, `{ sources(first: 2) { nodes { code name site { gln } } pageInfo { hasNextPage } } }`),
    ).toEqual({
      sources: {
        nodes: [
          { code: 'erp', name: 'ERP', site: null },
          { code: 'wms-seattle', name: 'Seattle', site: { gln: PLANT } },
        ],
        pageInfo: { hasNextPage: false },
      },
    });
    const { errors } = await world.answer(quality(), `mutation { registerSources(sources: []) { registered } }`);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test.each(['customers', 'locations', 'carriers'])(
    'the list of %s takes a fixed number of statements',
    async (list) => {
      const fields = {
        customers: 'number contacts { role }',
        locations: 'gln customer { name }',
        carriers: 'code contact { phone }',
      };
      const [few, many] = [counting(quality()), counting(quality())];
      const query = `query ($first: Int!) { ${list}(first: $first) { nodes { ${fields[list as keyof typeof fields]} } } }`;
      await registerCarriers(
        quality(),
        Array.from({ length: 20 }, (_, n) => ({ code: `C-${n}`, contact: { phone: '555-0123' } })),
      );

      await world.graphql(few.context, query, { first: 1 });
      await world.graphql(many.context, query, { first: 50 });

      expect(few.statements.length).toBeGreaterThan(0);
      expect(many.statements.length).toBeLessThanOrEqual(2);
    },
  );

  async function carrier(role: 'QUALITY' | 'CUSTOMER_SERVICE') {
    const found = await world.graphql<{ carrier: unknown }>(
      world.as(role),
      `{ carrier(code: "NW-1") { name contact { phone masked } } }`,
    );
    return found.carrier;
  }
});

async function contactsOf(number: string) {
  const { customer } = await world.graphql<{ customer: { contacts: unknown[] } }>(
    quality(),
    `query ($number: String!) { customer(number: $number) { contacts { role email phone } } }`,
    { number },
  );
  return customer.contacts;
}
