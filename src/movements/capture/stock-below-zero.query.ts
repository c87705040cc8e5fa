import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { Movement } from '../movement.js';
import { stockEntriesOf } from '../stock/stock-entries.rule.js';
import { baseUnit, inBaseUnits, joinUnit } from '../stock/stock-in-base-units.js';
import { stockFrom } from '../stock/stock-with-emptied.query.js';
import type { Overdrawn } from './warn.js';

interface Short {
  readonly locationId: string;
  readonly batchId: string;
}

/** Of the places that these movements take quantities from, and the batches, those where less than nothing is left. */
export async function placesOverdrawn(db: Queryable, movements: readonly Movement[]): Promise<Overdrawn> {
  const taken = movements
    .flatMap(stockEntriesOf)
    .filter(({ place, quantity }) => place.placeKind === 'AT_LOCATION' && quantity.startsWith('-'));
  if (taken.length === 0) return new Map();
  const short = await shortByBookings(
    db,
    taken.map(({ batchId, place }) => ({ batchId, locationId: place.locationId ?? null })),
  );
  const overdrawn = new Map<string, Set<string>>();
  // Almost always nothing is, and what came in other ways need not be asked for.
  for (const { locationId, batchId } of short.length === 0 ? [] : await shortInAll(db, short)) {
    const batches = overdrawn.get(locationId) ?? new Set();
    overdrawn.set(locationId, batches.add(batchId));
  }
  return overdrawn;
}

function shortByBookings(
  db: Queryable,
  taken: readonly { readonly batchId: string; readonly locationId: string | null }[],
): Promise<Short[]> {
  return db.rows<Short>(
    'places_short_by_bookings',
    `
    select distinct entry.location_id as "locationId", entry.batch_id as "batchId"
    from (
      select distinct wanted.batch_id, wanted.location_id
      from unnest($1::uuid[], $2::uuid[]) as wanted (batch_id, location_id)
    ) as wanted
    join stock_entry as entry on entry.batch_id = wanted.batch_id and entry.location_id = wanted.location_id
    ${joinUnit('entry')}
    where entry.place_kind = 'AT_LOCATION'
    group by entry.location_id, entry.batch_id, ${baseUnit('entry')}
    having sum(${inBaseUnits('entry')}) < 0
    `,
    [
      plainArrayLiteral(taken.map(({ batchId }) => batchId)),
      plainArrayLiteral(taken.map(({ locationId }) => locationId)),
    ],
  );
}

/**
 * Those that are short in all: also with what came out of emptied containers, there, or at no place said and so perhaps
 * there; and at a customer's site with all that was delivered to them, or came to any site of theirs.
 */
function shortInAll(db: Queryable, short: readonly Short[]): Promise<Short[]> {
  return db.rows<Short>(
    'places_overdrawn',
    `
    with ${stockFrom('select * from stock_entry where stock_entry.batch_id = any($1::uuid[])')}
    select distinct short.location_id as "locationId", short.batch_id as "batchId"
    from unnest($1::uuid[], $2::uuid[]) as short (batch_id, location_id)
    join location as place on place.location_id = short.location_id
    join stock on stock.batch_id = short.batch_id
    left join location as site on site.location_id = stock.location_id
    ${joinUnit('stock')}
    where stock.place_kind = 'AT_LOCATION' and (stock.location_id = short.location_id or stock.emptied_by is not null)
      or stock.place_kind in ('AT_LOCATION', 'DELIVERED')
        and coalesce(stock.consignee_id, site.customer_id) = place.customer_id
    group by short.location_id, short.batch_id, ${baseUnit('stock')}
    having sum(${inBaseUnits('stock')}) < 0
    `,
    [
      plainArrayLiteral(short.map(({ batchId }) => batchId)),
      plainArrayLiteral(short.map(({ locationId }) => locationId)),
    ],
  );
}
