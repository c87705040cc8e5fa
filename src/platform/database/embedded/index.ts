export { backUp } from './backup.js';
export { EmbeddedServerError } from './embedded-server-error.js';
export type { ReachedServer } from './reach-embedded.js';
export { reachEmbedded } from './reach-embedded.js';
export { restore } from './restore.js';
export type { EmbeddedServer } from './start-embedded.js';
export { startEmbedded } from './start-embedded.js';
