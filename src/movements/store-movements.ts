import { randomUUID } from 'node:crypto';

import type { SourceRow } from '../parties/index.js';
import { type Audited, recordAudits } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import type { Transaction } from '../platform/database/database.js';
import { SharedTransactions } from '../platform/database/shared-transactions.js';
import { batchById } from '../products/index.js';
import { type Brought, type Captured, captureTogether } from './capture/capture-movements.js';
import { ensureReferences, warnOfUnknownParties } from './capture/ensure-references.js';
import type { Origin } from './capture/movement.query.js';
import { sizeOf } from './goods.rule.js';
import { tellPlaces } from './movement-events.js';
import type { Movement } from './movement.js';

/** Movements that have passed the door, of one source, in one request. */
export interface Delivery {
  readonly source: Pick<SourceRow, 'id' | 'code'>;
  readonly movements: readonly Movement[];
  /** Of the request's items, those that were turned away at the door. */
  readonly rejected?: number;
  /** What the audit trail calls it. */
  readonly action?: string;
}

/** Stores movements, audited, in one transaction; then those who watch their places are told. */
export async function storeMovements(context: Context, delivery: Delivery): Promise<Captured[]> {
  const { movements } = delivery;
  await ensureReferences(context.db, movements);
  const stored = await storeSoon({ context, delivery, captureId: randomUUID(), recordedAt: context.now() });

  const accepted = movements.filter((_, i) => stored[i]?.verdict === 'ACCEPTED');
  const declared = accepted.flatMap(({ declaration }) => declaration?.batchId ?? []);
  if (declared.length > 0) batchById.forget(context.db, declared);
  tellPlaces(context, accepted);
  return withUnknownParties(context, movements, stored);
}

/** With what must be the same when the transaction is tried again. */
interface Request {
  readonly context: Context;
  readonly delivery: Delivery;
  readonly captureId: string;
  readonly recordedAt: Date;
}

/** What a request may bring to share a transaction with others: a scanner's scans, not a warehouse's night. */
const MOST_MOVEMENTS_TO_SHARE = 10;
const MOST_GOODS_TO_SHARE = 50;

const smallOnes = new SharedTransactions<Request, Captured[]>(storeTogether);

async function storeSoon(request: Request): Promise<Captured[]> {
  const { db } = request.context;
  if (isSmall(request.delivery)) return smallOnes.run(db, request);
  const [captured = []] = await db.transaction((tx) => storeTogether(tx, [request]));
  return captured;
}

function isSmall({ movements }: Delivery): boolean {
  if (movements.length > MOST_MOVEMENTS_TO_SHARE) return false;
  return movements.reduce((sum, { goods, outputs }) => sum + sizeOf(goods) + sizeOf(outputs), 0) <= MOST_GOODS_TO_SHARE;
}

/** Captures what the requests bring; each has an audit entry of its own. */
async function storeTogether(tx: Transaction, requests: readonly Request[]): Promise<Captured[][]> {
  const brought = byOrigin(requests);
  const captured = await captureTogether(tx, [...brought.values()]);
  const answers = requests.map(({ delivery }) => delivery.movements.flatMap((one) => captured.get(one) ?? []));
  recordAudits(
    tx,
    requests.map((request, i) => auditOf(request, brought.get(originKey(request)), answers[i] ?? [])),
  );
  return answers;
}

/** What one actor sends for one source at a time is one capture, in however many requests it comes. */
function byOrigin(requests: readonly Request[]): Map<string, Brought> {
  const brought = new Map<string, { origin: Origin; movements: Movement[] }>();
  for (const request of requests) {
    const { context, delivery, captureId } = request;
    const known = brought.get(originKey(request));
    if (known) known.movements.push(...delivery.movements);
    else {
      const recordedAt = requests[0]?.recordedAt ?? request.recordedAt;
      const origin = { captureId, sourceId: delivery.source.id, actorId: context.actor.id, recordedAt };
      brought.set(originKey(request), { origin, movements: [...delivery.movements] });
    }
  }
  return brought;
}

function originKey({ context, delivery }: Request): string {
  return `${delivery.source.id} ${context.actor.id}`;
}

function auditOf(
  { context, delivery, captureId }: Request,
  brought: Brought | undefined,
  captured: Captured[],
): Audited {
  const { source, rejected = 0, action = 'recordMovements' } = delivery;
  const detail = { source: source.code, ...countVerdicts(captured), rejected };
  return {
    context,
    entry: { action, objectKind: 'capture', objectId: brought?.origin.captureId ?? captureId, detail },
  };
}

function countVerdicts(captured: readonly Captured[]) {
  const count = (wanted: Captured['verdict']) => captured.filter(({ verdict }) => verdict === wanted).length;
  return { accepted: count('ACCEPTED'), duplicates: count('DUPLICATE'), conflicts: count('CONFLICT') };
}

/** Adds to what was accepted which of its places, carriers and customers nobody registered. */
export async function withUnknownParties(
  { db }: Context,
  movements: readonly Movement[],
  captured: readonly Captured[],
): Promise<Captured[]> {
  const unknownParties = await warnOfUnknownParties(db, movements);
  return captured.map(({ verdict, warnings }, i) => {
    const movement = movements[i];
    return {
      verdict,
      warnings: movement && verdict === 'ACCEPTED' ? [...unknownParties(movement), ...warnings] : warnings,
    };
  });
}
