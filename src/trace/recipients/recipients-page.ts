import type { Context } from '../../platform/context.js';
import type { Queryable } from '../../platform/database/database.js';
import { type Connection, type PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import type { Traced } from '../scope.js';
import type { Recipient } from './recipient-tally.js';
import { type GoodsToTrace, type TracedRecipients, traceRecipients } from './trace-recipients.js';

/** A page of recipients, and what was gone through to find all of them. */
export interface RecipientsPage extends Connection<Recipient> {
  readonly name: string;
  readonly truncated: string | null;
  readonly readTraced: () => Promise<Traced>;
}

export interface RecipientsAsked {
  /** Says of which goods, and is another for others. */
  readonly name: string;
  readonly goodsOf: (db: Queryable) => Promise<GoodsToTrace>;
  /** What one statement may take. */
  readonly statementTimeoutMs: number;
}

/** Everything is read from one unchanging picture of the ledger, so that the figures agree with each other. */
export async function pageOfRecipients(
  context: Context,
  page: PageArgs,
  { name, goodsOf, statementTimeoutMs }: RecipientsAsked,
): Promise<RecipientsPage> {
  const { db, now } = context;
  const trace = () =>
    db.transaction(async (tx) => traceRecipients(tx, await goodsOf(tx), now()), { snapshot: true, statementTimeoutMs });
  // Begun when the page was found to be one, and once.
  let tracing: Promise<TracedRecipients> | undefined;
  const connection = await pageOf(context, page, {
    scope: name,
    find: async (limit, after) => {
      const { recipients } = await (tracing ??= trace());
      const last = after === null ? '' : String(after[0]);
      return recipients.filter(({ customerId }) => customerId > last).slice(0, limit);
    },
    keyOf: ({ customerId }) => [customerId],
  });
  const { traced } = await (tracing ??= trace());
  return Object.assign(connection, { name, truncated: traced.truncated, readTraced: () => Promise.resolve(traced) });
}
