import { Decimal, PIECE } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { type Connection, type PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { type Recipient, recipientsOf, sumsByKind } from '../../trace/index.js';
import { frozenGoodsOf } from '../scope/frozen-goods.query.js';
import { EVALUATION_MS } from '../time-limits.js';
import { standingAnswersOfSellers } from './answer.query.js';

/** A customer who answered that they sold more on than is on record: nobody knows to whom the rest went. */
export interface OnwardUnknown {
  readonly customerId: string;
  readonly answeredAt: Date;
  /** As they answered. */
  readonly soldOn: string;
  /** What is on record of it; 0 where they had goods of several kinds, of which nothing can be set off. */
  readonly reported: string;
  readonly unknown: string;
}

/** A page of the customers whose buyers are not all known. The ledger is asked only when someone sold something on. */
export function listOnwardUnknown(
  context: Context,
  recallId: string,
  page: PageArgs,
): Promise<Connection<OnwardUnknown>> {
  return pageOf(context, page, {
    scope: `onward unknown ${recallId}`,
    find: async (limit, after) => {
      const last = after === null ? '' : String(after[0]);
      const all = await onwardUnknown(context, recallId);
      return all.filter(({ customerId }) => customerId > last).slice(0, limit);
    },
    keyOf: ({ customerId }) => [customerId],
  });
}

/** Read from one unchanging picture of the ledger, so that answers and shipments agree. */
export function onwardUnknown({ db, now }: Pick<Context, 'db' | 'now'>, recallId: string): Promise<OnwardUnknown[]> {
  const at = now();
  return db.transaction(
    async (tx) => {
      const answers = await standingAnswersOfSellers(tx, recallId);
      if (answers.length === 0) return [];
      const goods = await frozenGoodsOf(tx, recallId);
      const { possible } = goods;
      const scope = {
        batchIds: [...goods.batchIds],
        unitIds: [...goods.unitIds],
        possible: { batchIds: [...possible.batchIds], unitIds: [...possible.unitIds] },
      };
      const recipients = await recipientsOf(tx, scope, at);
      const passedOn = new Map(recipients.map((recipient) => [recipient.customerId, amountPassedOn(recipient)]));
      return answers.flatMap(({ partyId: customerId, answeredAt, soldOn }): OnwardUnknown[] => {
        const reported = passedOn.get(customerId) ?? new Decimal(0);
        const unknown = new Decimal(soldOn ?? 0).minus(reported);
        if (!unknown.greaterThan(0)) return [];
        const amounts = { soldOn: soldOn ?? '0', reported: reported.toFixed(), unknown: unknown.toFixed() };
        return [{ customerId, answeredAt, ...amounts }];
      });
    },
    { snapshot: true, statementTimeoutMs: EVALUATION_MS },
  );
}

/**
 * Answers are numbers without a unit of measure. They are held against the record only where it has one kind of goods:
 * else 20 kg whose buyer is known would hide 10 pieces that went nobody knows where.
 */
function amountPassedOn(recipient: Recipient): Decimal {
  if (!hadOneKind(recipient)) return new Decimal(0);
  const { units, quantities } = recipient.passedOn;
  return quantities.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(units));
}

/** One product in one unit of measure; units are pieces of theirs. */
function hadOneKind({ mayHave, passedOn, ...certain }: Recipient): boolean {
  const all = [certain, passedOn, ...(mayHave ? [mayHave] : [])];
  const units = all.flatMap(({ unitsByProduct }) => unitsByProduct);
  const pieces = units.map(({ gtin, units: count }) => ({ gtin, uom: PIECE, quantity: String(count) }));
  return sumsByKind([...pieces, ...all.flatMap(({ quantities }) => quantities)]).length <= 1;
}
