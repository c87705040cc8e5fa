import { randomUUID } from 'node:crypto';

import { findSourceByCode, sourceById, type SourceRow } from '../parties/index.js';
import type { Context } from '../platform/context.js';
import { withoutTrace } from '../platform/database/without-trace.js';
import { BOUNDS } from '../platform/graphql/bounds.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { mapInParts } from '../platform/in-parts.js';
import { movementsRecorded } from '../platform/metrics.js';
import { type Captured, captureMovements } from './capture/capture-movements.js';
import type { Warning } from './capture/warn.js';
import { sizeOf } from './goods.rule.js';
import type { Movement } from './movement.js';
import type { MovementItem } from './movement-item.js';
import type { Problem } from './problem.js';
import { readMovement, type ReadMovement } from './reading/read-movement.js';
import { storeMovements, withUnknownParties } from './store-movements.js';

export interface RecordMovements {
  readonly source?: string | null;
  readonly validateOnly?: boolean;
  readonly movements: readonly MovementItem[];
}

/** What became of one item, in the order of the request. */
export interface RecordedMovement {
  readonly index: number;
  readonly id: string | null;
  readonly movementId: string | null;
  readonly verdict: Captured['verdict'] | 'REJECTED';
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/** Records what a source saw. Each item stands for itself: a bad one is rejected with its reasons, the others are stored. */
export async function recordMovements(context: Context, request: RecordMovements): Promise<RecordedMovement[]> {
  const { movements: items, validateOnly = false } = request;
  if (items.length > BOUNDS.bulkInput) {
    throw new Refusal('BAD_USER_INPUT', `At most ${BOUNDS.bulkInput} movements a request; these are ${items.length}.`);
  }
  const source = await requireSource(context, request.source ?? null);
  const now = context.now();
  const read = await mapInParts(items, (item) => withinSite(context, readMovement(item, source.id, now)));
  const movements = read.flatMap(({ movement }) => movement ?? []);
  requireBoundedGoods(movements);

  const captured = validateOnly
    ? await previewMovements(context, source, movements)
    : await storeMovements(context, { source, movements, rejected: items.length - movements.length });
  const recorded = inOrder(items, read, captured);
  if (!validateOnly) countRecorded(recorded);
  return recorded;
}

/** The answers that recording would give: everything is done, and then undone. */
async function previewMovements(
  context: Context,
  source: Pick<SourceRow, 'id'>,
  movements: readonly Movement[],
): Promise<Captured[]> {
  const origin = {
    captureId: randomUUID(),
    sourceId: source.id,
    actorId: context.actor.id,
    recordedAt: context.now(),
  };
  const captured = await withoutTrace(context.db, (tx) => captureMovements(tx, origin, movements));
  return withUnknownParties(context, movements, captured);
}

/** The registered source of a request: the one named, or the key's own. A key bound to a source may not name another. */
export async function requireSource({ db, actor }: Context, code: string | null): Promise<SourceRow> {
  if (code === null) {
    const [own] = actor.sourceId ? await sourceById.find(db, [actor.sourceId]) : [];
    if (own) return own;
    throw new Refusal('BAD_USER_INPUT', '`source` is needed: your API key is not bound to one.');
  }
  const source = await findSourceByCode(db, code.trim());
  if (!source) throw new Refusal('BAD_USER_INPUT', `No source "${code.slice(0, 60)}" is registered.`);
  if (actor.sourceId !== null && actor.sourceId !== source.id) {
    throw new Refusal('FORBIDDEN', `Your API key records for another source than ${source.code}.`);
  }
  return source;
}

/** A key bound to a site records what happens there and nowhere else. */
export function withinSite({ actor }: Context, read: ReadMovement): ReadMovement {
  const { movement } = read;
  if (!movement || actor.siteId === null || movement.place?.locationId === actor.siteId) return read;
  const message = 'Your API key records movements at its own site only.';
  return { movement: null, problems: [{ code: 'OTHER_SITE', field: 'place', message }] };
}

function requireBoundedGoods(movements: readonly Movement[]): void {
  const goods = movements.reduce((sum, movement) => sum + sizeOf(movement.goods) + sizeOf(movement.outputs), 0);
  if (goods > BOUNDS.goodsOfARequest) {
    throw new Refusal('BAD_USER_INPUT', `At most ${BOUNDS.goodsOfARequest} goods a request; these are ${goods}.`);
  }
}

function inOrder(
  items: readonly MovementItem[],
  read: readonly ReadMovement[],
  captured: readonly Captured[],
): RecordedMovement[] {
  const verdicts = captured.values();
  return read.map(({ movement, problems }, index) => {
    const id = items[index]?.id ?? null;
    const outcome = movement ? verdicts.next().value : undefined;
    if (!movement || !outcome) {
      return { index, id, movementId: null, verdict: 'REJECTED', problems: problems ?? [], warnings: [] };
    }
    return { index, id, movementId: movement.movementId, problems: [], ...outcome };
  });
}

function countRecorded(recorded: readonly RecordedMovement[]): void {
  const counts = new Map<string, number>();
  for (const { verdict } of recorded) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  for (const [verdict, count] of counts) movementsRecorded.inc({ verdict }, count);
}
