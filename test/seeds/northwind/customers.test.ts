import { expect, test } from '@jest/globals';
import { planNorthwind } from '../../../seeds/northwind/plan-northwind.js';
import { SQL } from './raw-rows.js';

const { locations, customers } = planNorthwind(SQL);

const recallContact = (number: string) =>
  customers.find((one) => one.number === number)?.contacts.find(({ role }) => role === 'RECALL_CONTACT');

test('a customer has a contact with Northwind’s name, phone and address, and an e-mail at example.com', () => {
  expect(customers.find(({ number }) => number === 'NORTS')).toMatchObject({
    name: 'North/South',
    language: 'en',
    locations: ['9506000300535'],
  });
  expect(recallContact('NORTS')).toEqual({
    role: 'RECALL_CONTACT',
    name: 'Simon Crowther',
    email: 'norts@example.com',
    phone: '(171) 555-7733',
    address: {
      street: 'South House 300 Queensbridge',
      city: 'London',
      region: null,
      postalCode: 'SW7 1RZ',
      country: 'GB',
    },
    preferredChannel: 'EMAIL',
  });
});

test('those whose id begins with B or F have no e-mail and get a letter', () => {
  const unreachable = customers
    .filter(({ contacts }) => contacts.every(({ email }) => !email))
    .map(({ number }) => number);

  expect(unreachable.filter((number) => number.startsWith('B'))).toEqual([
    'BERGS',
    'BLAUS',
    'BLONP',
    'BOLID',
    'BONAP',
    'BOTTM',
    'BSBEV',
  ]);
  expect(unreachable.filter((number) => !number.startsWith('B'))).toEqual([
    'FAMIA',
    'FISSA',
    'FOLIG',
    'FOLKO',
    'FRANK',
    'FRANR',
    'FRANS',
    'FURIB',
  ]);
  expect(recallContact('FRANK')).toMatchObject({ email: null, phone: '089-0877310', preferredChannel: 'POST' });
});

test('every country is one of ISO 3166 and every language one of ISO 639', () => {
  const named = (type: 'region' | 'language', code: string) =>
    new Intl.DisplayNames('en', { type, fallback: 'none' }).of(code);

  expect(locations.filter(({ address }) => !named('region', address.country))).toEqual([]);
  expect(customers.filter(({ language }) => !named('language', language))).toEqual([]);
  expect(customers.find(({ number }) => number === 'BERGS')).toMatchObject({ language: 'sv' });
});
