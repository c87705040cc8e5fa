import type { Context } from '../platform/context.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.type.js';
import { pageOf } from '../platform/graphql/connection.type.js';
import type { Step } from './journey.js';
import { traceByGoods } from './unit-trace.js';

export interface JourneyArgs {
  readonly newestFirst: boolean;
  readonly observedOnly: boolean;
}

/** A page of the journey of a unit or logistic unit. It is read as a whole, since a late scan can stand anywhere in it. */
export async function journeyPage(
  context: Context,
  goodsId: string,
  { newestFirst, observedOnly }: JourneyArgs,
  page: PageArgs,
): Promise<Connection<Step>> {
  const trace = await context.load(traceByGoods, goodsId);
  const wanted = (trace?.steps ?? []).filter(({ evidence }) => !observedOnly || evidence === 'OBSERVED');
  const ordered = (newestFirst ? wanted.toReversed() : wanted).map((step, index) => ({ step, index }));
  const { edges, pageInfo } = await pageOf(context, page, {
    scope: `journey ${goodsId} ${String(newestFirst)} ${String(observedOnly)}`,
    find: (limit, after) => {
      const start = after === null ? 0 : Number(after[0]) + 1;
      return Promise.resolve(ordered.slice(start, start + limit));
    },
    keyOf: ({ index }) => [index],
  });
  const steps = edges.map(({ cursor, node }) => ({ cursor, node: node.step }));
  return { edges: steps, nodes: steps.map(({ node }) => node), pageInfo };
}
