export { createApiKey, type CreateApiKey } from './create-api-key.js';
export { createDevelopmentKeys, type DevelopmentKeys } from './create-development-keys.js';
export { endExpiredKeysJob } from './end-expired-keys.job.js';
export { KeyResolver } from './key.resolver.js';
