import type { Stage } from '../stage.js';

/** Baseline of locating a batch: one statement on the minimal state table of `capture.ts`. Pinned. */
export function locateByHand({ admin }: Stage, batchId: string): Promise<unknown> {
  return admin.query({
    name: 'locate_by_hand',
    text: `select location_id, count(*) from baseline.state where batch_id = $1 group by location_id`,
    values: [batchId],
  });
}
