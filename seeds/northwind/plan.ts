import type { Gln, Gtin, Sscc } from '../../src/gs1/index.js';
import type { Day } from './calendar.js';

/**
 * The demo's supply chain, made from the Northwind trading company's products, orders and addresses. By this rule anyone can
 * recompute every identifier and time from `northwind.sql`:
 *
 * IDENTIFIERS all begin with the company prefix 9506000, and each ends in its GS1 check digit.
 * - product: GTIN-14 `0` `9506000` product id as five digits; its brand is its supplier's name
 * - plant (a supplier), warehouse, customer site (a customer): GLN `9506000`, then `1`, `2` or `3` for the table, then the row's
 *   number in the order of the key, from 1, as four digits. Northwind has no table of warehouses: Seattle is row 1, London row 2
 * - order, packed: SSCC `0` `9506000` order id as nine digits
 * - batch: one product × calendar quarter of the order date, number `1997Q2`; produced on the first day of the quarter before,
 *   expiring two years later; its declared quantity is the pieces ordered of it. Northwind has no batch numbers of suppliers
 * - unit: every piece of an order line, serial `<order>-<product>-<n>`, n from 001
 * - carrier (a shipper): code `NW-<shipper id>`; customer: its number is the customer id
 *
 * MOVEMENTS, in UTC:
 *
 * | movement id                       | a movement per | place and time                                                 |
 * | --------------------------------- | -------------- | -------------------------------------------------------------- |
 * | `nw-commission-<product>-<batch>` | batch          | plant, 06:00 on the production date                            |
 * | `nw-ship-<order>-<product>`       | order line     | plant, 06:00 on the day before the order date                  |
 * | `nw-receive-<order>-<product>`    | order line     | warehouse, 08:00 on the order date                             |
 * | `nw-pack-<order>`                 | order          | warehouse, 12:00 on the order date, into the order's SSCC      |
 * | `nw-ship-<order>`                 | shipped order  | warehouse, 16:00 on the shipped date, by the order's shipper   |
 * | `nw-deliver-<order>`              | shipped order  | customer site, 10:00 three days later, unless after 1998-05-06 |
 *
 * - an order leaves from the warehouse of the country of the employee who took it: USA Seattle, UK London
 * - only commissioning names the batch; who drives from plant to warehouse is not in Northwind, so no carrier is named there
 * - packing and what follows name the order; shipping and delivery to the customer name the consignee
 * - every order goes to its customer's one site, also where Northwind's ship-to address differs
 * - an order without a shipped date stays packed in the warehouse
 *
 * INGREDIENTS are not in Northwind. Its confections are made of cane sugar (0.25 kg a piece) and cocoa mass (0.1 kg), its dairy
 * products of whole milk (4 kg) and rennet (0.005 kg): products 90001 to 90004. A batch of an ingredient is what goes into the
 * batches of one number, and has that number; it is 30 days older than they, good for a year, and its supplier calls it
 * `S-<ingredient>-<batch>`. So one batch of sugar is in the sweets of several plants.
 *
 * | movement id                           | a movement per      | place and time                                               |
 * | ------------------------------------- | ------------------- | ------------------------------------------------------------ |
 * | `nw-supply-<ingredient>-<batch>-<gln>` | batch and plant     | plant, 08:00 on the day before the production date: what is  |
 * |                                       |                     | used there, in whole sacks of 10 kg, commissioned            |
 * | `nw-make-<product>-<batch>`           | batch that is made  | plant, 05:00 on the production date: kilograms are           |
 * |                                       |                     | transformed into the batch's units                           |
 *
 * PEOPLE: a customer has a recall contact, Northwind's contact person with the e-mail `<customer id in lower case>@example.com`, and
 * a ship-to contact under the company's name. Customers whose id begins with B or F have no e-mail. Phones are Northwind's; a
 * customer whose id begins with B has none where Northwind has none, but Northwind has one for all. The language is the
 * country's (`countries.ts`).
 *
 * 51,317 units in 563 batches; 830 orders: 799 delivered (49,524 units), 10 still in transit (595), 21 packed in a warehouse (1,198).
 */
export interface DemoPlan {
  readonly products: readonly PlannedProduct[];
  readonly locations: readonly PlannedLocation[];
  readonly carriers: readonly PlannedCarrier[];
  readonly customers: readonly PlannedCustomer[];
  readonly batches: readonly PlannedBatch[];
  /** In the order they happened: sent so, none is late. */
  readonly movements: readonly PlannedMovement[];
  /** What some of it is made of. It happened before, and is sent before. */
  readonly ingredients: IngredientPlan;
}

export interface IngredientPlan {
  readonly products: readonly PlannedProduct[];
  readonly batches: readonly PlannedBatch[];
  readonly movements: readonly PlannedMovement[];
}

export interface PlannedProduct {
  readonly gtin: Gtin;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly brand: string;
}

export interface PlannedLocation {
  readonly gln: Gln;
  readonly name: string;
  readonly kind: 'PLANT' | 'WAREHOUSE' | 'CUSTOMER_SITE';
  readonly address: PlannedAddress;
  /** The number of the customer whose site it is. */
  readonly customerNumber?: string;
}

export interface PlannedAddress {
  readonly street: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface PlannedCarrier {
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
}

export interface PlannedCustomer {
  readonly number: string;
  readonly name: string;
  /** ISO 639-1. */
  readonly language: string;
  readonly kind: 'BUSINESS';
  readonly contacts: readonly PlannedContact[];
  /** The customer's sites, which are among the plan's locations. */
  readonly locations: readonly Gln[];
}

export interface PlannedContact {
  readonly role: 'SHIP_TO' | 'RECALL_CONTACT';
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: PlannedAddress;
  readonly preferredChannel: 'EMAIL' | 'POST';
}

export interface PlannedBatch {
  readonly gtin: Gtin;
  readonly number: string;
  readonly quantity: number;
  /** UN/ECE Recommendation 20: `H87` is a piece, `KGM` a kilogram. */
  readonly uom: 'H87' | 'KGM';
  readonly producedOn: Day;
  readonly expiresOn: Day;
  readonly supplierBatch?: string;
}

export interface PlannedMovement {
  readonly id: string;
  readonly kind: 'COMMISSION' | 'TRANSFORM' | 'SHIP' | 'RECEIVE' | 'PACK' | 'DELIVER';
  /** ISO 8601, in UTC. */
  readonly occurredAt: string;
  readonly place: Gln;
  /** Where the goods are sent. */
  readonly destination?: Gln;
  readonly carrier?: string;
  readonly consignee?: string;
  readonly container?: Sscc;
  readonly order?: string;
  readonly goods: PlannedGoods;
  readonly outputs?: PlannedGoods;
}

export interface PlannedGoods {
  readonly serials?: readonly PlannedSerials[];
  readonly ssccs?: readonly Sscc[];
  readonly quantities?: readonly PlannedQuantity[];
}

export interface PlannedQuantity {
  readonly gtin: Gtin;
  readonly batch: string;
  readonly quantity: string;
  readonly uom: 'KGM';
}

export interface PlannedSerials {
  readonly gtin: Gtin;
  readonly batch?: string;
  readonly serials: readonly string[];
}
