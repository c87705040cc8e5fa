import { requireKey } from './by-key.js';
import { planCustomer } from './customers.js';
import { planBatches, planConsignments, type Batch } from './goods.js';
import { carrierCode, productGtin } from './identifiers.js';
import { planIngredients } from './ingredients.js';
import { planMovements } from './movements.js';
import { planPlaces } from './places.js';
import type { DemoPlan, PlannedBatch, PlannedCarrier, PlannedProduct } from './plan.js';
import { readNorthwind, type Northwind, type Shipper } from './tables.js';

/** The demo by the rule of `plan.ts`, from the text of `northwind.sql`. */
export function planNorthwind(sql: string): DemoPlan {
  const northwind = readNorthwind(sql);
  const places = planPlaces(northwind);
  const consignments = planConsignments(northwind, places);
  const batches = planBatches(consignments);

  return {
    products: planProducts(northwind),
    locations: [...places.plants.values(), ...places.warehouses.values(), ...places.customerSites.values()],
    carriers: northwind.shippers.map(planCarrier),
    customers: northwind.customers.map((customer) => planCustomer(customer, places)),
    batches: batches.map(planBatch),
    movements: planMovements(batches, consignments),
    ingredients: planIngredients(northwind.products, batches),
  };
}

function planProducts({ products, suppliers }: Northwind): PlannedProduct[] {
  const supplierOf = new Map(suppliers.map((supplier) => [supplier.id, supplier]));
  return products.map(({ id, name, quantityPerUnit, category, supplierId }) => ({
    gtin: productGtin(id),
    name,
    description: quantityPerUnit,
    category,
    brand: requireKey(supplierOf, supplierId, 'supplier').name,
  }));
}

const planCarrier = ({ id, name, phone }: Shipper): PlannedCarrier => ({ code: carrierCode(id), name, phone });

const planBatch = ({ gtin, run, serials }: Batch): PlannedBatch => ({
  gtin,
  number: run.number,
  quantity: serials.length,
  uom: 'H87',
  producedOn: run.producedOn,
  expiresOn: run.expiresOn,
});
