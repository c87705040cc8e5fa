export { BatchType } from './batch.type.js';
export { ensureBatches, ensureProducts, type BatchName } from './ensure-products.query.js';
export { batchId, logisticUnitId, productId, unitId } from './goods-id.js';
export {
  batchById,
  logisticUnitById,
  unitById,
  type BatchRow,
  type LogisticUnitRow,
  type UnitRow,
} from './goods.query.js';
export { LogisticUnitType } from './logistic-unit.type.js';
export { productById, type ProductRow } from './product.query.js';
export { ProductType } from './product.type.js';
export { GtinScalar } from './scalars/gtin.scalar.js';
export { SsccScalar } from './scalars/sscc.scalar.js';
export { UnitType } from './unit.type.js';
