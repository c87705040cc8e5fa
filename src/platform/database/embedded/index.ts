export { EmbeddedServerError } from './embedded-server-error.js';
export type { EmbeddedOptions, EmbeddedServer } from './start-embedded.js';
export { startEmbedded } from './start-embedded.js';
