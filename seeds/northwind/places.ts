import { requireCountry } from './countries.js';
import { placeGln } from './identifiers.js';
import type { PlannedAddress, PlannedLocation } from './plan.js';
import type { Company, Northwind } from './tables.js';

/** The places of the supply chain by what Northwind knows them by. */
export interface Places {
  /** By the supplier's id. */
  readonly plants: ReadonlyMap<number, PlannedLocation>;
  /** By the country of the employees whose orders leave from it. */
  readonly warehouses: ReadonlyMap<string, PlannedLocation>;
  /** By the customer's id. */
  readonly customerSites: ReadonlyMap<string, PlannedLocation>;
}

/** Northwind's employees work in Seattle and around it, and in London. */
const WAREHOUSES = [
  { country: 'USA', city: 'Seattle', region: 'WA' },
  { country: 'UK', city: 'London', region: null },
] as const;

export function planPlaces({ suppliers, customers }: Northwind): Places {
  const plants = suppliers.map(({ id, ...company }, i) => [id, plant(company, i + 1)] as const);
  const warehouses = WAREHOUSES.map((place, i) => [place.country, warehouse(place, i + 1)] as const);
  const customerSites = customers.map(({ id, ...company }, i) => [id, customerSite(id, company, i + 1)] as const);
  return { plants: new Map(plants), warehouses: new Map(warehouses), customerSites: new Map(customerSites) };
}

const plant = (company: Company, row: number): PlannedLocation => ({
  gln: placeGln('plant', row),
  name: company.name,
  kind: 'PLANT',
  address: addressOf(company),
});

const warehouse = ({ country, city, region }: (typeof WAREHOUSES)[number], row: number): PlannedLocation => ({
  gln: placeGln('warehouse', row),
  name: `Northwind ${city}`,
  kind: 'WAREHOUSE',
  address: { street: null, city, region, postalCode: null, country: requireCountry(country).code },
});

const customerSite = (customerNumber: string, company: Company, row: number): PlannedLocation => ({
  gln: placeGln('customer', row),
  name: company.name,
  kind: 'CUSTOMER_SITE',
  address: addressOf(company),
  customerNumber,
});

export const addressOf = ({ street, city, region, postalCode, country }: Company): PlannedAddress => ({
  street: street,
  city,
  region,
  postalCode,
  country: requireCountry(country).code,
});
