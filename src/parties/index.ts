export { CarrierType } from './carrier.type.js';
export { CustomerType } from './customer.type.js';
export { ensureCarriers, ensureLocations } from './ensure-parties.query.js';
export { LocationType } from './location.type.js';
export { carrierId, contactId, customerId, locationId, sourceId } from './party-id.js';
export type { CustomerKind, LocationKind } from './party-kinds.js';
export {
  carrierById,
  customerById,
  customersByNumber,
  findSourceByCode,
  locationById,
  sourceById,
  type CarrierRow,
  type CustomerRow,
  type LocationRow,
  type SourceRow,
} from './party.query.js';
export { GlnScalar } from './scalars/gln.scalar.js';
export { SourceType } from './source.type.js';
