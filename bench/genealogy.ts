import { makeGln, makeGtin, parseBatchNumber } from '../src/gs1/index.js';
import { type MovementItem, recordMovements } from '../src/movements/index.js';
import { registerCustomers } from '../src/parties/index.js';
import { batchId } from '../src/products/index.js';
import { recipientsOf, withEverythingMadeFrom } from '../src/trace/index.js';
import { SOURCE, type Stage } from './stage.js';

const GTIN = makeGtin('0950600088888');
const PLANT = makeGln('950600088888');
const CUSTOMERS = 200;
/** Movements of a request; a transform here names up to a dozen goods. */
const AT_A_TIME = 2_000;

export interface TracedForward {
  readonly batches: number;
  readonly recipients: number;
  /** Milliseconds of each round. */
  readonly times: readonly number[];
  readonly heapMegabytes: number;
}

/**
 * Everything that was made of one batch, and whom it reached: a tree of batches in as many levels as there are `fanouts`, in
 * which each batch becomes so many others, and of each of the last something is delivered.
 */
export async function benchForward(stage: Stage, fanouts: readonly number[], rounds: number): Promise<TracedForward> {
  const root = `TREE-${fanouts.join('x')}`;
  await fillTree(stage, root, fanouts);
  await stage.settle();

  const scope = { batchIds: [idOf(root)], unitIds: [] };
  const times: number[] = [];
  let batches = 0;
  let recipients = 0;
  let heap = 0;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const all = await withEverythingMadeFrom(stage.db, scope);
    recipients = (await recipientsOf(stage.db, all, new Date())).length;
    times.push(performance.now() - started);
    batches = all.batchIds.length - 1;
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }
  return { batches, recipients, times, heapMegabytes: Math.round(heap / 1024 ** 2) };
}

async function fillTree(stage: Stage, root: string, fanouts: readonly number[]): Promise<void> {
  const customers = Array.from({ length: CUSTOMERS }, (_, i) => ({ number: `TREE-${i}`, kind: 'BUSINESS' as const }));
  await registerCustomers(stage.context(), customers);
  let level = [root];
  let waiting: MovementItem[] = [];
  const send = async (least: number) => {
    if (waiting.length < least) return;
    await recordMovements(stage.context(), { source: SOURCE, movements: waiting });
    waiting = [];
  };
  for (const [depth, fanout] of fanouts.entries()) {
    const next: string[] = [];
    for (const parent of level) {
      const children = Array.from({ length: fanout }, (_, i) => `${root}-${next.length + i}-${depth}`);
      next.push(...children);
      waiting.push(transform(parent, children, depth));
      await send(AT_A_TIME);
    }
    level = next;
  }
  for (const [i, leaf] of level.entries()) {
    waiting.push(deliver(leaf, `TREE-${i % CUSTOMERS}`, fanouts.length));
    await send(AT_A_TIME);
  }
  await send(1);
}

function transform(parent: string, children: readonly string[], depth: number): MovementItem {
  return {
    kind: 'transform',
    occurredAt: at(depth),
    place: PLANT,
    goods: { quantities: [kilograms(parent)] },
    outputs: { quantities: children.map(kilograms) },
  };
}

function deliver(batch: string, consignee: string, depth: number): MovementItem {
  return { kind: 'deliver', occurredAt: at(depth), place: PLANT, consignee, goods: { quantities: [kilograms(batch)] } };
}

const kilograms = (batch: string) => ({ gtin: GTIN, batch, quantity: '10', uom: 'KGM' });
const at = (hour: number) => new Date(Date.UTC(2026, 0, 2, hour)).toISOString();

function idOf(number: string): string {
  const parsed = parseBatchNumber(number);
  if (!('conforming' in parsed)) throw new Error(parsed.toString());
  return batchId(GTIN, parsed);
}
