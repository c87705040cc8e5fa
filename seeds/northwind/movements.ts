import { daysAfter, utcTime, type Day } from './calendar.js';
import type { Batch, Consignment, Line } from './goods.js';
import type { PlannedMovement } from './plan.js';

export function planMovements(batches: readonly Batch[], consignments: readonly Consignment[]): PlannedMovement[] {
  const movements = [...batches.map(commission), ...consignments.flatMap(journeyOf)];
  return movements.toSorted((a, b) => (a.occurredAt + a.id < b.occurredAt + b.id ? -1 : 1));
}

const commission = ({ key, gtin, plant, run, serials }: Batch): PlannedMovement => ({
  id: `nw-commission-${key}`,
  kind: 'COMMISSION',
  occurredAt: utcTime(run.producedOn, '06:00'),
  place: plant,
  goods: { serials: [{ gtin, batch: run.number, serials }] },
});

function journeyOf(consignment: Consignment): PlannedMovement[] {
  const { shippedOn, deliveredOn, lines } = consignment;
  return [
    ...lines.map((line) => shipFromPlant(line, consignment)),
    ...lines.map((line) => receive(line, consignment)),
    pack(consignment),
    ...(shippedOn ? [ship(consignment, shippedOn)] : []),
    ...(deliveredOn ? [deliver(consignment, deliveredOn)] : []),
  ];
}

const shipFromPlant = (
  { key, gtin, plant, serials }: Line,
  { orderedOn, warehouse }: Consignment,
): PlannedMovement => ({
  id: `nw-ship-${key}`,
  kind: 'SHIP',
  occurredAt: utcTime(daysAfter(orderedOn, -1), '06:00'),
  place: plant,
  destination: warehouse,
  goods: { serials: [{ gtin, serials }] },
});

const receive = ({ key, gtin, serials }: Line, { orderedOn, warehouse }: Consignment): PlannedMovement => ({
  id: `nw-receive-${key}`,
  kind: 'RECEIVE',
  occurredAt: utcTime(orderedOn, '08:00'),
  place: warehouse,
  goods: { serials: [{ gtin, serials }] },
});

const pack = ({ order, sscc, orderedOn, warehouse, lines }: Consignment): PlannedMovement => ({
  id: `nw-pack-${order}`,
  kind: 'PACK',
  occurredAt: utcTime(orderedOn, '12:00'),
  place: warehouse,
  container: sscc,
  order,
  goods: { serials: lines.map(({ gtin, serials }) => ({ gtin, serials })) },
});

const ship = ({ order, sscc, warehouse, ...to }: Consignment, shippedOn: Day): PlannedMovement => ({
  id: `nw-ship-${order}`,
  kind: 'SHIP',
  occurredAt: utcTime(shippedOn, '16:00'),
  place: warehouse,
  destination: to.customerSite,
  carrier: to.carrier,
  consignee: to.customer,
  order,
  goods: { ssccs: [sscc] },
});

const deliver = ({ order, sscc, customer, customerSite }: Consignment, deliveredOn: Day): PlannedMovement => ({
  id: `nw-deliver-${order}`,
  kind: 'DELIVER',
  occurredAt: utcTime(deliveredOn, '10:00'),
  place: customerSite,
  consignee: customer,
  order,
  goods: { ssccs: [sscc] },
});
