import type { Gln } from '../gs1/index.js';
import { ensuredRows } from '../platform/ensured-rows.js';
import { carrierId, customerId, locationId } from './party-id.js';

/** Stands in for places that movements mention before anyone registered them. */
export const ensureLocations = ensuredRows<Gln>({
  keyOf: (gln) => gln,
  idOf: locationId,
  insert: (db, ids, glns) =>
    db.rows(
      'ensure_locations',
      `
      insert into location (location_id, gln, kind)
      select mentioned.location_id, mentioned.gln, 'OTHER'
      from unnest($1::uuid[], $2::text[]) as mentioned (location_id, gln)
      on conflict do nothing
      `,
      [ids, glns],
    ),
});

/** Stands in for carriers that movements mention before anyone registered them. */
export const ensureCarriers = ensuredRows<string>({
  keyOf: (code) => code,
  idOf: carrierId,
  insert: (db, ids, codes) =>
    db.rows(
      'ensure_carriers',
      `
      insert into carrier (carrier_id, code)
      select mentioned.carrier_id, mentioned.code
      from unnest($1::uuid[], $2::text[]) as mentioned (carrier_id, code)
      on conflict do nothing
      `,
      [ids, codes],
    ),
});

/**
 * Stands in for customers that movements mention before anyone registered them: a shipment to a customer whom nobody can
 * reach yet is better known than refused.
 */
export const ensureCustomers = ensuredRows<string>({
  keyOf: (number) => number,
  idOf: customerId,
  insert: (db, ids, numbers) =>
    db.rows(
      'ensure_customers',
      `
      insert into customer (customer_id, number, kind, language)
      select mentioned.customer_id, mentioned.number, 'BUSINESS', 'en'
      from unnest($1::uuid[], $2::text[]) as mentioned (customer_id, number)
      on conflict do nothing
      `,
      [ids, numbers],
    ),
});
