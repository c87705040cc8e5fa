import { beforeAll, describe, expect, test } from '@jest/globals';

import {
  carrierId,
  contactsToNotify,
  customerId,
  internalContacts,
  internalPartyId,
  registerCarriers,
  registerCustomers,
  registerInternalContacts,
} from '../../src/parties/index.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');

const MARIA = {
  role: 'RECALL_CONTACT',
  name: 'Maria Anders',
  email: 'maria.anders@example.com',
  phone: '030-0074321',
  address: { street: 'Obere Str. 57', city: 'Berlin', postalCode: '12209', country: 'DE' },
};

beforeAll(async () => {
  await registerCustomers(quality(), [
    { number: 'ALFKI', kind: 'BUSINESS', name: 'Alfreds Futterkiste', language: 'de', contacts: [MARIA] },
  ]);
});

describe('the contacts of a customer', () => {
  const query = `{ customer(number: "ALFKI") { name contacts { name email phone street postalCode city country masked } } }`;

  test('are shown in full to QUALITY, who has to tell them', async () => {
    expect(await world.graphql(quality(), query)).toMatchObject({
      customer: { contacts: [{ name: 'Maria Anders', email: 'maria.anders@example.com', masked: false }] },
    });
  });

  test('are masked for CUSTOMER_SERVICE', async () => {
    expect(await world.graphql(world.as('CUSTOMER_SERVICE'), query)).toEqual({
      customer: {
        name: 'Alfreds Futterkiste',
        contacts: [
          {
            name: 'M•••',
            email: 'm•••@example.com',
            phone: '•••321',
            street: '•••',
            postalCode: '•••',
            city: 'Berlin',
            country: 'DE',
            masked: true,
          },
        ],
      },
    });
  });

  test.each(['WAREHOUSE', 'AUDITOR'] as const)('are not shown to %s, who still sees the business', async (role) => {
    const refused = await world.answer(world.as(role), query);

    expect(refused.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(await world.graphql(world.as(role), `{ customer(number: "ALFKI") { name } }`)).toEqual({
      customer: { name: 'Alfreds Futterkiste' },
    });
  });
});

test.each(['WAREHOUSE', 'CUSTOMER_SERVICE'] as const)('%s looks up one customer, and lists none', async (role) => {
  const { errors } = await world.answer(world.as(role), `{ customers { nodes { number } } }`);

  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});

describe('revealing contacts', () => {
  const reveal = (customerNumber: string, reason: string) =>
    world.graphql<{ revealContacts: object }>(
      world.as('CUSTOMER_SERVICE'),
      `mutation ($input: RevealContactsInput!) {
        revealContacts(input: $input) {
          __typename
          ... on ContactsRevealed { customer { number } contacts { email masked } }
          ... on UserError { message }
        }
      }`,
      { input: { customerNumber, reason } },
    );

  test('shows one customer in full, and writes down who looked and why', async () => {
    expect((await reveal('ALFKI', 'Caller asks about order 10643')).revealContacts).toEqual({
      __typename: 'ContactsRevealed',
      customer: { number: 'ALFKI' },
      contacts: [{ email: 'maria.anders@example.com', masked: false }],
    });
    expect(
      await world.db.rows(
        'reveals',
        `select actor_id, object_id, reason, detail from audit_entry where action = 'revealContacts'`,
      ),
    ).toEqual([
      {
        actor_id: world.as('CUSTOMER_SERVICE').actor.id,
        object_id: customerId('ALFKI'),
        reason: 'Caller asks about order 10643',
        detail: {},
      },
    ]);
  });

  test('of nobody, or for no reason, is answered so', async () => {
    expect((await reveal('NOBODY', 'Curious')).revealContacts).toMatchObject({ __typename: 'CustomerUnknown' });
    expect((await reveal('ALFKI', ' ')).revealContacts).toEqual({
      __typename: 'ReasonInvalid',
      message: 'The reason is empty.',
    });
  });

  test('is not for QUALITY, who sees them anyway, or anyone else', async () => {
    const mutation = `mutation { revealContacts(input: { customerNumber: "ALFKI", reason: "x" }) { __typename } }`;
    const { errors } = await world.answer(world.as('WAREHOUSE'), mutation);

    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('whom to tell of a recall', () => {
  const told = async (number: string) => {
    const [contact] = await contactsToNotify(world.db, 'CUSTOMER', [customerId(number)]);
    return contact && [contact.role, contact.email, contact.language];
  };
  const customer = (
    number: string,
    contacts: readonly { role: string; email?: string; phone?: string; language?: string }[],
  ) => registerCustomers(quality(), [{ number, kind: 'BUSINESS', name: number, language: 'fr', contacts }]);

  test('is the recall contact, else where goods go, else who pays', async () => {
    await customer(
      'THREE',
      ['BILL_TO', 'SHIP_TO', 'RECALL_CONTACT'].map((role) => ({ role, email: `${role}@example.com` })),
    );
    await customer(
      'TWO',
      ['BILL_TO', 'SHIP_TO'].map((role) => ({ role, email: `${role}@example.com` })),
    );

    expect(await told('THREE')).toEqual(['RECALL_CONTACT', 'RECALL_CONTACT@example.com', 'fr']);
    expect(await told('TWO')).toEqual(['SHIP_TO', 'SHIP_TO@example.com', 'fr']);
  });

  test('is before all someone who has an e-mail address', async () => {
    await customer('PHONE', [
      { role: 'RECALL_CONTACT', phone: '555-0123' },
      { role: 'BILL_TO', email: 'bill@example.com', language: 'pl' },
    ]);
    await customer('NO-MAIL', [
      { role: 'BILL_TO', phone: '555-0124' },
      { role: 'SHIP_TO', phone: '555-0123' },
    ]);

    expect(await told('PHONE')).toEqual(['BILL_TO', 'bill@example.com', 'pl']);
    expect(await told('NO-MAIL')).toEqual(['SHIP_TO', null, 'fr']);
  });

  test('is nobody where nobody was named', async () => {
    await customer('SILENT', []);

    expect(await told('SILENT')).toBeUndefined();
  });

  test("at a carrier is the carrier's contact, in English if no language is known", async () => {
    await registerCarriers(quality(), [{ code: 'NW-1', contact: { email: 'dispatch@example.com' } }]);

    expect(await contactsToNotify(world.db, 'CARRIER', [carrierId('NW-1'), carrierId('NW-2')])).toMatchObject([
      { partyId: carrierId('NW-1'), email: 'dispatch@example.com', language: 'en' },
    ]);
  });
});

describe('the people of the company', () => {
  const register = (code: string, rest: object) => registerInternalContacts(quality(), [{ code, ...rest }]);

  test('are listed by code while they can be reached', async () => {
    await register('sales', { name: 'Sales', email: 'sales@example.com', language: 'de' });
    await register('quality', { name: 'Quality', email: 'quality@example.com' });
    await register('gone', { name: 'Gone', phone: '555-0123' });

    expect((await register('gone', { name: 'Gone' })).entries[0]).toMatchObject({ outcome: 'UPDATED' });
    expect((await register('gone', {})).entries[0]).toMatchObject({ outcome: 'UNCHANGED' });
    expect((await register('sales', { email: 'not an address' })).entries[0]).toMatchObject({ field: 'email' });
    expect(await internalContacts(world.db)).toMatchObject([
      { code: 'quality', partyId: internalPartyId('quality'), language: 'en' },
      { code: 'sales', partyId: internalPartyId('sales'), language: 'de' },
    ]);
    expect(await contactsToNotify(world.db, 'INTERNAL', [internalPartyId('sales')])).toMatchObject([
      { email: 'sales@example.com' },
    ]);
    expect(await world.graphql(quality(), `{ internalContacts { nodes { code email role masked } } }`)).toEqual({
      internalContacts: {
        nodes: [
          { code: 'quality', email: 'quality@example.com', role: 'INTERNAL', masked: false },
          { code: 'sales', email: 'sales@example.com', role: 'INTERNAL', masked: false },
        ],
      },
    });
  });
});
