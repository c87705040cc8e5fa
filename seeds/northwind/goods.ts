import type { Gln, Gtin, Sscc } from '../../src/gs1/index.js';
import { requireKey } from './by-key.js';
import { batchRunOf, daysAfter, type BatchRun, type Day } from './calendar.js';
import { carrierCode, orderSscc, productGtin, unitSerials } from './identifiers.js';
import type { Places } from './places.js';
import type { Northwind, Order, OrderLine, Product } from './tables.js';

/** The pieces of one order line, from the plant that makes them. */
export interface Line {
  /** `<order>-<product>` */
  readonly key: string;
  readonly productId: number;
  readonly gtin: Gtin;
  readonly plant: Gln;
  readonly run: BatchRun;
  readonly serials: readonly string[];
}

/** An order on its way: all its lines in one container. */
export interface Consignment {
  readonly order: string;
  readonly sscc: Sscc;
  readonly customer: string;
  readonly customerSite: Gln;
  readonly warehouse: Gln;
  readonly carrier: string;
  readonly orderedOn: Day;
  readonly shippedOn: Day | null;
  readonly deliveredOn: Day | null;
  readonly lines: readonly Line[];
}

/** What one plant makes of one product for one quarter's orders. */
export interface Batch {
  /** `<product>-<batch number>` */
  readonly key: string;
  readonly gtin: Gtin;
  readonly plant: Gln;
  readonly run: BatchRun;
  readonly serials: readonly string[];
}

/** Northwind's last order; later than this the demo knows nothing. */
const LAST_DAY: Day = '1998-05-06';

const DAYS_ON_THE_WAY = 3;

export function planConsignments({ orders, products, shippers }: Northwind, places: Places): Consignment[] {
  const productOf = new Map(products.map((product) => [product.id, product]));
  const shipperOf = new Map(shippers.map((shipper) => [shipper.id, shipper]));

  return orders.map((order) => ({
    order: String(order.id),
    sscc: orderSscc(order.id),
    customer: order.customerId,
    customerSite: requireKey(places.customerSites, order.customerId, 'customer').gln,
    warehouse: requireKey(places.warehouses, order.employeeCountry, 'warehouse in').gln,
    carrier: carrierCode(requireKey(shipperOf, order.shipperId, 'shipper').id),
    orderedOn: order.orderedOn,
    shippedOn: order.shippedOn,
    deliveredOn: deliveryDay(order),
    lines: order.lines.map((line) => planLine(order, line, requireKey(productOf, line.productId, 'product'), places)),
  }));
}

export function planBatches(consignments: readonly Consignment[]): Batch[] {
  const batches = new Map<string, Batch>();
  for (const { productId, gtin, plant, run, serials } of consignments.flatMap(({ lines }) => lines)) {
    const key = `${productId}-${run.number}`;
    const soFar = batches.get(key)?.serials ?? [];
    batches.set(key, { key, gtin, plant, run, serials: [...soFar, ...serials] });
  }
  return Array.from(batches.values());
}

const planLine = (order: Order, line: OrderLine, product: Product, { plants }: Places): Line => ({
  key: `${order.id}-${product.id}`,
  productId: product.id,
  gtin: productGtin(product.id),
  plant: requireKey(plants, product.supplierId, 'supplier').gln,
  run: batchRunOf(order.orderedOn),
  serials: unitSerials(order.id, product.id, line.quantity),
});

function deliveryDay({ shippedOn }: Order): Day | null {
  const day = shippedOn && daysAfter(shippedOn, DAYS_ON_THE_WAY);
  return day && day <= LAST_DAY ? day : null;
}
