import { requireKey } from './by-key.js';
import { requireCountry } from './countries.js';
import { addressOf, type Places } from './places.js';
import type { PlannedContact, PlannedCustomer } from './plan.js';
import type { Customer } from './tables.js';

export const planCustomer = (customer: Customer, { customerSites }: Places): PlannedCustomer => ({
  number: customer.id,
  name: customer.name,
  language: requireCountry(customer.country).language,
  kind: 'BUSINESS',
  contacts: [goodsIn(customer), recallContact(customer)],
  locations: [requireKey(customerSites, customer.id, 'site of customer').gln],
});

const goodsIn = (customer: Customer): PlannedContact => ({
  role: 'SHIP_TO',
  name: customer.name,
  email: null,
  phone: customer.phone,
  address: addressOf(customer),
  preferredChannel: 'POST',
});

function recallContact(customer: Customer): PlannedContact {
  const email = emailOf(customer.id);
  return {
    role: 'RECALL_CONTACT',
    name: customer.contactName,
    email,
    phone: customer.phone,
    address: addressOf(customer),
    preferredChannel: email ? 'EMAIL' : 'POST',
  };
}

/** Some customers must have no e-mail, or the demo would never show what becomes of those a mail cannot reach. */
const emailOf = (customerId: string): string | null =>
  /^[BF]/.test(customerId) ? null : `${customerId.toLowerCase()}@example.com`;
