import {
  carrierById,
  customerById,
  ensureCarriers,
  ensureCustomers,
  ensureLocations,
  locationById,
} from '../../parties/index.js';
import type { Database } from '../../platform/database/database.js';
import { ensureBatches, ensureProducts } from '../../products/index.js';
import type { Movement, NamedBatch } from '../movement.js';
import { type Warning, warningAbout } from './warn.js';

/**
 * Makes rows for products, batches, places, carriers and customers that movements mention and nobody registered, so that
 * no scan is refused for want of master data. Before the capture's transaction and briefly, only what is missing:
 * everybody shares these rows.
 */
export async function ensureReferences(db: Database, movements: readonly Movement[]): Promise<void> {
  await ensureProducts(
    db,
    movements.flatMap(({ goods }) => goods.units.map(({ gtin }) => gtin)),
  );
  await ensureBatches(db, movements.flatMap(batchesNamed));
  await ensureLocations(
    db,
    movements.flatMap(({ place, destination }) => [place?.gln ?? [], destination?.gln ?? []].flat()),
  );
  await ensureCarriers(
    db,
    movements.flatMap(({ carrier }) => carrier?.code ?? []),
  );
  await ensureCustomers(
    db,
    movements.flatMap(({ consignee }) => consignee?.number ?? []),
  );
}

/** Warns of the places, carriers and customers of a movement of which no more is known than their number. */
export async function warnOfUnknownParties(
  db: Database,
  movements: readonly Movement[],
): Promise<(movement: Movement) => Warning[]> {
  const registered = new Set<string>();
  const note = (rows: readonly { id: string; registered: boolean }[]) => {
    for (const row of rows) if (row.registered) registered.add(row.id);
  };
  const distinct = (ids: (string | undefined)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
  note(
    await locationById.find(db, distinct(movements.flatMap((m) => [m.place?.locationId, m.destination?.locationId]))),
  );
  note(await carrierById.find(db, distinct(movements.map(({ carrier }) => carrier?.carrierId))));
  note(await customerById.find(db, distinct(movements.map(({ consignee }) => consignee?.customerId))));

  return ({ place, destination, carrier, consignee }) => {
    const isMissing = (id: string | undefined) => id !== undefined && !registered.has(id);
    const names = [
      ...(place && isMissing(place.locationId) ? [`place ${place.gln}`] : []),
      ...(destination && isMissing(destination.locationId) ? [`destination ${destination.gln}`] : []),
      ...(carrier && isMissing(carrier.carrierId) ? [`carrier ${carrier.code}`] : []),
      ...(consignee && isMissing(consignee.customerId) ? [`customer ${consignee.number}`] : []),
    ];
    return warningAbout(
      'UNKNOWN_PARTY',
      `Not registered: ${names.join(', ')}. Register it so that a recall can use it.`,
      names,
    ).map((warning) => ({ ...warning, goods: [], count: 0 }));
  };
}

function batchesNamed({ goods }: Movement): NamedBatch[] {
  // One batch stands on thousands of units; naming it once is enough.
  const named = new Map<string, NamedBatch>();
  for (const { batch } of goods.units) if (batch) named.set(batch.batchId, batch);
  for (const { batch } of goods.quantities) named.set(batch.batchId, batch);
  return [...named.values()];
}
