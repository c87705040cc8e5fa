import { sealKnowledge } from '../../src/movements/index.js';
import { watchGaps } from '../../src/trace/index.js';
import type { World } from './world.js';

/** What the service does once a second: seals what was recorded, and looks for gaps in it. */
export async function searchForGaps({ db, clock }: World): Promise<void> {
  await sealKnowledge(db, clock);
  await watchGaps(db, clock);
}
