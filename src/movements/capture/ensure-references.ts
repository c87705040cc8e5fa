import type { Gln, Gtin } from '../../gs1/index.js';
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
  const gtins = new Set<Gtin>();
  const batches = new Map<string, NamedBatch>();
  const glns = new Set<Gln>();
  const carriers = new Set<string>();
  const customers = new Set<string>();
  for (const movement of movements) {
    const { goods, outputs, assembly, declaredBatch, place, destination, carrier, consignee, consignor } = movement;
    for (const { gtin, batch } of [...goods.units, ...outputs.units, ...(assembly ? [assembly] : [])]) {
      gtins.add(gtin);
      if (batch) batches.set(batch.batchId, batch);
    }
    for (const { batch } of [...goods.quantities, ...outputs.quantities]) batches.set(batch.batchId, batch);
    if (declaredBatch) batches.set(declaredBatch.batchId, declaredBatch);
    for (const named of [place, destination]) if (named) glns.add(named.gln);
    if (carrier) carriers.add(carrier.code);
    for (const customer of [consignee, consignor]) if (customer) customers.add(customer.number);
  }
  await ensureProducts(db, [...gtins]);
  await ensureBatches(db, [...batches.values()]);
  await ensureLocations(db, [...glns]);
  await ensureCarriers(db, [...carriers]);
  await ensureCustomers(db, [...customers]);
}

/** Warns of the places, carriers and customers of a movement of which no more is known than their number. */
export async function warnOfUnknownParties(
  db: Database,
  movements: readonly Movement[],
): Promise<(movement: Movement) => Warning[]> {
  const locationIds = new Set<string>();
  const carrierIds = new Set<string>();
  const customerIds = new Set<string>();
  for (const { place, destination, carrier, consignee, consignor } of movements) {
    for (const named of [place, destination]) if (named) locationIds.add(named.locationId);
    if (carrier) carrierIds.add(carrier.carrierId);
    for (const customer of [consignee, consignor]) if (customer) customerIds.add(customer.customerId);
  }
  const known = [
    ...(await locationById.find(db, [...locationIds])),
    ...(await carrierById.find(db, [...carrierIds])),
    ...(await customerById.find(db, [...customerIds])),
  ];
  const missing = new Set([...locationIds, ...carrierIds, ...customerIds]);
  for (const { id, registered } of known) if (registered) missing.delete(id);
  if (missing.size === 0) return () => [];

  return ({ place, destination, carrier, consignee, consignor }) => {
    const names = [
      ...(place && missing.has(place.locationId) ? [`place ${place.gln}`] : []),
      ...(destination && missing.has(destination.locationId) ? [`destination ${destination.gln}`] : []),
      ...(carrier && missing.has(carrier.carrierId) ? [`carrier ${carrier.code}`] : []),
      ...[consignee, consignor].flatMap((customer) =>
        customer && missing.has(customer.customerId) ? `customer ${customer.number}` : [],
      ),
    ];
    return warningAbout(
      'UNKNOWN_PARTY',
      `Not registered: ${names.join(', ')}. Register it so that a recall can use it.`,
      names,
    ).map((warning) => ({ ...warning, goods: [], count: 0 }));
  };
}
