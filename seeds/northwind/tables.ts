import { groupBy, inKeyOrder, requireKey } from './by-key.js';
import type { Day } from './calendar.js';
import { dayOf, integerOf, optionalDayOf, optionalTextOf, textOf } from './row-values.js';
import { readDump, type Row } from './sql-dump.js';

/** What the demo uses of Northwind, every list in the order of its key. */
export interface Northwind {
  readonly products: readonly Product[];
  readonly suppliers: readonly Supplier[];
  readonly customers: readonly Customer[];
  readonly shippers: readonly Shipper[];
  readonly orders: readonly Order[];
}

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly supplierId: number;
  readonly category: string;
  readonly quantityPerUnit: string;
}

export interface Company {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string;
}

export interface Supplier extends Company {
  readonly id: number;
}

export interface Customer extends Company {
  readonly id: string;
  readonly contactName: string;
  readonly phone: string | null;
}

export interface Shipper {
  readonly id: number;
  readonly name: string;
  readonly phone: string | null;
}

export interface Order {
  readonly id: number;
  readonly customerId: string;
  /** Where the employee works who took the order. */
  readonly employeeCountry: string;
  readonly shipperId: number;
  readonly orderedOn: Day;
  readonly shippedOn: Day | null;
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  readonly productId: number;
  readonly quantity: number;
}

/** The tables of the dump as values a rule can rely on; what is missing, doubled or of another type stops it. */
export function readNorthwind(sql: string): Northwind {
  const dump = readDump(sql);
  const rows = (table: string) => requireKey(dump, table, 'table');

  return {
    products: readProducts(rows('products'), rows('categories')),
    suppliers: inKeyOrder(rows('suppliers').map(supplier), ({ id }) => id, 'supplier'),
    customers: inKeyOrder(rows('customers').map(customer), ({ id }) => id, 'customer'),
    shippers: inKeyOrder(rows('shippers').map(shipper), ({ id }) => id, 'shipper'),
    orders: readOrders(rows('orders'), rows('order_details'), rows('employees')),
  };
}

function readProducts(rows: readonly Row[], categoryRows: readonly Row[]): Product[] {
  const categories = new Map(
    categoryRows.map((row) => [integerOf(row, 'category_id'), textOf(row, 'category_name')] as const),
  );
  const products = rows.map((row) => ({
    id: integerOf(row, 'product_id'),
    name: textOf(row, 'product_name'),
    supplierId: integerOf(row, 'supplier_id'),
    category: requireKey(categories, integerOf(row, 'category_id'), 'category'),
    quantityPerUnit: textOf(row, 'quantity_per_unit'),
  }));
  return inKeyOrder(products, ({ id }) => id, 'product');
}

function readOrders(rows: readonly Row[], lineRows: readonly Row[], employeeRows: readonly Row[]): Order[] {
  const countries = new Map(
    employeeRows.map((row) => [integerOf(row, 'employee_id'), textOf(row, 'country')] as const),
  );
  const lines = groupBy(lineRows, (row) => integerOf(row, 'order_id'));
  const orders = rows.map((row) => order(row, countries, lines));

  const known = new Map(orders.map((order) => [order.id, order]));
  for (const orderId of lines.keys()) requireKey(known, orderId, 'order');
  return inKeyOrder(orders, ({ id }) => id, 'order');
}

function order(row: Row, countries: ReadonlyMap<number, string>, lines: ReadonlyMap<number, readonly Row[]>): Order {
  const id = integerOf(row, 'order_id');
  return {
    id,
    customerId: textOf(row, 'customer_id'),
    employeeCountry: requireKey(countries, integerOf(row, 'employee_id'), 'employee'),
    shipperId: integerOf(row, 'ship_via'),
    orderedOn: dayOf(row, 'order_date'),
    shippedOn: optionalDayOf(row, 'shipped_date'),
    lines: inKeyOrder(
      requireKey(lines, id, 'line of order').map(orderLine),
      ({ productId }) => productId,
      `line of order ${id} for product`,
    ),
  };
}

const orderLine = (row: Row): OrderLine => ({
  productId: integerOf(row, 'product_id'),
  quantity: integerOf(row, 'quantity'),
});

const supplier = (row: Row): Supplier => ({ id: integerOf(row, 'supplier_id'), ...company(row) });

const customer = (row: Row): Customer => ({
  id: textOf(row, 'customer_id'),
  ...company(row),
  contactName: textOf(row, 'contact_name'),
  phone: optionalTextOf(row, 'phone'),
});

const shipper = (row: Row): Shipper => ({
  id: integerOf(row, 'shipper_id'),
  name: textOf(row, 'company_name'),
  phone: optionalTextOf(row, 'phone'),
});

const company = (row: Row): Company => ({
  name: textOf(row, 'company_name'),
  street: textOf(row, 'address'),
  city: textOf(row, 'city'),
  region: optionalTextOf(row, 'region'),
  postalCode: optionalTextOf(row, 'postal_code'),
  country: textOf(row, 'country'),
});
