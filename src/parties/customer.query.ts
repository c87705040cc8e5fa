import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { cached } from '../platform/reference-cache.js';
import { customerId } from './party-id.js';
import type { CustomerKind } from './party-kinds.js';

/** Who received goods. Nothing here is personal: a consumer's name stands with their contacts. */
export interface CustomerRow {
  readonly id: string;
  readonly number: string;
  readonly kind: CustomerKind;
  readonly name: string | null;
  readonly language: string;
  readonly registered: boolean;
}

const COLUMNS = `customer.customer_id as id, customer.number, customer.kind, customer.name, customer.language,
  customer.registered_at is not null as registered`;

const customersById: BatchQuery<CustomerRow> = {
  find: (db, ids) =>
    db.rows<CustomerRow>(
      'customers_by_id',
      `
      select ${COLUMNS}
      from customer
      where customer.customer_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (customer) => customer.id,
};

/** From memory while it is seconds old. */
export const customerById = cached(customersById);

/** The customers with these numbers, by number; what nobody mentioned is left out. */
export async function customersByNumber(
  db: Queryable,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, CustomerRow>> {
  if (numbers.length === 0) return new Map();
  const customers = await customerById.find(db, [...new Set(numbers)].map(customerId));
  return new Map(customers.map((customer) => [customer.number, customer]));
}

/** At most `limit` customers whose number follows `after`. */
export function listCustomers(db: Queryable, limit: number, after: string): Promise<CustomerRow[]> {
  return db.rows<CustomerRow>(
    'list_customers',
    `
    select ${COLUMNS}
    from customer
    where customer.number > $2
    order by customer.number
    limit $1
    `,
    [limit, after],
  );
}
