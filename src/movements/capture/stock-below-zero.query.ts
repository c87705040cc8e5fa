import { plainArrayLiteral } from '../../platform/database/array-literal.js';
import type { Queryable } from '../../platform/database/database.js';
import type { Movement } from '../movement.js';
import { stockEntriesOf } from '../stock-entries.rule.js';
import type { Overdrawn } from './warn.js';

/** Of the places that these movements take quantities from, and the batches, those where less than nothing is left. */
export async function placesOverdrawn(db: Queryable, movements: readonly Movement[]): Promise<Overdrawn> {
  const taken = movements
    .flatMap(stockEntriesOf)
    .filter(({ place, quantity }) => place.placeKind === 'AT_LOCATION' && quantity.startsWith('-'));
  if (taken.length === 0) return new Map();
  const rows = await db.rows<{ locationId: string; batchId: string }>(
    'places_overdrawn',
    `
    select entry.location_id as "locationId", entry.batch_id as "batchId"
    from (
      select distinct wanted.batch_id, wanted.location_id
      from unnest($1::uuid[], $2::uuid[]) as wanted (batch_id, location_id)
    ) as wanted
    join stock_entry as entry on entry.batch_id = wanted.batch_id and entry.location_id = wanted.location_id
    where entry.place_kind = 'AT_LOCATION'
    group by entry.location_id, entry.batch_id, entry.uom
    having sum(entry.quantity) < 0
    `,
    [
      plainArrayLiteral(taken.map(({ batchId }) => batchId)),
      plainArrayLiteral(taken.map(({ place }) => place.locationId ?? null)),
    ],
  );
  const overdrawn = new Map<string, Set<string>>();
  for (const { locationId, batchId } of rows) {
    const batches = overdrawn.get(locationId) ?? new Set();
    overdrawn.set(locationId, batches.add(batchId));
  }
  return overdrawn;
}
