export { carrierById, type CarrierRow } from './carrier.query.js';
export { CarrierResolver } from './carrier.resolver.js';
export { CarrierType } from './carrier.type.js';
export {
  carrierContactOf,
  contactsToNotify,
  internalContacts,
  recallContactOf,
  type ContactToNotify,
} from './contact.query.js';
export { customerById, customersByNumber, type CustomerRow } from './customer.query.js';
export { CustomerResolver } from './customer.resolver.js';
export { CustomerType } from './customer.type.js';
export { ensureCarriers, ensureCustomers, ensureLocations } from './ensure-parties.query.js';
export { InternalContactResolver } from './internal-contact.resolver.js';
export { parseLanguage } from './language.js';
export { locationById, locationsByGln, type LocationRow } from './location.query.js';
export { LocationResolver } from './location.resolver.js';
export { LocationType } from './location.type.js';
export { carrierId, contactId, customerId, internalPartyId, locationId, sourceId } from './party-id.js';
export type { Channel, ContactRole, CustomerKind, LocationKind } from './party-kinds.js';
export { registerCarriers, type RegisterCarrier } from './register-carriers.js';
export { registerCustomers, type RegisterCustomer } from './register-customers.js';
export { registerInternalContacts, type RegisterInternalContact } from './register-internal-contacts.js';
export { registerLocations, type RegisterLocation } from './register-locations.js';
export { registerSources, type RegisterSource } from './register-sources.js';
export { GlnScalar } from './scalars/gln.scalar.js';
export { findSourceByCode, sourceById, type SourceRow } from './source.query.js';
export { SourceResolver } from './source.resolver.js';
export { SourceType } from './source.type.js';
