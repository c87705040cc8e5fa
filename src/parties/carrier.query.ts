import type { Queryable } from '../platform/database/database.js';
import type { BatchQuery } from '../platform/load.js';
import { cached } from '../platform/reference-cache.js';

export interface CarrierRow {
  readonly id: string;
  readonly code: string;
  readonly name: string | null;
  readonly registered: boolean;
}

const COLUMNS = `carrier.carrier_id as id, carrier.code, carrier.name, carrier.registered_at is not null as registered`;

const carriersById: BatchQuery<CarrierRow> = {
  find: (db, ids) =>
    db.rows<CarrierRow>(
      'carriers_by_id',
      `
      select ${COLUMNS}
      from carrier
      where carrier.carrier_id = any($1::uuid[])
      `,
      [ids],
    ),
  keyOf: (carrier) => carrier.id,
};

/** From memory while it is seconds old. */
export const carrierById = cached(carriersById);

/** At most `limit` carriers whose code follows `after`. */
export function listCarriers(db: Queryable, limit: number, after: string): Promise<CarrierRow[]> {
  return db.rows<CarrierRow>(
    'list_carriers',
    `
    select ${COLUMNS}
    from carrier
    where carrier.code > $2
    order by carrier.code
    limit $1
    `,
    [limit, after],
  );
}
