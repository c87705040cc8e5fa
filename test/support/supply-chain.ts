import { makeGln, makeGtin, makeSscc } from '../../src/gs1/index.js';
import {
  correctMovement,
  type MovementItem,
  recordMovements,
  type RecordedMovement,
} from '../../src/movements/index.js';
import { sourceId } from '../../src/parties/index.js';
import type { Context } from '../../src/platform/context.js';
import type { World } from './world.js';

/** Places, goods and a source that tests share, by short names. */
export const GTIN = makeGtin('0950600000001');
export const OTHER_GTIN = makeGtin('0950600000002');
export const PLANT = makeGln('950600010001');
export const WAREHOUSE = makeGln('950600020001');
export const STORE = makeGln('950600030001');
export const PALLET = makeSscc('09506000000000001');
export const SOURCE = 'test-wms';

/** Registers the source by which the tests record movements. */
export async function registerTestSource(world: World): Promise<void> {
  await world.db.rows(
    'register_test_source',
    `insert into source (source_id, code, name, registered_at) values ($1, $2, 'Test WMS', $3) on conflict do nothing`,
    [sourceId(SOURCE), SOURCE, world.clock],
  );
}

/** Records movements as the test source, and answers each item's entry. */
export function record(context: Context, ...movements: MovementItem[]): Promise<RecordedMovement[]> {
  return recordMovements(context, { source: SOURCE, movements });
}

/** Corrects a movement of the test source, there or not yet: it did not occur, or `replacement` did. */
export async function correct(context: Context, id: string, replacement: MovementItem | null = null): Promise<void> {
  const reason = replacement ? 'INCORRECT_DATA' : 'DID_NOT_OCCUR';
  const answer = await correctMovement(context, { source: SOURCE, id, reason, replacement });
  if (answer.outcome !== 'MovementCorrected') throw new Error(answer.message);
}

/** A movement of some serials of the test product, at noon unless said otherwise. */
export function units(kind: string, serials: readonly string[], rest: Partial<MovementItem> = {}): MovementItem {
  return {
    kind,
    occurredAt: '2026-02-01T12:00:00Z',
    place: WAREHOUSE,
    goods: { serials: [{ gtin: GTIN, serials: [...serials] }] },
    ...rest,
  };
}
