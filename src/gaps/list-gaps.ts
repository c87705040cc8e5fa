import { type Gtin, InvalidIdentifier, parseBatchNumber } from '../gs1/index.js';
import type { Context } from '../platform/context.js';
import { type Connection, type PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { Refusal } from '../platform/graphql/refusal.js';
import { isUuid } from '../platform/uuid.js';
import { batchId, productId } from '../products/index.js';
import { GAP_KINDS, GAP_STATES, type GapKind, type GapState } from './gap-kind.rule.js';
import type { Gap } from './gap.js';
import { type GapFilter, listGaps } from './list-gaps.query.js';

export interface GapsWanted {
  readonly states?: readonly GapState[] | null;
  readonly kinds?: readonly GapKind[] | null;
  readonly ownerId?: string | null;
  readonly gtin?: Gtin | null;
  readonly batch?: string | null;
  readonly goodsId?: string | null;
}

/** A page of the queue of gaps, what came about first first. */
export function pageOfGaps(context: Context, wanted: GapsWanted, page: PageArgs): Promise<Connection<Gap>> {
  const filter = readFilter(wanted);
  return pageOf(context, page, {
    scope: `gaps ${JSON.stringify(filter)}`,
    find: (limit, after) => listGaps(context.db, filter, limit, after),
    keyOf: ({ since, id }) => [since.toISOString(), id],
  });
}

/** Each list in one order, so that a cursor is good for the same filter however it was written. */
function readFilter({ states, kinds, ownerId, gtin, batch, goodsId }: GapsWanted): GapFilter {
  return {
    states: GAP_STATES.filter((state) => (states ?? ['OPEN']).includes(state)),
    kinds: kinds ? GAP_KINDS.filter((kind) => kinds.includes(kind)) : null,
    ownerId: readId('ownerId', ownerId),
    goodsId: readId('goodsId', goodsId),
    productId: gtin != null && batch == null ? productId(gtin) : null,
    batchId: batch == null ? null : readBatch(gtin, batch),
  };
}

function readBatch(gtin: Gtin | null | undefined, text: string): string {
  if (gtin == null) throw new Refusal('BAD_USER_INPUT', '`batch` needs the `gtin` of its product.');
  const number = parseBatchNumber(text);
  if (number instanceof InvalidIdentifier) throw new Refusal('BAD_USER_INPUT', `${number.toString()}.`);
  return batchId(gtin, number);
}

function readId(field: string, id: string | null | undefined): string | null {
  if (id == null) return null;
  if (!isUuid(id)) throw new Refusal('BAD_USER_INPUT', `\`${field}\` is not an id.`);
  return id;
}
