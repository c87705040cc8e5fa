export { BatchType } from './batch.type.js';
export { type Count, type CountedQuantity, countingInLowestLevel } from './counted-in.js';
export { ensureBatches, ensureProducts } from './ensure-products.query.js';
export { batchId, logisticUnitId, productId, unitId } from './goods-id.js';
export {
  batchById,
  logisticUnitById,
  unitById,
  type BatchRow,
  type LogisticUnitRow,
  type UnitRow,
} from './goods.query.js';
export { BatchIdentityResolver, UnitIdentityResolver } from './goods.resolver.js';
export { LogisticUnitType } from './logistic-unit.type.js';
export { batchesInOtherLevels, packagingAround, type SameGoods } from './packaging-walk.query.js';
export { familyOf } from './packaging-family.rule.js';
export { productById, type ProductRow } from './product.query.js';
export { PackagingLevelResolver, ProductResolver } from './product.resolver.js';
export { ProductType } from './product.type.js';
export { registerProducts, type RegisterProduct } from './register-products.js';
export { GtinScalar } from './scalars/gtin.scalar.js';
export { SsccScalar } from './scalars/sscc.scalar.js';
export { UnitsSent } from './units-sent.rule.js';
export { UnitType } from './unit.type.js';
