import { type Event, inOrder, isEmptying, type RealmIds } from '../movements/plain-ledger.js';

/** Units of a batch, and whatever was made of any of it, through any number of makings. */
export interface Made {
  /** By the links that name both ends. */
  readonly surely: ReadonlySet<string>;
  /** By any reading of what was recorded. */
  readonly perhaps: ReadonlySet<string>;
}

export function madeOf(events: readonly Event[], ids: RealmIds, batch: number): Made {
  const start = ids.batchIds[batch] ?? '';
  const unitsIn = (reached: ReadonlySet<string>) => new Set(ids.unitIds.filter((id) => reached.has(id)));
  const surely = spread(start, (reached) => events.flatMap((event) => named(events, event, ids, reached)));
  const perhaps = spread(start, (reached) =>
    events.flatMap((event) => [...named(events, event, ids, reached), ...readInto(event, ids, reached)]),
  );
  return { surely: unitsIn(surely), perhaps: unitsIn(perhaps) };
}

/** Adds what follows from what is reached, until nothing follows any more. */
function spread(start: string, next: (reached: ReadonlySet<string>) => readonly string[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const id of next(reached)) reached.add(id);
  }
  return reached;
}

/**
 * Units that claim a batch are of it; what came out of a transform was made of what went in, an assembly of its parts,
 * unless one of these events took them out.
 */
function named(events: readonly Event[], event: Event, ids: RealmIds, reached: ReadonlySet<string>): string[] {
  const { kind, containerId, namedIds, quantityBatchId } = event;
  const claimed = [...event.batchOf].filter(([, batchId]) => reached.has(batchId)).map(([unitId]) => unitId);
  if (kind === 'transform') {
    const isMadeOf = [...namedIds, quantityBatchId ?? ''].some((id) => reached.has(id));
    return isMadeOf ? [...claimed, ...event.madeIds, ids.batchIds[0] ?? ''] : claimed;
  }
  if (kind !== 'pack' || containerId === null || !ids.unitIds.includes(containerId)) return claimed;
  const later = inOrder(events).slice(inOrder(events).indexOf(event) + 1);
  const builtIn = event.goodsIds.filter((partId) => !later.some((other) => takesOut(other, partId, containerId)));
  const parts = [...builtIn, ...ids.unitIds.filter((unitId) => builtIn.includes(outermost(events, ids, unitId)))];
  const loose = quantityBatchId !== null && someIsLeft(events, quantityBatchId, containerId) ? [quantityBatchId] : [];
  const isBuiltOf = [...parts, ...loose].some((id) => reached.has(id));
  return isBuiltOf ? [...claimed, containerId] : claimed;
}

/** The outermost logistic unit that something is in by the last that was said of each; itself when it is in none. */
function outermost(events: readonly Event[], ids: RealmIds, id: string, within: readonly string[] = []): string {
  const containerId = lastPutInto(events, id);
  const isIn = containerId !== null && ids.containerIds.includes(containerId) && !within.includes(containerId);
  return isIn ? outermost(events, ids, containerId, [...within, containerId]) : id;
}

function lastPutInto(events: readonly Event[], id: string): string | null {
  const past = inOrder(events);
  const last = past.findLastIndex(
    ({ kind, goodsIds }) => (kind === 'pack' || kind === 'unpack') && goodsIds.includes(id),
  );
  const { kind = 'unpack', containerId = null } = past[last] ?? {};
  const isOut = past.slice(last).some((event) => isEmptying(event) && event.containerId === containerId);
  return kind === 'unpack' || isOut ? null : containerId;
}

function takesOut(event: Event, partId: string, assemblyId: string): boolean {
  if (event.kind !== 'unpack' || event.containerId !== assemblyId) return false;
  return event.goodsIds.includes(partId) || isEmptying(event);
}

/** Every movement counts as much, and less than nothing is never in there. */
function someIsLeft(events: readonly Event[], batchId: string, assemblyId: string): boolean {
  let left = 0;
  for (const event of inOrder(events).filter(({ containerId }) => containerId === assemblyId)) {
    if (isEmptying(event)) left = 0;
    else if (event.quantityBatchId === batchId && event.kind === 'pack') left += 1;
    else if (event.quantityBatchId === batchId && event.kind === 'unpack') left = Math.max(0, left - 1);
  }
  return left > 0;
}

/** A batch of which one unit is reached may be reached as a whole, and a container may hold anything. */
function readInto(event: Event, ids: RealmIds, reached: ReadonlySet<string>): string[] {
  const batches = [...event.batchOf].filter(([unitId]) => reached.has(unitId)).map(([, batchId]) => batchId);
  const mayHoldAny = event.kind === 'pack' && event.goodsIds.some((id) => ids.containerIds.includes(id));
  return [...batches, ...(mayHoldAny ? [event.containerId ?? ''] : [])];
}
